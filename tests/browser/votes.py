"""A room's vote on a slide: a way in of the test's own, beside the others, and how the stages of the protocol are gone through."""

import json

from playwright.sync_api import expect

from essor.book.site import scripts
from essor.places import BROWSER

from .deck import current, go_to

BOUSOL, NUMBER = "book/debat-3/diapositives.html", "book/debat-1/diapositives.html"
FIRST, SECOND = [6, 9, 4, 3], [1, 5, 15, 1]
# A way in that the test counts for: window.counted gives each round's counts, window.fails the sentence of a failure;
# it comes last, and window.key is the key that chooses it.
FAKE = """
import {{ ways }} from {ways};
import {slides};
window.told = [];
const counts = () => window.counted[at - 1];
let at = 1;
ways.push({{
  key: "faux", label: "Faux moyen",
  async open(question, round, changed) {{
    if (window.slow) await new Promise(() => {{}});
    if (window.fails) throw new Error(window.fails);
    at = round;
    window.told.push(["open", question, round]);
    window.changed = changed;
  }},
  counts, reveal: (state) => window.told.push(["reveal", state.stage]), stop: () => window.told.push(["stop"]),
  async close() {{
    window.told.push(["close"]);
    await new Promise((done) => setTimeout(done, 50));
    if (window.late) window.counted[at - 1] = {{ voters: window.late.reduce((sum, one) => sum + one), choices: window.late }};
  }},
  panel: () => Object.assign(document.createElement("p"), {{ textContent: "Un code à photographier" }}),
}});
window.key = String(ways.length);
"""
# Texts of the vote under 24 px of a slide 720 px high, what is cut, what is out of the slide.
SMALL = """
() => {
  const slide = document.querySelector(".essor-current"), vote = slide.querySelector(".essor-vote"), faults = [];
  const walker = document.createTreeWalker(vote, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const e = text.parentElement;
    if (!text.textContent.trim() || !e.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < innerHeight / 30 - 0.5) faults.push(`${size} px: ${text.textContent}`);
    const range = new Range();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect(), frame = slide.getBoundingClientRect();
    if (box.right > frame.right + 1 || box.bottom > frame.bottom + 1) faults.push(`out of the slide: ${text.textContent}`);
  }
  for (const part of [slide, ...vote.querySelectorAll("[data-fits], table")])
    if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
      faults.push(`cut: ${part.className} ${part.scrollHeight}/${part.clientHeight}`);
  return faults;
}
"""


def write_slides_with_a_way(made):
    """slides.js with the fake way beside the others."""
    entry = FAKE.format(ways=json.dumps(str(BROWSER / "deck" / "ways.js")), slides=json.dumps(str(BROWSER / "slides.js")))
    scripts.esbuild(scripts.ensure_packages(), '--define:ESSOR_VERSION="test"', "--define:ESSOR_PINNED={}", "--charset=utf8", f"--outfile={made}", entry=entry)


def vote(page):
    return current(page).locator(".essor-vote")


def ask(page, slug):
    """Show the slide that asks this, then its question."""
    go_to(page, page.locator(f".essor-slide[data-asks='{slug}']"))
    page.keyboard.press("v")


def expect_stage(page, stage):
    expect(vote(page)).to_have_attribute("data-stage", stage)


def press(page, stage):
    page.keyboard.press("v")
    expect_stage(page, stage)


def compare(page):
    """Go through both votes, to the comparison."""
    for stage in ("vote", "first", "discuss", "again", "both"):
        press(page, stage)

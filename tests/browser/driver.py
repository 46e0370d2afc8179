"""A simulator in a page, driven as a reader does, and compared with what CPython computes."""

import json
import math
import re
from pathlib import Path

from playwright.sync_api import TimeoutError

from essor.portable import markup
from essor.portable.french import typeset
from essor.portable.simulators.controls import Choice, Grid, Name, Number, Slider, Switch
from essor.portable.simulators.declaration import View, fitted
from essor.portable.simulators.registry import load
from essor.portable.telling import difference, shown

# The frame that pictures are laid out for, as in page/simulator.js and, before a room, page/presenter.js.
FRAME = """root => {
  if (root.matches(".essor-stage")) {
    const figure = root.querySelector(".essor-figure:not(.essor-behind)");
    const height = figure.clientHeight;
    const text = Math.max(14, Math.round(innerHeight / 29));
    return { width: figure.clientWidth, height: Math.max(14 * text, height), text };
  }
  const high = (name) => root.querySelector(`[data-part=${name}]`).offsetHeight;
  const docked = matchMedia("(min-width: 46rem)").matches ? 0 : high("dock");
  const most = Math.max(220, Math.round(innerHeight - 84 - high("indicators") - docked));
  const { clientWidth } = root.querySelector("[data-part=picture]");
  return { width: Math.max(280, clientWidth), height: 0, text: 14, most };
}"""
LIMIT = 20_000  # ms that page.js gives its engine

# What a reader sees of a simulator; _outcome() says what is wanted there, in the same shape.
SEEN = """
root => ({
  controls: [...root.querySelectorAll("[data-control]")].map((box) => {
    const range = box.querySelector("[type=range]");
    const typed = box.querySelector("[data-typed]");
    const error = box.querySelector(".essor-error:not([hidden])");
    const value = {
      choice: () => box.querySelector(":checked")?.value,
      switch: () => box.querySelector("[type=checkbox]").checked,
      slider: () => range.valueAsNumber,
      number: () => null,
      grid: () => [...box.querySelectorAll("[data-cell]")].map((field) => field.value),
    }[box.dataset.kind]();
    return {
      name: box.dataset.control, shown: !box.hidden, value, spoken: range?.getAttribute("aria-valuetext") ?? null,
      typed: typed?.value ?? null, invalid: typed?.getAttribute("aria-invalid") === "true", error: error?.textContent ?? "",
    };
  }).sort((one, other) => (one.name < other.name ? -1 : 1)),
  parts: ["indicators", "reading", "tables"].map((name) => ({ html: root.querySelector(`[data-part=${name}]`).innerHTML })),
  verdict: root.querySelector("[data-part=verdict]")?.textContent ?? "",
  headline: root.querySelector("[data-part=headline]").textContent,
  figures: [...root.querySelectorAll(".essor-figure")].map((figure) => ({
    title: figure.querySelector(".essor-picture").getAttribute("aria-label"), reading: figure.querySelector("figcaption span").textContent,
  })),
})
"""

PICTURES = "root => [...root.querySelectorAll('.essor-picture')].map((picture) => ({ html: picture.innerHTML }))"

# `differences` takes what is seen, then what is wanted: keys that are not wanted are ignored. Fragments and drawings are
# compared as texts, their numbers to a hundredth.
LIBRARY = """
const rounded = (html) => html.replace(/-?\\d+\\.\\d+/g, (digits) => Number(digits).toFixed(2));
const parsed = (html) => { const place = document.createElement("div"); place.innerHTML = html; return rounded(place.innerHTML); };
const differences = (seen, wanted, path = "") => {
  if (wanted?.html !== undefined) return rounded(seen.html) === parsed(wanted.html) ? [] : [{ path, seen: seen.html, wanted: wanted.html }];
  if (typeof wanted === "number" && typeof seen === "number" && Math.abs(seen - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))) return [];
  const nested = (value) => value !== null && typeof value === "object";
  if (!nested(wanted) || !nested(seen) || (Array.isArray(wanted) && wanted.length !== seen.length))
    return seen === wanted ? [] : [{ path, seen, wanted }];
  return Object.keys(wanted).flatMap((key) => differences(seen[key], wanted[key], `${path}.${key}`));
};
"""


def enter(field, text, key="Enter"):
    field.fill(text)
    field.press(key)


def go(page, path):
    """Open another page of the book, where this one is."""
    page.goto(re.sub(r"/(book|exercises)/.*", f"/{path}", page.url))


def saved(page, button):
    """The name and the content of the file that this button gives."""
    with page.expect_download() as caught:
        button.click()
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def give(field, content: bytes):
    """Choose a file of this content."""
    field.set_input_files({"name": "donné", "mimeType": "text/plain", "buffer": content})


class SimulatorInPage:
    """Knows the values that the page should have, and checks that it shows what CPython makes of them."""

    def __init__(self, page, slug):
        self.page = page
        self.simulator = load(slug)
        self.root = page.locator(f'.essor-sim[data-slug="{slug}"]').first
        self._handle = self.root.element_handle()
        self.initial = self.simulator.values(json.loads(self.root.get_attribute("data-values")))
        self.values = dict(self.initial)
        self.guess = None
        self.verdict = ""  # what the bet was answered
        self.refused = {}  # (text typed, message wanted), by name of control

    def reach(self):
        """Scroll to it and, where it asks for a prediction first, pass."""
        self.root.scroll_into_view_if_needed()
        skip = self.root.locator(".essor-predict [data-skip]")
        if skip.is_visible():
            skip.click()
        return self

    def approach(self):
        """Reach it, and all its settings."""
        return self.reach().open_settings()

    def open_settings(self):
        """Those that do not come first are asked for."""
        # By their own clicks: a browser that is driven may not have shown them yet.
        self.root.evaluate("""root => {
          root.querySelector("[data-all][aria-expanded=false]")?.click();
          for (const whole of root.querySelectorAll("[data-by-row]:not([data-whole]) .essor-line > button")) whole.click();
        }""")
        return self

    def come_near(self):
        """Reach it and wait until its pictures are those of the engine."""
        self.approach()
        self.expect_pictures()
        self.expect_outcome()
        return self

    def box(self, control):
        return self.root.locator(f'[data-control="{control.name}"]')

    def range(self, control):
        return self.box(control).locator("[type=range]")

    def typed(self, control):
        return self.box(control).locator("[data-typed]")

    def controls(self, kind):
        return [control for control in self.simulator.controls if isinstance(control, kind)]

    def active_slider(self, *but):
        """A slider that has an effect, other than those given."""
        hidden = self.simulator.hidden(self.values)
        return next(slider for slider in self.controls(Slider) if slider.name not in hidden and slider not in but)

    def reveal(self, control):
        """Put the page where this control has an effect, as the reader would."""
        if control.only and self.values[control.only[0]] not in control.only[1]:
            self.choose(self.simulator.control(control.only[0]), control.only[1][0])

    def a_bet(self):
        """Some bet that may be made, as typed or as offered."""
        control = self.simulator.prediction.control
        return control.field(control.choices[0]) if control.choices else "2,5"

    def predict(self, text):
        offered = self.root.locator(f'[name=guess][value="{text}"]')
        if offered.count():
            offered.check()
            self.root.get_by_role("button", name="Je garde ma réponse").click()
        else:
            enter(self.root.locator("[name=guess]"), text)
        self.has_bet(text)
        self.expect_outcome()
        self.open_settings()

    def has_bet(self, text):
        """The reader has bet this at the values shown."""
        self.guess = self.simulator.prediction.control.parse(text)
        self.verdict = typeset(self.simulator.run(self.values, self.guess).answer)

    def choose(self, control, value):
        box = self.box(control)
        if box.locator("select").count():
            box.locator("select").select_option(value)
        else:
            box.locator("label").nth([option for option, _ in control.options].index(value) if isinstance(control, Choice) else 0).click()
        self.values[control.name] = value
        self.expect_outcome()

    def nudge(self):
        """Move the first thing that can be moved, as the reader would."""
        hidden = self.simulator.hidden(self.values)
        control = next(control for control in self.simulator.controls if control.name not in hidden)
        if isinstance(control, Slider):
            self.press(control, "End")
        elif isinstance(control, Choice):
            self.choose(control, next(value for value, _ in control.options if value != self.values[control.name]))
        elif isinstance(control, Switch):
            self.choose(control, not self.values[control.name])
        elif isinstance(control, Grid):
            self.fill_cell(control, control.columns[0].field(control.columns[0].low))
        else:
            self.type(control, control.field(control.low))

    def cell(self, grid, row=0, column=0):
        return self.box(grid).locator(f'[data-cell="{row},{column}"]')

    def fill_cell(self, grid, text):
        enter(self.cell(grid), text, "Tab")
        self.values[grid.name] = grid.parse(with_cell(self.values[grid.name], 0, 0, text))
        self.refused.pop(grid.name, None)
        self.expect_outcome()

    def press(self, slider, key, value=None):
        """Press a key on the slider, which must take this value: with End or Home, that end's."""
        self.range(slider).press(key)
        self.take(slider, {"End": slider.high, "Home": slider.low}[key] if value is None else value)

    def take(self, slider, value):
        """The slider stands at this value."""
        self.values[slider.name] = slider.parse(value)
        self.expect_outcome()

    def reset(self):
        self.root.get_by_role("button", name="Valeurs de départ").click()
        self.values, self.refused = dict(self.initial), {}
        self.expect_outcome()

    def type(self, control, text):
        enter(self.typed(control), text)
        self.values[control.name] = control.parse(text)
        self.refused.pop(control.name, None)
        self.expect_outcome()

    def type_wrong(self, control, text):
        enter(self.typed(control), text, "Tab")
        self.refused[control.name] = (text, refusal(control, text))
        self.expect_outcome()

    def said(self):
        """What is shown, to tell later what changed."""
        return shown(self.simulator, self.values, self.simulator.run(self.values))

    def changed(self, before):
        return difference(self.simulator, before, self.values, self.simulator.run(self.values))

    def expect_outcome(self):
        """The page shows these values, and what CPython computes from them."""
        self._wait(SEEN, self._outcome())

    def expect_result(self):
        """The page shows what CPython computes from these values, whatever its fields hold."""
        outcome = self._outcome()
        del outcome["controls"]
        self._wait(SEEN, outcome)

    def expect_pictures(self):
        frame = self.root.evaluate(FRAME)
        most = frame.pop("most", 0)
        figures = self.simulator.run(self.values, self.guess).figures
        self._wait(PICTURES, [{"html": fitted(figure, View(**frame), 0 if rank else most)} for rank, figure in enumerate(figures)])

    def _wait(self, reader, expected):
        body = f"{LIBRARY}const found = differences(({reader})(root), wanted);"
        try:
            self.page.wait_for_function(f"([root, wanted]) => {{ {body} return !found.length; }}", arg=[self._handle, expected], timeout=LIMIT)
        except TimeoutError:
            found = self.page.evaluate(f"([root, wanted]) => {{ {body} return found; }}", [self._handle, expected])
            said = "\n".join(f"{d['path']}: seen {d.get('seen')!r}, wanted {d.get('wanted')!r}" for d in found[:12])
            raise AssertionError(f"{self.simulator.slug} at {self.values}:\n{said or 'right, but late'}") from None

    def _outcome(self):
        outcome = self.simulator.run(self.values, self.guess)
        hidden = self.simulator.hidden(self.values)
        return {
            "controls": [
                {"shown": control.name not in hidden, **self._control(control, self.values[control.name])}
                for control in sorted(self.simulator.controls, key=lambda one: one.name)
            ],
            "parts": [{"html": part(outcome)} for part in (markup.indicators, markup.sentence, markup.tables)],
            "verdict": self.verdict,
            "headline": typeset(outcome.headline),
            "figures": [{"title": typeset(figure.title), "reading": typeset(figure.reading)} for figure in outcome.figures],
        }

    def _control(self, control, value):
        typed = control.field(value) if isinstance(control, Number) else control.field(value)[0][0] if isinstance(control, Grid) else None
        typed, error = self.refused.get(control.name, (typed, ""))
        spoken = control.text(value) if isinstance(control, Slider) else None
        return {"name": control.name, "value": _shown(control, value), "spoken": spoken, "typed": typed, "invalid": bool(error), "error": error}


def _shown(control, value):
    """Where a control stands: a slider, at the step nearest to its value, and halfway at the one above."""
    if isinstance(control, Slider):
        return control.low + math.floor(round((value - control.low) / control.step, 6) + 0.5) * control.step
    if isinstance(control, Grid):
        return [text for row in control.field(value) for text in row]
    return value if isinstance(control, (Choice, Switch)) else None


def with_cell(rows, row, column, value):
    """A grid's rows with one cell changed."""
    changed = [list(cells) for cells in rows]
    changed[row][column] = value
    return changed


def refusal(control, text):
    try:
        accepted = control.parse(text)
    except ValueError as error:
        return str(error)
    raise AssertionError(f"{control.label}: {text!r} is accepted as {accepted!r}")


def refused_texts(control):
    if isinstance(control, Name):
        return ["", " _ ", "é" * 27]
    texts = ["", "beaucoup", "12,5,3", "1e400", str(int(control.high) + 1), f"-{int(abs(control.low)) + 1}", "<img src=x onerror=alert(1)>", "é9" * 100]
    if control.integer:
        texts.append(f"{int(control.low)},5")
    return texts

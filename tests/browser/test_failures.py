"""What fails around the engine is told in French, leaves the outcome in place, and can be tried again."""

import pytest
from playwright.sync_api import expect

from essor.portable.french import typeset
from essor.portable.simulators.controls import Slider
from essor.portable.simulators.registry import load

from .conftest import PHONE, WIDE
from .driver import LIMIT

ENGINE = "**/engine.js*"
PLOTLY = "**/plotly.js*"
NO_ENGINE = "Le moteur de calcul ne répond pas sur ce poste."
NO_CHART = "Le graphique n’a pas pu être dessiné."
AGAIN = "Réessayer"

# Keeps the page's workers in `workers`, so that a test can hurt them.
KEEP_WORKERS = """
  const workers = (window.workers = []);
  const Given = Worker;
  window.Worker = class extends Given {
    constructor(...given) { super(...given); workers.push(this); }
    postMessage(message, ...rest) { super.postMessage(window.altered?.(message) ?? message, ...rest); }
  };
"""
# A browser short of memory may end a worker without a word: at rest, or in the task that follows the one that asked it
# something; not by the clock, which tests hold.
END = "workers.at(-1).terminate();"
END_ONCE_BEGUN = f"""() => {{
  const {{ port1, port2 }} = new MessageChannel();
  port1.onmessage = () => {END}
  window.altered = (message) => (port2.postMessage(0), message);
}}"""
MESSAGE_WORKER = "window.Worker = class extends Worker { constructor() { super(URL.createObjectURL(new Blob(['%s']))) } };"


def aborted(witness, pattern):
    """What the page asks by this pattern never comes."""
    witness.allow(pattern.strip("*/"), "ERR_FAILED")
    return {"prepare": lambda page: page.route(pattern, lambda route: route.abort())}


def failure(part):
    return part.locator(".essor-failure")


def expect_failure(simulator, message):
    expect(failure(simulator.root)).to_be_visible()
    expect(failure(simulator.root)).to_contain_text(message)
    expect(failure(simulator.root).get_by_role("button", name=AGAIN)).to_be_visible()
    simulator.expect_outcome()  # what was there stays


def try_again(simulator):
    failure(simulator.root).get_by_role("button", name=AGAIN).click()
    expect(failure(simulator.root)).to_be_hidden()
    simulator.expect_outcome()
    simulator.expect_pictures()


def test_engine_not_fetched_then_retried(simulate, witness, a_simulator):
    """Moves made meanwhile count, each control's last one."""
    simulator = simulate(a_simulator, **aborted(witness, ENGINE)).approach()
    expect_failure(simulator, NO_ENGINE)
    first, second = [s for s in simulator.controls(Slider) if s.name not in simulator.simulator.hidden(simulator.values)][:2]
    for slider, key in ((first, "Home"), (second, "End"), (first, "End")):
        simulator.range(slider).press(key)
        expect(failure(simulator.root)).to_be_visible()
    simulator.page.unroute(ENGINE)
    simulator.values.update({first.name: first.parse(first.high), second.name: second.parse(second.high)})
    try_again(simulator)


def test_engine_altered_on_the_way(simulate, witness, a_simulator, book):
    """What is not the file of the build, to the last byte, does not run."""
    witness.allow("integrity")
    altered = (book / "_static/essor/engine.js").read_bytes() + b"globalThis.intruder = 1;"
    answer = {"body": altered, "content_type": "text/javascript; charset=utf-8"}
    simulator = simulate(a_simulator, prepare=lambda page: page.route(ENGINE, lambda route: route.fulfill(**answer))).approach()
    expect_failure(simulator, NO_ENGINE)
    assert simulator.page.evaluate("window.intruder") is None
    simulator.page.unroute(ENGINE)
    try_again(simulator)


@pytest.mark.parametrize("by, viewport", [("http", WIDE), ("file", PHONE)], ids=["wide", "phone"])
@pytest.mark.parametrize(
    "script",
    [
        "delete window.WebAssembly;",
        "delete window.Worker;",
        "window.Worker = class { constructor() { throw new Error('refused') } };",
        MESSAGE_WORKER % "throw new Error()",
        MESSAGE_WORKER % "onmessage = () => postMessage({failed: 1})",
    ],
    ids=["no-webassembly", "no-worker", "worker-refused", "worker-throws", "engine-refused"],
)
def test_engine_cannot_run(simulate, witness, a_simulator, script, by, viewport):
    """A simulator says so as often as it is tried, and shows its tables; a question says the same."""
    witness.allow("uncaught: Error")  # the one thrown here
    simulator = simulate(a_simulator, by, script=script, viewport=viewport).approach()
    expect_failure(simulator, NO_ENGINE)
    for summary in simulator.root.locator("summary").all():
        summary.click()
    for table in load(simulator.simulator.slug).run(simulator.initial).tables:
        expect(simulator.root.get_by_role("table", name=typeset(table.caption))).to_be_visible()
    failure(simulator.root).get_by_role("button", name=AGAIN).click()
    expect_failure(simulator, NO_ENGINE)
    question = simulator.page.locator("[data-question]").first
    question.get_by_role("button", name="Vérifier").click()
    expect(failure(question)).to_contain_text(NO_ENGINE)


def test_engine_never_ready(simulate, a_simulator):
    script = (MESSAGE_WORKER % "").replace("constructor() { super(", "constructor(url) { super(window.mended ? url : ")
    simulator = simulate(a_simulator, script=script, prepare=lambda page: page.clock.install()).approach()
    page = simulator.page
    page.clock.run_for(500)
    expect(simulator.root.locator(".essor-engine")).to_have_text("Le moteur de calcul démarre…")
    page.clock.run_for(LIMIT)
    expect_failure(simulator, NO_ENGINE)
    expect(simulator.root.locator(".essor-engine")).to_be_hidden()
    page.evaluate("window.mended = true")
    page.clock.resume()
    try_again(simulator)


@pytest.mark.parametrize("ending", [f"() => {{ {END} }}", END_ONCE_BEGUN], ids=["at-rest", "in-the-middle"])
def test_engine_lost_in_silence(simulate, a_simulator, ending):
    """The result is the last one computed, the slider is where the reader put it."""
    simulator = simulate(a_simulator, script=KEEP_WORKERS, prepare=lambda page: page.clock.install()).come_near()
    page, slider = simulator.page, simulator.active_slider()
    page.evaluate(ending)
    simulator.range(slider).press("End")
    page.clock.run_for(500)
    page.clock.run_for(LIMIT + 1000)
    expect(failure(simulator.root)).to_contain_text(NO_ENGINE)
    simulator.expect_result()
    expect(simulator.range(slider)).to_have_value(f"{slider.high:g}")
    page.evaluate("window.altered = null")
    page.clock.resume()
    simulator.values[slider.name] = slider.parse(slider.high)
    try_again(simulator)


def test_engine_lost_aloud_then_a_calculation_that_fails(simulate, a_simulator):
    """The next move starts another engine; a fault of ours in the Python is told as such, and the next move starts afresh."""
    simulator = simulate(a_simulator, script=KEEP_WORKERS).come_near()
    page, slider = simulator.page, simulator.active_slider()
    page.evaluate(f"() => {{ {END} workers.at(-1).dispatchEvent(new ErrorEvent('error')); }}")
    simulator.press(slider, "Home")
    expect(failure(simulator.root)).to_be_hidden()
    page.evaluate("window.altered = (message) => ({ ...message, request: JSON.stringify({ do: 'run', slug: 'unknown' }) })")
    simulator.range(slider).press("End")
    expect(failure(simulator.root)).to_contain_text("Le calcul a échoué pour ces valeurs.")
    page.evaluate("window.altered = null")
    simulator.press(slider, "Home")
    expect(failure(simulator.root)).to_be_hidden()
    simulator.expect_pictures()


def test_library_of_charts_not_fetched(simulate, witness, long_simulator):
    """The picture stays, and says so; it is explored once the library comes."""
    simulator = simulate(long_simulator, **aborted(witness, PLOTLY)).approach()
    figure = simulator.root.locator(".essor-figure:has([data-explore])").first
    figure.locator("[data-explore]").press("Enter")
    expect(figure.locator("figcaption span")).to_contain_text(NO_CHART)
    simulator.expect_pictures()
    simulator.page.unroute(PLOTLY)
    figure.locator("[data-explore]").press("Enter")
    expect(figure.locator(".main-svg").first).to_be_visible()


def test_exercise_without_engine(visit, witness, exercise_at):
    path, slug = exercise_at
    page = visit(path, **aborted(witness, ENGINE))
    exercise = page.locator(f'.essor-exercise[data-slug="{slug}"]')
    exercise.locator("input").fill("1")
    exercise.get_by_role("button", name="Vérifier").click()
    expect(failure(exercise)).to_contain_text(NO_ENGINE)
    page.unroute(ENGINE)
    failure(exercise).get_by_role("button", name=AGAIN).click()
    expect(exercise.locator(".essor-feedback")).to_be_visible()
    expect(failure(exercise)).to_be_hidden()

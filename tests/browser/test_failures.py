"""What fails around the engine is told in French, leaves the outcome in place, and can be tried again."""

import pytest
from playwright.sync_api import expect

from essor.portable.french import typeset
from essor.portable.simulators.controls import Slider
from essor.portable.simulators.registry import load

from .driver import SimulatorInPage

ENGINE = "**/engine.js*"
PLOTLY = "**/plotly.js*"
NO_ENGINE = "Le moteur de calcul ne répond pas sur ce poste."
NO_RUN = "Le calcul a échoué pour ces valeurs."
NO_CHART = "Le graphique n’a pas pu être dessiné."
AGAIN = "Réessayer"
LIMIT = 20_000  # ms that page.js gives the engine

# Keeps the page's workers in `workers`, so that a test can hurt them.
KEEP_WORKERS = """
  const workers = [];
  const Given = Worker;
  window.Worker = class extends Given {
    constructor(...given) { super(...given); workers.push(this); }
    postMessage(message, ...rest) { super.postMessage(window.altered?.(message) ?? message, ...rest); }
  };
"""


def prepared(script):
    return lambda page: page.add_init_script(script)


@pytest.fixture
def blocked_engine(visit, witness, a_simulator_at):
    """A page whose engine could not be fetched."""
    path, slug = a_simulator_at
    witness.allow("engine.js")
    witness.allow("ERR_FAILED")
    page = visit(path, prepare=lambda page: page.route(ENGINE, lambda route: route.abort()))
    simulator = SimulatorInPage(page, slug).approach()
    expect_failure(simulator, NO_ENGINE)
    return simulator


def failure(simulator):
    return simulator.root.locator(".essor-failure")


def expect_failure(simulator, message):
    expect(failure(simulator)).to_be_visible()
    expect(failure(simulator)).to_contain_text(message)
    expect(failure(simulator).get_by_role("button", name=AGAIN)).to_be_visible()
    simulator.expect_outcome()  # what was there stays


def try_again(simulator):
    failure(simulator).get_by_role("button", name=AGAIN).click()
    expect(failure(simulator)).to_be_hidden()
    simulator.expect_outcome()
    simulator.expect_pictures()


def test_engine_not_fetched_then_retried(blocked_engine):
    blocked_engine.page.unroute(ENGINE)
    try_again(blocked_engine)


def test_engine_not_fetched_then_another_move(blocked_engine):
    """Moves made meanwhile count, each control's last one."""
    simulator = blocked_engine
    first, second = [s for s in simulator.controls(Slider) if s.name not in simulator.simulator.hidden(simulator.values)][:2]
    for slider, key in ((first, "Home"), (second, "End"), (first, "End")):
        simulator.range(slider).press(key)
        expect(failure(simulator)).to_be_visible()
    simulator.page.unroute(ENGINE)
    simulator.values.update({first.name: first.parse(first.high), second.name: second.parse(second.high)})
    try_again(simulator)


def test_engine_altered_on_the_way(visit, witness, a_simulator_at, book):
    """What is not the file of the build, to the last byte, does not run."""
    path, slug = a_simulator_at
    witness.allow("integrity")
    altered = (book / "_static/essor/engine.js").read_bytes() + b"globalThis.intruder = 1;"
    page = visit(path, prepare=lambda page: page.route(ENGINE, lambda route: route.fulfill(body=altered, content_type="text/javascript; charset=utf-8")))
    simulator = SimulatorInPage(page, slug).approach()
    expect_failure(simulator, NO_ENGINE)
    assert page.evaluate("window.intruder") is None
    page.unroute(ENGINE)
    try_again(simulator)


@pytest.mark.parametrize(
    "script",
    [
        "delete window.WebAssembly",
        "delete window.Worker",
        "window.Worker = class { constructor() { throw new Error('refused') } }",
        "window.Worker = class extends Worker { constructor() { super(URL.createObjectURL(new Blob(['throw new Error()']))) } }",
        "window.Worker = class extends Worker { constructor() { super(URL.createObjectURL(new Blob(['onmessage = () => postMessage({failed: 1})']))) } }",
    ],
    ids=["no-webassembly", "no-worker", "worker-refused", "worker-throws", "engine-refused"],
)
def test_engine_cannot_run(visit, scheme, witness, a_simulator_at, script):
    path, slug = a_simulator_at
    witness.allow("uncaught: Error")  # the one thrown here
    page = visit(path, scheme, prepare=prepared(script))
    simulator = SimulatorInPage(page, slug).approach()
    expect_failure(simulator, NO_ENGINE)
    for summary in simulator.root.locator("summary").all():
        summary.click()
    for table in load(slug).run(simulator.initial).tables:
        expect(simulator.root.get_by_role("table", name=typeset(table.caption))).to_be_visible()
    # Trying again says it again.
    failure(simulator).get_by_role("button", name=AGAIN).click()
    expect_failure(simulator, NO_ENGINE)


def test_engine_never_ready(visit, a_simulator_at):
    path, slug = a_simulator_at

    def prepare(page):
        page.clock.install()
        page.add_init_script(
            "const Given = Worker; window.Worker = class extends Given { constructor(url) {"
            " super(window.mended ? url : URL.createObjectURL(new Blob(['']))) } }"
        )

    page = visit(path, prepare=prepare)
    simulator = SimulatorInPage(page, slug).approach()
    page.clock.run_for(500)
    expect(simulator.root.locator(".essor-engine")).to_have_text("Le moteur de calcul démarre…")
    page.clock.run_for(LIMIT)
    expect_failure(simulator, NO_ENGINE)
    expect(simulator.root.locator(".essor-engine")).to_be_hidden()
    page.evaluate("window.mended = true")
    page.clock.resume()
    try_again(simulator)


def test_engine_lost_in_silence(visit, a_simulator_at):
    """A browser short of memory may end a worker without a word."""
    path, slug = a_simulator_at

    def prepare(page):
        page.clock.install()
        page.add_init_script(f"{KEEP_WORKERS}window.endWorker = () => workers.at(-1).terminate();")

    page = visit(path, prepare=prepare)
    simulator = SimulatorInPage(page, slug).come_near()
    slider = simulator.active_slider()
    page.evaluate("endWorker()")
    simulator.range(slider).press("End")
    page.clock.run_for(LIMIT + 1000)
    expect(failure(simulator)).to_be_visible()
    page.clock.resume()
    simulator.values[slider.name] = slider.parse(slider.high)
    try_again(simulator)


def test_engine_lost_aloud(visit, a_simulator_at):
    path, slug = a_simulator_at
    ending = "window.endWorker = () => { workers.at(-1).terminate(); workers.at(-1).dispatchEvent(new ErrorEvent('error')); };"
    page = visit(path, prepare=prepared(KEEP_WORKERS + ending))
    simulator = SimulatorInPage(page, slug).come_near()
    page.evaluate("endWorker()")
    slider = simulator.active_slider()
    simulator.press(slider, "End", slider.parse(slider.high))
    expect(failure(simulator)).to_be_hidden()


def test_calculation_fails(visit, a_simulator_at):
    """A fault of ours in the Python: told as such, and the next move starts afresh."""
    path, slug = a_simulator_at
    page = visit(path, prepare=prepared(KEEP_WORKERS))
    simulator = SimulatorInPage(page, slug).come_near()
    slider = simulator.active_slider()
    page.evaluate("window.altered = (message) => ({ ...message, request: JSON.stringify({ do: 'run', slug: 'unknown' }) })")
    simulator.range(slider).press("End")
    expect(failure(simulator)).to_contain_text(NO_RUN)
    page.evaluate("window.altered = null")
    simulator.press(slider, "Home", slider.parse(slider.low))
    expect(failure(simulator)).to_be_hidden()
    simulator.expect_pictures()


def test_charts_not_fetched(visit, witness, simulator_at):
    path, slug = simulator_at
    witness.allow("plotly.js")
    witness.allow("ERR_FAILED")
    page = visit(path, prepare=lambda page: page.route(PLOTLY, lambda route: route.abort()))
    simulator = SimulatorInPage(page, slug).approach()
    charts = simulator.root.locator('.essor-figure[data-kind="plotly"]')
    for chart in charts.all():
        expect(chart.locator("figcaption span")).to_contain_text(NO_CHART)
    slider = simulator.active_slider()
    simulator.range(slider).press("End")
    simulator.values[slider.name] = slider.parse(slider.high)
    outcome = simulator.simulator.run(simulator.values)
    expect(simulator.root.locator(".essor-sentence")).to_have_text(typeset(outcome.sentence))
    for figure, caption in zip(outcome.figures, simulator.root.locator("figcaption span").all(), strict=True):
        expect(caption).to_have_text(
            (f"{NO_CHART} Sa lecture et ses données restent disponibles. " if figure.kind == "plotly" else "") + typeset(figure.reading)
        )
    page.unroute(PLOTLY)
    simulator.press(slider, "Home", slider.parse(slider.low))
    simulator.expect_pictures()


def test_exercise_without_engine(visit, witness, exercise_at):
    path, slug = exercise_at
    witness.allow("engine.js")
    witness.allow("ERR_FAILED")
    page = visit(path, prepare=lambda page: page.route(ENGINE, lambda route: route.abort()))
    exercise = page.locator(f'.essor-exercise[data-slug="{slug}"]')
    exercise.locator("input").fill("1")
    exercise.get_by_role("button", name="Vérifier").click()
    expect(exercise.locator(".essor-failure")).to_contain_text(NO_ENGINE)
    page.unroute(ENGINE)
    exercise.get_by_role("button", name=AGAIN).click()
    expect(exercise.locator(".essor-feedback")).to_be_visible()
    expect(exercise.locator(".essor-failure")).to_be_hidden()

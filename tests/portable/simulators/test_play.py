"""What a simulator plays with: a headline that is always true, few settings first, a bet about the case shown, states to reach."""

import pytest

from essor.portable.simulators import registry
from essor.portable.simulators.declaration import RIGHT
from golden import runs
from quoted import NOT_FRENCH, YEAR

LONGEST = 60  # signs of a headline
MOST_FIRST = 3  # settings
every_simulator = pytest.mark.parametrize("slug", registry.slugs())


@every_simulator
def test_the_headline_is_the_result_in_a_few_words(slug):
    headlines = {outcome.headline for _, outcome in runs(slug)}
    for text in headlines:
        assert 0 < len(text) <= LONGEST and not text.endswith(".") and text[0] not in "abcdefghijklmnopqrstuvwxyz", text
        assert not NOT_FRENCH.search(YEAR.sub("", text)), text
    assert len(headlines) > 2


@every_simulator
def test_few_settings_come_first_and_weigh_at_the_start(slug):
    simulator = registry.load(slug)
    assert 1 <= len(simulator.first) <= MOST_FIRST and len(set(simulator.first)) == len(simulator.first)
    assert not set(simulator.first) - {control.name for control in simulator.controls}
    assert not set(simulator.first) & set(simulator.hidden(simulator.values()))


@every_simulator
def test_the_bet_is_about_the_case_shown(slug):
    """Its right answer is an indicator of what opens; what is offered is tempting, and holds it."""
    simulator = registry.load(slug)
    shown = [item for item in simulator.run().indicators if item.key == simulator.about]
    assert len(shown) == 1, f"the bet is about {simulator.about!r}, expected the key of an indicator"
    assert RIGHT in simulator.run({}, shown[0].number).answer, f"the answer to {shown[0].number}, what the indicator shows, does not say « {RIGHT} »"
    bet = simulator.prediction.control
    if bet.choices:
        right = [choice for choice in bet.choices if RIGHT in simulator.run({}, choice).answer]
        assert len(right) == 1, f"{len(right)} choices of {bet.choices} are right, expected one: {shown[0].number}"
        assert 3 <= len(bet.choices) <= 4 and list(bet.choices) == sorted(bet.choices), f"{bet.choices}, expected 3 or 4 choices in order"


@every_simulator
def test_challenges_are_far_from_the_start_and_can_be_met(slug):
    simulator = registry.load(slug)
    keys = [challenge.key for challenge in simulator.challenges]
    assert 2 <= len(keys) <= 3, f"{len(keys)} challenges, expected 2 or 3"
    at_start = [key for key, reached in zip(keys, simulator.reached({}, simulator.run()), strict=True) if reached]
    assert at_start == [], "these challenges are met at the start"
    assert list(simulator.asked) == keys, "what [defis] of the words asks, against the challenges of the module, in the same order"
    for rank, challenge in enumerate(simulator.challenges):
        assert simulator.reached(challenge.solution, simulator.run(challenge.solution))[rank], f"{challenge.key}: its solution does not meet it"
        words = simulator.asked[challenge.key]
        assert set(words) == {"texte", "indices"}, f"{challenge.key}: expected a texte and indices"
        assert words["texte"].endswith(".") and 2 <= len(words["indices"]) <= 3, f"{challenge.key}: expected a sentence, and 2 or 3 hints"


@every_simulator
def test_what_is_reached_is_yes_or_no_everywhere(slug):
    simulator = registry.load(slug)
    for values, outcome in runs(slug):
        assert all(one in (True, False) for one in simulator.reached({c.name: values[c.name] for c in simulator.controls}, outcome))


FEWEST_STEPS, MOST_STEPS, LONGEST_STEP = 2, 6, 260


@every_simulator
def test_why_is_told_in_few_steps_with_the_reader_s_values(slug):
    """Steps hold what is shown: at the start, a figure of an indicator stands in one of them."""
    for _, outcome in runs(slug):
        steps = outcome.why.steps()
        assert FEWEST_STEPS <= len(steps) <= MOST_STEPS, f"{len(steps)} steps, expected {FEWEST_STEPS} to {MOST_STEPS}"
        assert len(set(steps)) == len(steps), f"a step is said twice: {steps}"
        for step in steps:
            assert (step[0].isupper() or step[0] in "«0123456789") and step.endswith("."), step
            assert len(step) <= LONGEST_STEP and not NOT_FRENCH.search(YEAR.sub("", step)), step
    first = registry.load(slug).run()
    figures = [item.text for item in first.indicators]
    assert any(text in " ".join(first.why.steps()) for text in figures), f"no step of Why says a figure of an indicator as it is shown: {figures}"

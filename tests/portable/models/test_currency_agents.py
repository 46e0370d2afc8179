"""Engine C of the local currency, agent by agent."""

import json
import math
from collections import Counter
from statistics import mean, stdev

import pytest
from hypothesis import given, settings, strategies as st

import micropython
from essor.portable.models.currency import mean_path, steady_state
from essor.portable.models.currency_agents import COMMUNES, Agents, supplier_found
from essor.portable.models.currency_cohorts import cohorts_path, mean_circuit, town
from towns import FOUR, RULES, TINY, agents_path, averages, every_outcome, towns, whole, within_chance


# Without melt, which engine C takes from purses rather than from notes.
@pytest.mark.parametrize("people, shops, melt, weeks", [case for case in TINY if not case[2]])
def test_agents_have_exactly_that_law_without_paying_themselves(people, shops, melt, weeks):
    law = every_outcome(people, shops, 0.25, 0.5, 0.6, 0.4, melt, weeks, to_self=False)
    place = town(people, shops, 0.4, 0.5, 0.6)
    last = []
    for seed in range(6000):
        run = Agents(place, seed)
        last.append([run.week() for _ in range(weeks)][-1])
    assert within_chance(Counter((w.mass_before // 2100, w.volume // 2100) for w in last), law)


@settings(max_examples=60)
@given(towns(), RULES, st.integers(0, 10**6))
def test_agents_keep_their_books_to_the_centime(place, rules, seed):
    run = Agents(place, seed, journal=True, **rules)
    issued = reconverted = melted = 0
    for _ in range(20):
        del run.payments[:]
        purses = {agent: agent.purse for agent in run.everybody}
        week = run.week()
        issued, reconverted, melted = issued + week.issued, reconverted + week.reconverted, melted + week.melted
        assert whole(*week, *(agent.purse for agent in run.everybody))
        assert (run.issued, run.reconverted, run.melted) == (issued, reconverted, melted)
        held = sum(agent.purse for agent in run.everybody)
        assert issued == held + reconverted + melted  # 1
        assert week.mass_after == run.mass == held and week.mass_before == held + week.reconverted + week.melted
        assert run.fund >= held and run.fund == held + melted  # 2
        assert all(agent.purse >= 0 and not agent.inbox for agent in run.everybody)  # 3
        assert reconverted == run.paid_out + run.fees and run.paid_out >= 0 <= run.fees  # 4
        assert run.exchanged + run.bonus == run.fund + run.paid_out + run.fees  # euros, row by row of the flow matrix
        assert run.bonus * 20 == run.exchanged
        assert sum(amount for _, _, amount in run.payments) == week.volume
        shops = {shop for members in run.sectors for shop in members}
        for payer, payee, amount in run.payments:  # 5
            assert payer is not payee and payee in shops and whole(amount) and 0 < amount <= place.note
        if "most_notes" in rules:
            for payer in purses:
                assert sum(amount for who, _, amount in run.payments if who is payer) <= rules["most_notes"] * place.note
        if place.melt == 0:
            assert melted == 0
    assert sum(agent.received for agent in run.everybody) >= week.volume


@given(st.integers(1, 200), st.integers(2, 50), st.integers(0, 999))
def test_without_reuse_a_unit_is_paid_once(people, shops, seed):
    # 6: when solistes spend at once and nothing is reused or melts, what is paid in a week is what is issued in it.
    for week in cohorts_path(town(people, shops, 0.0, 1.0, 0.3), 12, seed):
        assert week.volume == week.issued
    run = Agents(town(people, shops, 0.0, 0.4, 0.3), seed)
    paid = sum(run.week().volume for _ in range(12))
    assert paid == run.issued - sum(agent.purse for agent in run.groups[0])


@given(st.floats(0, 0.9), st.integers(0, 999))
def test_without_melt_everything_comes_back(reuse, seed):
    # 7: ρ = 1. Nobody changes euros any more; what was out is reconverted to the last centime.
    place = town(6, 4, reuse, 0.7, 0.7)
    closed = place._replace(groups=[place.groups[0]._replace(chance=0.0)])
    run = Agents(closed, seed)
    for rank, person in enumerate(run.groups[0]):
        run.exchange(person, 2000 * rank)
    for _ in range(600):
        run.week()
    assert (run.mass, run.reconverted, run.fund) == (0, run.issued, 0)
    assert steady_state(mean_circuit(place)).reconverted == pytest.approx(1)


def test_who_holds_the_money_does_not_matter():
    # 8: the first soliste rich, or the last one; the same payments on average, over the same number of seeds.
    def paid(rank, seed):
        run = Agents(town(20, 6, 0.5, 0.3, 0.4), seed + 1000 * rank)
        run.exchange(run.groups[0][rank], 20000)
        return sum(run.week().volume for _ in range(5))

    first, last = ([paid(rank, seed) for seed in range(300)] for rank in (0, 19))
    assert abs(mean(first) - mean(last)) < 4 * math.sqrt((stdev(first) ** 2 + stdev(last) ** 2) / 300)


@given(towns(), RULES, st.integers(0, 10**6))
@settings(max_examples=30)
def test_a_seed_is_a_run(place, rules, seed):  # 9
    assert cohorts_path(place, 20, seed) == cohorts_path(place, 20, seed)
    assert agents_path(place, 10, seed, **rules) == agents_path(place, 10, seed, **rules)


# By hand: 1 − 0.9² = 0.19 ; 1 − 0.5³ = 7/8 ; the Boulonnais, 60 of 7 350, 20 names: 1 − (1 − 2/245)^20 = 15.1 %.
@pytest.mark.parametrize("coverage, names, found", [(0.1, 2, 0.19), (0.5, 3, 0.875), (0, 9, 0), (1, 1, 1), (0.3, 0, 0), (60 / 7350, 20, 0.151)])
def test_supplier_found(coverage, names, found):
    assert supplier_found(coverage, names) == pytest.approx(found, abs=5e-4)


@pytest.mark.parametrize("coverage, names", [(-0.1, 1), (1.1, 1), (0.5, -1), (0.5, 1.5), (float("nan"), 1)])
def test_supplier_found_refuses_what_is_not_a_share_of_businesses(coverage, names):
    with pytest.raises(ValueError, match="coverage must be in"):
        supplier_found(coverage, names)


@pytest.mark.parametrize("coverage, names", [(0.1, 5), (0.05, 20), (0.02, 1)])
def test_known_suppliers_make_the_reuse(coverage, names):
    # Of a prestataire's notes, the share q · (1 − (1 − x)^d) is paid on: engine A with that p, over 60 networks.
    place = town(100, 60, 0.9, 0.5, 0.5)
    same = town(100, 60, 0.9 * supplier_found(coverage, names), 0.5, 0.5)
    exact = mean_path(mean_circuit(same), 52)
    volumes = [mean(w.volume for w in agents_path(place, 52, seed, coverage=coverage, names=names)) / 100 for seed in range(60)]
    assert abs(mean(volumes) - mean(w.volume for w in exact)) < 4 * stdev(volumes) / math.sqrt(60)


def test_nobody_pays_outside_the_suppliers_it_knows():
    run = Agents(town(40, 20, 0.9, 0.8, 0.8), 3, coverage=0.2, names=4, journal=True)
    known = {member: set(member.suppliers) for member in run.sectors[0]}
    assert set() in known.values() and any(known.values())
    for _ in range(40):
        run.week()
    between = [(payer, payee) for payer, payee, _ in run.payments if payer in known]
    assert between and all(payee in known[payer] for payer, payee in between)


def test_a_limit_on_notes_slows_the_money_down():
    place = town(60, 20, 0.5, 0.2, 0.2)
    free, limited = (mean(averages(agents_path(place, 104, seed, most_notes=most))[1] for seed in range(10)) for most in (None, 1))
    assert limited > 1.2 * free


def test_buying_near_home_keeps_money_in_the_commune():
    def at_home(near):
        run = Agents(town(80, 40, 0.5, 0.5, 0.5), 11, communes=5, near=near, journal=True)
        for _ in range(40):
            run.week()
        return mean(payer.commune == payee.commune for payer, payee, _ in run.payments)

    # Anyone's shop: one in five or so. With near = 0.8: nearly 0.8 + 0.2 / 5.
    assert at_home(0.0) < 0.3 and at_home(0.8) > 0.7


def test_everybody_has_a_name_and_a_commune():
    run = Agents(town(250, 60, 0.4, 0.5, 0.5, FOUR), 1)
    assert len({agent.name for agent in run.everybody}) == 310
    assert run.everybody[0].name == "solistes 1" and run.sectors[0][0].name == "alimentation 1"
    assert {agent.commune for agent in run.everybody} <= set(range(COMMUNES))
    assert len({agent.commune for agent in run.everybody}) > 60


@pytest.mark.parametrize("seed", range(5))
def test_the_engines_keep_the_identities_of_the_eusko(seed):
    place = town(400, 130, 0.5, 4 / 43, 4 / 43)
    run = Agents(place, seed, fee=0.05)
    first, fund = [run.week() for _ in range(52)], run.fund
    assert fund == first[-1].mass_after
    for path in (first + [run.week() for _ in range(52)], cohorts_path(place, 104, seed)):
        assert path[-1].mass_after - path[51].mass_after == sum(w.issued - w.reconverted for w in path[52:])
    assert run.fund == run.mass


PROBE = """
import json
from essor.portable.models.currency_agents import Agents
from essor.portable.models.currency_cohorts import Cohorts, town
from essor.portable.models.random_draws import Draws

def respond(text):
    request = json.loads(text)
    place = town(*request["town"])
    cohorts, agents, draws = Cohorts(place, request["seed"]), Agents(place, request["seed"], near=0.3), Draws(request["seed"])
    return json.dumps([
        [list(cohorts.week()) for _ in range(request["weeks"])],
        [list(agents.week()) for _ in range(20)],
        [draws.binomial(trials, 0.37) for trials in range(0, 2000, 37)],
    ])
"""


def test_the_page_draws_the_same_runs():
    asked = [
        {"town": list(place), "seed": seed, "weeks": 60}
        for seed in (1, 2014, 4294967295)
        for place in ((250, 60, 0.4, 0.5, 0.5), (5000, 228, 0.7, 0.1, 0.2), (40, 12, [0.7, 0.1, 0.4, 0.55], 0.4, 0.3, FOUR, 0.5, 20, 50, 0.8, 0.02))
        if place[0] < 5000 or seed == 1
    ]
    answers = micropython.answers(asked, {"essor/portable/session.py": PROBE})
    here = {}
    exec(PROBE, here)
    for request, answer in zip(asked, answers, strict=True):
        assert answer == json.loads(here["respond"](json.dumps(request))), request

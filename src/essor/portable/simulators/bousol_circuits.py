"""« Comment circule un Bou’Sol ? »: the three circuits of the Boulonnais, and what each changes.

The law of circulation is engine A (models.currency). Speeds, sector shares and aid are illustrative; the numbers
of solistes come from the fact register.
"""

from essor.portable.french import euros, listed, number, percent, quantity, yes_or_no
from essor.portable.models import currency
from essor.portable.pictures.circuit import Stage, circuit, of_hundred
from essor.portable.pictures.held import Held
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.rules import local_currency as law
from essor.portable.rules.dated import CHECKED
from essor.portable.simulators.controls import Choice, Number, Slider, Switch, at_first
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Why, note

# Facts of the register (data/faits) that set the defaults; a test holds them equal.
SOLISTES_2013 = 100
SOLISTES_2016 = 250
EUSKO_VELOCITY = 3

# How solistes and prestataires split what they spend, in the order of SECTORS. Illustrative: no source.
FOUR_SECTORS = [0.40, 0.20, 0.25, 0.15]
FIVE_SECTORS = [0.35, 0.18, 0.22, 0.10, 0.15]

PATH_WEEKS = 104
PAYMENTS_SHOWN = 5
NAMES = [f"{rank}{'er' if rank == 1 else 'e'}" for rank in range(1, PAYMENTS_SHOWN + 1)] + ["puis"]

PHASES = (("1", "Phase 1 : le circuit de base"), ("2", "Phase 2 : entre entreprises"), ("3", "Phase 3 : avec des aides sociales"))

WEEKS = ("semaine", "semaines")
UNITS = ("Bou’Sol", "Bou’Sols")
PAYMENTS = ("paiement", "paiements")
COLOURS = ("green", "petrol", "violet")
MELTED = 0.00005  # less is not seen
AT_FIRST, PAID_AT_FIRST = 7000, 2187  # Bou'Sols that circulate, and that are paid in a week, as it opens

MOST_REUSED = 95  # percent

CONTROLS = (
    Choice("phase", options=PHASES, default="2"),
    Slider("solistes", low=10, high=5000, step=10, default=SOLISTES_2016, unit=("soliste", "solistes"), integer=True),
    Slider("tranches", low=0.25, high=4, step=0.25, default=1, unit=("tranche", "tranches"), decimals=2),
    Slider("reuse", low=0, high=MOST_REUSED, step=1, default=40, unit="%", decimals=1, only=("phase", ("2", "3"))),
    Slider("hold_solistes", low=1, high=26, step=0.25, default=2, unit=WEEKS, decimals=2),
    Slider("hold_prestataires", low=1, high=26, step=0.25, default=2, unit=WEEKS, decimals=2),
    Slider("beneficiaries", low=0, high=1000, step=10, default=60, unit=("personne", "personnes"), integer=True, only=("phase", ("3",))),
    Slider("aid", low=0, high=200, step=5, default=50, unit="€", decimals=2, only=("phase", ("3",))),
    Slider("melt", low=0, high=20, step=1, default=0, unit="%", decimals=1),
    Switch("fifth_sector", default=False),
)

PRESETS = (
    Preset("boulonnais-2013", {"phase": "1", "solistes": SOLISTES_2013, "melt": 5}),
    Preset("boulonnais-2016", {"phase": "2", "solistes": SOLISTES_2016}),
    Preset("eusko", {"phase": "2", "solistes": SOLISTES_2016, "hold_solistes": 10.75, "hold_prestataires": 10.75}),
)

BET = Number("guess", low=0, high=100, step=0.1, default=2, unit=PAYMENTS, decimals=2, choices=(1, 1.4, 1.67, 2.5))

TEN = 9.995  # payments, as two decimals show them


def _ten(values, outcome):
    return outcome.indicator("payments").number >= TEN


def _slower(values, outcome):
    """Twice the mass, and not a payment more."""
    return at_first(CONTROLS, values, "phase", "solistes", "tranches", "reuse", "melt") and outcome.indicator("mass").number >= 2 * AT_FIRST


def _aided(values, outcome):
    """Twice the payments of the start, by aids alone."""
    alone = values["phase"] == "3" and at_first(CONTROLS, values, "solistes", "tranches", "reuse")
    return alone and outcome.indicator("paid_weekly").number >= 2 * PAID_AT_FIRST


CHALLENGES = (
    Challenge("ten", _ten, {"reuse": 90}),
    Challenge("slower", _slower, {"hold_solistes": 4, "hold_prestataires": 4}),
    Challenge("aided", _aided, {"phase": "3", "beneficiaries": 100}),
)


def circuit_of(values, phase):
    """The circuit that the reader's values describe, for a phase in 1, 2, 3."""
    return currency.circuit(
        phase,
        values["solistes"] * values["tranches"] / currency.WEEKS_PER_MONTH * law.TRANCHE_UNITS,
        reuse=values["reuse"] / 100,
        act_solistes=1 / values["hold_solistes"],
        act_prestataires=1 / values["hold_prestataires"],
        sector_shares=FIVE_SECTORS if values["fifth_sector"] else FOUR_SECTORS,
        issued_to_beneficiaries=values["beneficiaries"] * values["aid"] / currency.WEEKS_PER_MONTH * law.TRANCHE_UNITS / law.TRANCHE_EUROS,
        melt=currency.weekly_melt(values["melt"] / 100),
    )


def compute(values):
    phase = int(values["phase"])
    here = circuit_of(values, phase)
    state = currency.steady_state(here)
    reserve = euros(state.mass_before * law.RESERVE_PER_UNIT)
    mass = quantity(state.mass_before, UNITS, 0)
    yield Headline(_headline(state))
    yield Indicator("payments", number(state.payments, 2), number=state.payments)
    yield Indicator("mass", number(state.mass_before, 0), number=state.mass_before, verdict=note(f"garantis par {reserve} (usage des réseaux)"))
    yield Indicator("paid_weekly", number(state.volume, 0), number=state.volume)
    yield Indicator("velocity", number(state.velocity, 1), number=state.velocity, verdict=note(f"eusko en 2018 : environ {number(EUSKO_VELOCITY)}"))
    sentence = (
        f"Chaque Bou’Sol fait en moyenne {quantity(state.payments, PAYMENTS, 2)}"
        f" avant de redevenir des euros ; {mass} circulent, avec {reserve} au fonds de garantie."
    )
    if state.melted > MELTED:
        sentence += f" La fonte efface {percent(state.melted, 1)} des Bou’Sols émis."
    turns = currency.turns(here, PAYMENTS_SHOWN)
    yield Figure(
        f"Le circuit du Bou’Sol, {_phase_name(phase)}", _flows_reading(here, state, turns), lambda view: _flows(view, values, c=here, state=state, turns=turns)
    )
    yield Figure(
        "La masse en circulation pendant deux ans", lambda: _mass_reading(_circuits(values), phase), lambda view: _mass(view, _circuits(values), phase)
    )
    yield sentence
    yield Why(lambda: _why_steps(values, phase, c=here, state=state))
    yield Later(lambda: _phases_table(values))
    yield Later(lambda: _sectors_table(here, state))
    yield Later(_law_table)
    yield lambda guess: _answer(guess, here, state=state, phase=phase)


def _circuits(values):
    """Those of the three phases."""
    return [circuit_of(values, rank) for rank in (1, 2, 3)]


def _headline(state):
    said = f"Un Bou’Sol fait {quantity(state.payments, PAYMENTS, 2)}"
    return f"{said}, compte tenu de la fonte" if state.melted > MELTED else f"{said} avant de redevenir des euros"


def _phase_name(phase):
    """The phase inside a title: « phase 2 : entre entreprises »."""
    label = PHASES[phase - 1][1]
    return label[0].lower() + label[1:]


def _why_steps(values, phase, c, state):
    issued, life = number(state.issued), quantity(state.life, WEEKS, 2)
    mass, reserve = number(state.mass_before, 0), euros(state.mass_before * law.RESERVE_PER_UNIT)
    return [
        _why_issued(values, phase, c, issued),
        _why_payments(values, phase, state),
        _why_life(values, phase, c, life),
        f"À raison de {issued} par semaine, qui vivent {life}, {mass} Bou’Sols circulent avant les achats de la semaine ; "
        f"le fonds de garantie, par usage des réseaux, contient {reserve}.",
        f"Chacun faisant {quantity(state.payments, PAYMENTS, 2)}, {number(state.volume, 0)} Bou’Sols sont payés par semaine ; rapportés à la masse et à "
        f"l’année, cela fait une vitesse de {number(state.velocity, 1)}, contre environ {number(EUSKO_VELOCITY)} pour l’eusko en 2018.",
    ]


def _why_issued(values, phase, c, issued):
    text = (
        f"Chaque semaine, {issued} Bou’Sols sont émis : {quantity(values['solistes'], ('soliste change', 'solistes changent chacun'))} "
        f"{quantity(values['tranches'], ('tranche', 'tranches'))} de {euros(law.TRANCHE_EUROS)} par mois de quatre semaines"
    )
    if phase == 3 and c.issued[1]:
        text += f", et l’aide, {euros(values['aid'], None)} par mois, va à {quantity(values['beneficiaries'], ('bénéficiaire', 'bénéficiaires'))}"
    return f"{text}."


def _why_payments(values, phase, state):
    said = quantity(state.payments, PAYMENTS, 2)
    if phase == 1 or not values["reuse"]:
        text, turns = "Les prestataires reconvertissent tout ce qu’ils reçoivent, et un Bou’Sol ne sert qu’à un achat", ""
    else:
        reuse = quantity(values["reuse"], "%")
        text = f"Les prestataires réemploient {reuse} de ce qu’ils reçoivent, puis {reuse} de ce réemploi, et ainsi de suite"
        turns = f"1 / (1 − {reuse}), soit "
    if state.melted > MELTED:
        return f"{text} ; mais {percent(state.melted, 2)} de ce qui est émis fond avant de redevenir des euros : {said} par Bou’Sol."
    return f"{text} : {turns}{said} par Bou’Sol."


def _why_life(values, phase, c, life):
    kept = f"Un soliste garde ses Bou’Sols {quantity(values['hold_solistes'], WEEKS)}"
    if phase == 3:
        kept += f", un bénéficiaire {quantity(1 / c.act[1], WEEKS)}"
    kept += f", chaque prestataire {quantity(values['hold_prestataires'], WEEKS)}"
    return f"{kept} : de main en main, un Bou’Sol vit {life} avant de redevenir des euros{' ou de fondre' if values['melt'] else ''}."


def _answer(guess, c, state, phase):
    fact = f"le calcul donne {number(state.payments, 2)}"
    if abs(guess - state.payments) < 0.05:
        return fact, RIGHT
    first = "Aucune part réemployée n’y conduit : même sans réemploi, un Bou’Sol sert à un premier achat."
    if guess < 1 and not state.melted:
        return fact, first
    if phase == 1:
        return fact, "En phase 1, le prestataire reconvertit tout : un Bou’Sol ne sert qu’une fois. Changez de circuit."
    needed = currency.reuse_for_payments(c, guess)
    if needed is None:
        return fact, first if guess < 1 else "Aucune part réemployée n’y conduit : la fonte limite le nombre de paiements."
    return fact, f"Pour atteindre votre chiffre, les prestataires devraient réemployer {percent(needed, 1)} de ce qu’ils reçoivent."


def _first_sector(c):
    """The rank of the first sector among the holders: after the solistes and, in phase 3, the beneficiaries."""
    return 2 if c.holders[1] == "bénéficiaires" else 1


def _weekly(c, state):
    """Units a week: (to solistes, to beneficiaries, paid by solistes, by beneficiaries, between prestataires, reconverted)."""
    first = _first_sector(c)
    aided = first == 2
    return (
        c.issued[0],
        c.issued[1] if aided else 0,
        state.spent[0],
        state.spent[1] if aided else 0,
        sum(state.spent[i] * sum(c.pays[i]) for i in range(first, len(c.holders))),
        state.issued * state.reconverted,
    )


def _flows(view, values, c, state, turns):
    """Of a hundred units issued: what is paid at each payment, and what becomes euros again."""
    to_solistes, to_aided, _, _, between, back = _weekly(c, state)
    sources = [("solistes", to_solistes / state.issued)]
    if _first_sector(c) == 2:
        sources.append(("bénéficiaires", to_aided / state.issued))
    weekly = f"{number(between, 0)} par semaine"
    going = Held("reuse", values["reuse"], step=1, scale=[(0, 0), (turns[0].paid * MOST_REUSED / 100, MOST_REUSED)])
    paid, melted = number(100 * state.payments, 0), state.issued * state.melted
    return circuit(
        view,
        [Stage(name, turn.paid, back=turn.reconverted, lost=turn.melted) for name, turn in zip(NAMES, turns)],
        sources,
        source=("Banque Sol", f"{number(state.issued, 0)} émis", "par semaine"),
        title=(
            f"Sur 100 Bou’Sols émis, ce qui sert à chaque paiement : {paid} en tout",
            f"Sur 100 Bou’Sols émis : {paid} de paiements",
            f"100 émis : {paid} de paiements",
        ),
        payers=(("premier achat", "achat"), (f"entre prestataires : {weekly}", "entre prestataires")),
        back=(f"redeviennent des euros : {number(back, 0)} Bou’Sols par semaine", f"en euros : {number(back, 0)} par semaine"),
        lost=f"fondent (pointillés) : {number(melted, 0)} par semaine" if state.melted > MELTED else "",
        held=None if values["phase"] == "1" else going,
    )


def _flows_reading(c, state, turns):
    to_solistes, to_aided, by_solistes, _, between, back = _weekly(c, state)
    spent = "autant" if state.melted < MELTED else number(by_solistes, 0)
    text = f"Chaque semaine, les solistes reçoivent {quantity(to_solistes, UNITS, 0)} et en dépensent {spent} chez les prestataires. "
    if _first_sector(c) == 2:
        text += f"Les bénéficiaires de l’aide en reçoivent {number(to_aided, 0)}. "
    text += "Les prestataires "
    if between:
        text += f"s’en paient {number(between, 0)} entre eux et "
    paid = [of_hundred(turn.paid) for turn in turns[:-1]]
    times = [f"{paid[0]} sont payés une 1re fois"] + [f"{amount} une {rank + 2}e" for rank, amount in enumerate(paid[1:])]
    text += f"en reconvertissent {number(back, 0)} en euros. Sur 100 Bou’Sols émis, {listed(times)}. "
    return f"{text}Chaque bande est aussi large que ce qui passe."


def _mass(view, circuits, phase):
    weeks = list(range(1, PATH_WEEKS + 1))
    lines = [
        Line(f"Phase {rank + 1}", weeks, ys=[week.mass_before for week in path], colour=COLOURS[rank], strong=rank + 1 == phase)
        for rank, path in enumerate([currency.mean_path(c, PATH_WEEKS) for c in circuits])
    ]
    return line_chart(
        view, lines, x_title="Semaines depuis le lancement", y_title="Bou’Sols en circulation", y_unit="Bou’Sols", x_step=currency.WEEKS_PER_SEMESTER
    )


def _mass_reading(circuits, phase):
    states = [currency.steady_state(c) for c in circuits]
    masses = [quantity(state.mass_before, UNITS, 0) for state in states]
    text = f"Partie de zéro, la masse tend vers {masses[0]} en phase 1, {masses[1]} en phase 2 et {masses[2]} en phase 3. La phase {phase} est en trait plein"
    if currency.mean_path(circuits[phase - 1], PATH_WEEKS)[-1].mass_before < 0.99 * states[phase - 1].mass_before:
        text += " ; elle n’y est pas encore au bout de deux ans"
    return f"{text}."


def _phases_table(values):
    states = [currency.steady_state(c) for c in _circuits(values)]
    reuse = [0, values["reuse"] / 100, values["reuse"] / 100]
    rows = [
        ("Bou’Sols émis par semaine (Φ)", [number(s.issued, 1) for s in states]),
        ("Paiements par Bou’Sol (n)", [number(s.payments, 3) for s in states]),
        ("Durée de vie, en semaines (L)", [number(s.life, 3) for s in states]),
        ("Volume payé par semaine (V)", [number(s.volume, 1) for s in states]),
        ("Masse avant les achats de la semaine (M⁻)", [number(s.mass_before, 0) for s in states]),
        ("Masse en fin de semaine (M⁺)", [number(s.mass_after, 0) for s in states]),
        ("Vitesse par an", [number(s.velocity, 2) for s in states]),
        ("Part reconvertie (ρ)", [percent(s.reconverted, 1) for s in states]),
        ("Part fondue", [percent(s.melted, 1) for s in states]),
        ("Multiplicateur local à trois tours (LM3, sans fonte)", [number(currency.local_multiplier_3(p), 2) for p in reuse]),
        ("Multiplicateur sur tous les tours (1 + n)", [number(1 + s.payments, 2) for s in states]),
        ("Chiffre d’affaires local par euro changé, en euros", [number(s.payments * law.TRANCHE_UNITS / law.TRANCHE_EUROS, 2) for s in states]),
    ]
    return Table("Toutes les grandeurs, circuit par circuit", ["Grandeur", "Phase 1", "Phase 2", "Phase 3"], [[label] + cells for label, cells in rows])


def _sectors_table(c, state):
    rows = []
    for i in range(_first_sector(c), len(c.holders)):
        back = state.spent[i] * (1 - sum(c.pays[i]))
        rows.append([c.holders[i], number(state.received[i], 0), number(state.spent[i] - back, 0), number(back, 0), number(state.masses[i], 0)])
    headers = ["Filière", "Reçus", "Payés à d’autres prestataires", "Reconvertis", "Détenus"]
    return Table("Par filière, en Bou’Sols par semaine (répartition illustrative)", headers, rows)


def _law_table():
    """What a local authority may do with the currency of these circuits, by rules.local_currency."""
    issuer = f"CMF, art. L. 311-5 : personne privée de l’ESS dont c’est l’unique objet ({law.LEGAL_BASIS.state(CHECKED)})"
    conditions = listed(list(law.COLLECTING.at(CHECKED)))
    collects = law.may_collect(True, True, agreement=True, date=CHECKED)
    answer = law.PAYING.entry(CHECKED).article
    rows = [
        ["Émettre la monnaie", yes_or_no(law.may_issue(True, True, sole_purpose=True, date=CHECKED)), issuer],
        ["L’encaisser, pour un bus ou une piscine", f"{yes_or_no(collects)}, avec {conditions}", law.COLLECTING.entry(CHECKED).article],
        ["Payer directement une dépense", yes_or_no(law.may_pay_directly(CHECKED)), answer],
        ["Payer par mandat civil, si le créancier est volontaire", yes_or_no(law.may_pay_by_mandate(True, False, CHECKED)), answer],
        ["Payer par mandat civil sans son accord", yes_or_no(law.may_pay_by_mandate(False, False, CHECKED)), answer],
        [
            "Verser une prestation légale en monnaie locale",
            "oui" if law.may_pay_by_mandate(True, True, CHECKED) else "sans doute non",
            "déduit de la même réponse : elle se verse sans choix",
        ],
    ]
    return Table("Ce qu’une collectivité peut en faire, en droit", ["Action", "Possible", "Source"], rows)


SIMULATOR = Simulator("bousol-circuits", CONTROLS, compute=compute, bet=BET, about="payments", presets=PRESETS, challenges=CHALLENGES)

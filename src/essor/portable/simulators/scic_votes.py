"""« Qui décide dans une SCIC ? »: capital, votes and power side by side, and one vote counted by three rules."""

from essor.portable.checks import share_of
from essor.portable.french import listed, number, percent, quantity
from essor.portable.models.power import banzhaf
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.held import Held
from essor.portable.pictures.plot import Mark
from essor.portable.rules import scic as law
from essor.portable.rules.dated import cited
from essor.portable.rules.procurement import may_be_in_house
from essor.portable.simulators.controls import Amended, Choice, Grid, Number, Regime
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note

COLLEGES = ("Salariés", "Bénéficiaires", "Collectivités", "Partenaires", "Bénévoles")
PUBLIC = 2
VOTES, WEIGHT = 1, 2  # the series drawn, and the column that it follows

# What the law asks, as the texts say it.
BOUNDS = (law.LEAST_COLLEGES, law.LOWEST_COLLEGE, law.HIGHEST_COLLEGE)
IN_HOUSE = "code de la commande publique, art. L. 2511-1, 3°"
MAJORITY_WORDS = percent(law.MAJORITY)
HEADS, PROPORTIONAL, MAJORITY = "heads", "proportional", "majority"
RULES = (
    (HEADS, "sans collèges : une personne, une voix"),
    (PROPORTIONAL, "avec collèges, à la proportionnelle"),
    (MAJORITY, "avec collèges, à la majorité de chacun"),
)

# capital, members, weight of the college, votes in favour
DEFAULT = [[10000, 12, 25, 100], [20000, 60, 20, 60], [50000, 3, 30, 0], [15000, 8, 15, 40], [5000, 25, 10, 60]]

CONTROLS = (
    Choice("rule", options=RULES, default=MAJORITY),
    Grid(
        "colleges",
        rows=COLLEGES,
        columns=(
            Number("capital", low=0, high=1000000, step=1000, default=0, unit="€", integer=True),
            Number("members", low=0, high=10000, step=1, default=0, unit=("associé", "associés"), integer=True),
            Number("weight", low=0, high=100, step=1, default=0, unit="%", integer=True),
            Number("for", low=0, high=100, step=1, default=0, unit="%", integer=True),
        ),
        default=DEFAULT,
    ),
    Regime(),
    Amended("amended_count", law.LEAST_COLLEGES, low=1, high=5, step=1),
    Amended("amended_lowest", law.LOWEST_COLLEGE, low=0, high=50, step=1),
    Amended("amended_highest", law.HIGHEST_COLLEGE, low=10, high=100, step=1),
)


def _with_weights(weights):
    return [[row[0], row[1], weight, row[3]] for row, weight in zip(DEFAULT, weights)]


PRESETS = (
    Preset("thirty", {}),
    Preset("heads", {"rule": HEADS}),
    Preset("half", {"colleges": _with_weights([20, 10, 50, 10, 10])}),
    Preset("three", {"colleges": [[10000, 12, 40, 100], [40000, 93, 30, 60], [50000, 3, 30, 0], [0, 0, 0, 0], [0, 0, 0, 0]]}),
)

BET = Number("guess", low=0, high=100, step=1, default=50, unit="%", decimals=1, choices=(20, 30, 33, 50))
START_WEIGHT, START_POWER = DEFAULT[PUBLIC][2], banzhaf([row[2] for row in DEFAULT]).shares[PUBLIC] * 100


def _lawful_colleges(values, outcome):
    return values["rule"] != HEADS and outcome.indicator("votes").verdict.ok


def _counted_otherwise(values, outcome):
    return values["colleges"] == DEFAULT and not outcome.indicator("in_favour").verdict.ok


def _heavier_and_weaker(values, outcome):
    heavier = values["colleges"][PUBLIC][2] > START_WEIGHT and outcome.indicator("power").number < START_POWER - 1
    return heavier and _lawful_colleges(values, outcome)


def _mute(values, outcome):
    """A lawful college whose members never decide."""
    seats = _seats(values["colleges"], values["rule"])
    idle = [seat for seat, power in zip(seats, banzhaf(seats).shares) if seat and not power]
    return len(idle) > 0 and _lawful_colleges(values, outcome)


CHALLENGES = (
    Challenge("regle", _counted_otherwise, {"rule": PROPORTIONAL}),
    Challenge(
        "plus-lourd", _heavier_and_weaker, {"colleges": [[10000, 12, 10, 100], [20000, 60, 35, 60], [50000, 3, 35, 0], [15000, 8, 10, 40], [5000, 25, 10, 60]]}
    ),
    Challenge("muet", _mute, {"colleges": [[10000, 12, 30, 100], [20000, 60, 30, 60], [50000, 3, 30, 0], [20000, 33, 10, 55], [0, 0, 0, 0]]}),
)


def compute(values):
    rows = values["colleges"]
    rule, guess = values["rule"], values["guess"]
    capital = _shares([row[0] for row in rows])
    seats = _seats(rows, rule)
    votes = _shares(seats)
    power = banzhaf(seats).shares
    tallies = [(name, _tally(rows, key)) for key, name in RULES]
    chosen = next(tally for (key, _), (_, tally) in zip(RULES, tallies) if key == rule)
    date = values["date"]
    faults = _faults(rows, rule, date)
    yield Headline(_headline(capital, power=power, seats=seats))
    yield Indicator("capital", percent(capital[PUBLIC], 1), number=capital[PUBLIC] * 100)
    yield Indicator("votes", percent(votes[PUBLIC], 1), number=votes[PUBLIC] * 100, verdict=_votes_verdict(rule, faults, date))
    yield Indicator("power", percent(power[PUBLIC], 1), number=power[PUBLIC] * 100, verdict=note("indice de Banzhaf"))
    verdict = Verdict(law.adopted(chosen), "adopté" if law.adopted(chosen) else f"rejeté : il faut plus de {MAJORITY_WORDS}")
    yield Indicator("in_favour", percent(chosen, 1), number=chosen * 100, verdict=verdict)
    yield Figure(
        "Capital, voix et pouvoir de chaque groupe",
        _power_reading(capital, votes, power),
        lambda view: _power_chart(view, capital, votes, power=power, guess=guess, held=_grips(seats, rule)),
    )
    yield Figure("La même décision, comptée de trois façons", _tallies_reading(tallies), lambda view: _tallies_chart(view, tallies))
    yield _sentence(capital, votes, power=power, seats=seats)
    yield Why(lambda: _why_steps(rows, rule, capital=capital, votes=votes, power=power, chosen=chosen))
    yield Later(lambda: _groups_table(rows, capital, votes=votes, power=power))
    yield Later(lambda: _tallies_table(tallies))
    yield lambda guess: _answer(guess, votes[PUBLIC], power[PUBLIC])


def _headline(capital, power, seats):
    if not sum(seats):
        return "Personne ne vote"
    held, deciding = capital[PUBLIC], power[PUBLIC]
    if not deciding:
        return f"{percent(held, 1)} du capital, mais aucun pouvoir aux collectivités"
    if deciding > 1 - law.ROUNDING:
        return "Les collectivités décident seules"
    return f"Les collectivités ont {percent(deciding, 1)} du pouvoir, {percent(held, 1)} du capital"


def _shares(amounts):
    total = sum(amounts)
    return [share_of(amount, total) for amount in amounts]


def _seats(rows, rule):
    """Whole numbers of votes: heads, or the weight of colleges that have members."""
    return [row[1] if rule == HEADS or not row[1] else row[2] for row in rows]


def _tally(rows, rule):
    """Share of the votes in favour; 0 when nobody votes."""
    seats = _seats(rows, rule)
    if not sum(seats):
        return 0.0
    in_favour = [row[3] / 100 for row in rows]
    return law.majority_vote(seats, in_favour) if rule == MAJORITY else law.proportional_vote(seats, in_favour)


def _faults(rows, rule, date):
    """What the law would not accept in these colleges, in words."""
    if rule == HEADS:
        return []
    weights = [row[2] / 100 for row in rows if row[2]]
    words = (
        ("count", f"moins de {law.LEAST_COLLEGES.text(date)}"),
        ("low", f"un collège sous {law.LOWEST_COLLEGE.text(date)}"),
        ("high", f"un collège au-dessus de {law.HIGHEST_COLLEGE.text(date)}"),
        ("sum", "des poids qui ne font pas 100 %"),
    )
    found = law.college_faults(weights, date)
    said = [text for key, text in words if key in found]
    if any(row[2] and not row[1] for row in rows):
        said.append("un collège sans associé")
    if any(row[1] and not row[2] for row in rows):
        said.append("des associés sans collège, donc sans voix")
    return said


def _votes_verdict(rule, faults, date):
    if rule == HEADS:
        return Verdict(True, "une personne, une voix (art. 19 octies)")
    source = cited(f"art. 19 octies, {law.HIGHEST_COLLEGE.state(date)}", date, BOUNDS)
    if faults:
        return Verdict(False, f"statuts à revoir : {listed(faults)} ({source})")
    return Verdict(True, f"chaque collège entre {number(law.LOWEST_COLLEGE.at(date) * 100)} et {law.HIGHEST_COLLEGE.text(date)} ({source})")


def _sentence(capital, votes, power, seats):
    if not sum(seats):
        return "Personne ne vote : indiquez des associés, et un poids pour leurs collèges."
    return (
        f"Les collectivités détiennent {percent(capital[PUBLIC], 1)} du capital et {percent(votes[PUBLIC], 1)}"
        f" des voix ; elles font basculer le vote {percent(power[PUBLIC], 1)} des fois où quelqu’un le fait basculer."
    )


def _why_steps(rows, rule, capital, votes, power, chosen):
    held = percent(capital[PUBLIC], 1)
    steps = [f"Le capital ne vote pas : avec {held} du capital, les collectivités ne tiennent de lui aucune voix (art. 19 octies)."]
    steps.append(_why_votes(rows, rule, votes))
    if sum(votes):
        steps.append(
            f"On essaie toutes les alliances de groupes qui dépassent {MAJORITY_WORDS} des voix, et on compte les départs qui les font perdre :"
            f" {percent(power[PUBLIC], 1)} de ces départs sont ceux des collectivités (indice de Banzhaf)."
        )
    else:
        steps.append(f"Personne ne vote : aucune alliance ne dépasse {MAJORITY_WORDS} des voix, et le pouvoir de chacun est nul.")
    adopted = "adoptée" if law.adopted(chosen) else "rejetée"
    counted = {
        HEADS: "chaque associé est compté une fois",
        PROPORTIONAL: "chaque collège partage son poids entre pour et contre",
        MAJORITY: "chaque collège donne tout son poids au choix de sa majorité",
    }[rule]
    steps.append(f"À cette décision, {counted} : {percent(chosen, 1)} des voix sont pour ; elle est {adopted}, car il faut plus de {MAJORITY_WORDS}.")
    private = len([row for rank, row in enumerate(rows) if rank != PUBLIC and row[1]]) > 0
    if not may_be_in_house(private, required_by_law=False, blocks_or_controls=True):
        steps.append(f"Des associés privés votent : il n’y a pas de quasi-régie, et une collectivité qui achète à la SCIC la met en concurrence ({IN_HOUSE}).")
    return steps


def _why_votes(rows, rule, votes):
    members, share = rows[PUBLIC][1], percent(votes[PUBLIC], 1)
    if rule == HEADS:
        text = "Sans collèges, chaque associé a une voix : "
        if not members:
            return f"{text}sans associé, les collectivités n’en ont aucune."
        return f"{text}les collectivités en ont {number(members)} sur {number(sum([row[1] for row in rows]))}, soit {share} des voix."
    text = "Avec des collèges, chaque groupe pèse le poids que lui donnent les statuts : les collectivités, "
    if not members:
        return f"{text}sans associé, n’ont aucune voix."
    return f"{text}{quantity(members, ('associé', 'associés'))}, ont {share} des voix."


def _answer(guess, votes, power):
    fact = f"le calcul donne {percent(power, 1)}"
    if abs(guess - power * 100) < 0.5:
        return fact, RIGHT
    if abs(guess - votes * 100) < 0.5:
        return fact, "C’est leur part des voix ; le pouvoir dépend des majorités que ces voix permettent de former."
    return fact, "Le pouvoir ne suit ni le capital ni les voix : il compte les alliances où le groupe est indispensable."


def _power_chart(view, capital, votes, power, guess, held):
    series = []
    for name, short, shares, colour in (("capital", "C", capital, "ochre"), ("voix", "V", votes, "petrol"), ("pouvoir", "P", power, "violet")):
        label, decimals = (short, 0) if view.narrow else (name, 1)
        texts = [f"{label} {percent(share, decimals)}" for share in shares]
        series.append(Series(name, [share * 100 for share in shares], colour=colour, texts=texts))
    whole = view.narrow or not view.height  # a slide needs every line for its fifteen bars, which say what they are
    title = "C : capital, V : voix, P : pouvoir" if view.narrow else "Part de chaque groupe" if whole else ""
    return bar_chart(view, list(COLLEGES), series=series, x_title=title, unit="%", marks=bet_on("x", guess), held=held, key=whole)


def _grips(seats, rule):
    """Of the end of each bar of votes, the weight of the college that it sets."""
    grips = []
    for rank, weight in enumerate(seats):
        others = sum(seats) - weight
        if others and rule != HEADS:
            scale = [(100 * one / (one + others), one) for one in range(0, 101, 10)]
            grips.append((rank, VOTES, Held(f"colleges:{rank},{WEIGHT}", weight, step=1, scale=scale)))
    return grips


def _power_reading(capital, votes, power):
    parts = [f"{name.lower()} {percent(c, 1)}, {percent(v, 1)} et {percent(p, 1)}" for name, c, v, p in zip(COLLEGES, capital, votes, power)]
    return f"Part du capital, des voix et du pouvoir : {' ; '.join(parts)}."


def _tallies_chart(view, tallies):
    series = Series("votes pour", [tally * 100 for _, tally in tallies], colour="petrol", texts=[_tally_words(view, tally) for _, tally in tallies])
    names = ["une personne, une voix", "collèges, proportionnelle", "collèges, majorité"]
    return bar_chart(view, names, series=[series], x_title="Votes pour", unit="%", marks=[Mark("x", law.MAJORITY * 100, "majorité")])


def _tally_words(view, tally):
    return percent(tally, 1) + ("" if view.narrow else " adopté" if law.adopted(tally) else " rejeté")


def _tallies_reading(tallies):
    parts = [name.replace(" :", ",") + " : " + percent(tally, 1) for name, tally in tallies]
    return f"Votes pour, selon la règle. {' ; '.join(parts)}. Il faut plus de {MAJORITY_WORDS}."


def _groups_table(rows, capital, votes, power):
    table = []
    for rank, name in enumerate(COLLEGES):
        members = rows[rank][1]
        each = percent(votes[rank] / members, 2) if members else "–"
        table.append([name, percent(capital[rank], 1), number(members), percent(votes[rank], 1), percent(power[rank], 1), each])
    return Table("Capital, voix et pouvoir, groupe par groupe", ["Groupe", "Capital", "Associés", "Voix", "Pouvoir", "Voix de chaque associé"], table)


def _tallies_table(tallies):
    rows = [[name, percent(tally, 1), "adopté" if law.adopted(tally) else "rejeté"] for name, tally in tallies]
    return Table("La même décision, comptée de trois façons", ["Règle", "Votes pour", "Résultat"], rows)


SIMULATOR = Simulator("scic-votes", CONTROLS, compute=compute, bet=BET, about="power", presets=PRESETS, challenges=CHALLENGES)

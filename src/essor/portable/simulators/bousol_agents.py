"""« Le hasard change-t-il le résultat ? »: how far chance carries the Bou'Sol from its mean, and runs on request.

Mean and band are exact (models.currency_spread), and fast enough to follow a slider; a run is drawn by engine B
(models.currency_cohorts), which takes longer. Numbers of solistes and businesses come from the fact register; speeds,
reuse and suppliers known are illustrative.
"""

from essor.portable.french import euros, number, percent, quantity, signed
from essor.portable.models.currency import WEEKS_PER_SEMESTER, WEEKS_PER_YEAR
from essor.portable.models.currency_agents import supplier_found
from essor.portable.models.currency_cohorts import CENTIMES, cohorts_path, town
from essor.portable.models.currency_spread import spread_path
from essor.portable.pictures.lines import Band, Line, line_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules.local_currency import TRANCHE_EUROS, TRANCHE_UNITS
from essor.portable.simulators.controls import Choice, Number, Slider, at_first
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

# Facts of the register (data/faits); a test holds them equal. The registers of businesses may overlap.
SOLISTES_2016 = 250
SHOPS_2016 = 60
BUSINESSES = 1300 + 4165 + 1885

PATH_WEEKS = 104
DEVIATIONS = 2  # on each side of the mean: about 95 runs in 100, whose law is close to a normal one
MOST_RUNS = 10

WEEKS = ("semaine", "semaines")
UNITS = ("Bou’Sol", "Bou’Sols")

CONTROLS = (
    Slider("solistes", low=50, high=2000, step=50, default=SOLISTES_2016, unit=("soliste", "solistes"), integer=True),
    Slider("prestataires", low=10, high=300, step=10, default=SHOPS_2016, unit=("prestataire", "prestataires"), integer=True),
    Choice("rule", options=("share", "suppliers"), default="share"),
    Slider("reuse", low=0, high=90, step=1, default=40, unit="%", decimals=1, only=("rule", ("share",))),
    Slider("names", low=1, high=60, step=1, default=20, unit=("fournisseur", "fournisseurs"), integer=True, only=("rule", ("suppliers",))),
    Slider("hold", low=1, high=11, step=0.25, default=2, unit=WEEKS, decimals=2),
    Slider("runs", low=0, high=MOST_RUNS, step=1, default=0, unit=("tirage", "tirages"), integer=True),
    Number("seed", low=1, high=900, step=1, default=1, unit="", integer=True, only=("runs", tuple(range(1, MOST_RUNS + 1)))),
)

PRESETS = (
    Preset("boulonnais-2016", {}),
    Preset("start", {"solistes": 50, "prestataires": 10}),
    Preset("eusko", {"hold": 10.75}),
    Preset("suppliers", {"rule": "suppliers", "prestataires": 300}),
)

BET = Number("guess", low=0, high=200, step=1, default=20, unit="%", decimals=1, choices=(1, 6, 13, 50))

FIRMER = 8  # %, of the mean
DEEP = 0.9  # of the mean
AT_FIRST = 7000  # Bou'Sols in circulation


def _firmer(values, outcome):
    """Chance weighs less, the habits being the same."""
    return at_first(CONTROLS, values, "rule", "reuse", "hold") and outcome.indicator("chance").number < FIRMER


def _deep(values, outcome):
    """A run that ends low by chance alone."""
    drawn, mean = outcome.indicator("drawn_mass"), outcome.indicator("mean_mass")
    return at_first(CONTROLS, values, "solistes", "prestataires", "rule", "reuse", "hold") and drawn is not None and drawn.number <= DEEP * mean.number


def _wider(values, outcome):
    """Suppliers are found, and more circulates than at the start, with no more solistes."""
    return values["rule"] == "suppliers" and at_first(CONTROLS, values, "solistes", "hold") and outcome.indicator("mean_mass").number >= AT_FIRST + 1


CHALLENGES = (
    Challenge("firmer", _firmer, {"solistes": 1000, "prestataires": 240}),
    Challenge("deep", _deep, {"runs": 1, "seed": 25}),
    Challenge("wider", _wider, {"rule": "suppliers", "prestataires": 300}),
)


def compute(values):
    reuse = _reuse(values)
    place = town(values["solistes"], values["prestataires"], reuse=reuse, act_solistes=1 / values["hold"], act_prestataires=1 / values["hold"])
    band = spread_path(place, PATH_WEEKS)
    seeds = [values["seed"] + rank for rank in range(values["runs"])]
    paths = [cohorts_path(place, PATH_WEEKS, seed) for seed in seeds]
    final = band[-1]
    width = DEVIATIONS * sum([week.deviation for week in band[WEEKS_PER_YEAR:]]) / sum([week.mean for week in band[WEEKS_PER_YEAR:]])
    yield Headline(f"Le hasard fait rarement varier la masse de plus de {percent(width, 1)}")
    yield Indicator("mean_mass", number(final.mean, 0), number=final.mean, verdict=note(f"Bou’Sols, à la semaine {PATH_WEEKS}, sans tirage"))
    yield Indicator("chance", f"± {percent(width, 1)}", number=width * 100, verdict=note("95 fois sur 100 environ, la deuxième année, rapportée à la moyenne"))
    sentence = (
        f"Au bout de deux ans, {quantity(final.mean, UNITS, 0)} circulent en moyenne ; 95 fois sur 100 environ, le hasard en laisse entre "
        f"{number(_low(final), 0)} et {number(_high(final), 0)}."
    )
    if paths:
        yield from _run_indicators(seeds[0], paths[0])
        sentence += _runs_told(seeds, paths)
        yield Later(lambda: _runs_table(seeds, paths, band))
        yield Later(lambda: _books_table(f"tirage {number(seeds[0])}", paths[0]))
    else:
        verdict = note(f"Bou’Sols, à la semaine {PATH_WEEKS} : deux tirages sur trois sont plus près de la moyenne")
        yield Indicator("deviation", number(final.deviation, 0), number=final.deviation, verdict=verdict)
        yield Later(lambda: _band_table(band))
    if values["rule"] == "suppliers":
        sentence += (
            f" Avec {quantity(values['names'], ('fournisseur connu', 'fournisseurs connus'))} et {percent(_coverage(values), 1)}"
            f" des entreprises dans le réseau, un prestataire réemploie {percent(reuse, 1)} de ce qu’il reçoit."
        )
    yield sentence
    yield Why(lambda: _why_steps(values, reuse, final=final, width=width, runs=list(zip(seeds, paths))))
    yield Figure(
        "La masse en circulation : la moyenne et la part du hasard",
        _reading(seeds, paths, band),
        lambda view: _masses(view, seeds, paths, band, values["guess"]),
    )
    yield lambda guess: _answer(guess, width)


def _low(week):
    return max(0.0, week.mean - DEVIATIONS * week.deviation)


def _high(week):
    return week.mean + DEVIATIONS * week.deviation


def _run_indicators(seed, path):
    last = path[-1].mass_before / CENTIMES
    fund = sum([week.issued - week.reconverted for week in path])
    run = f"tirage {number(seed)}"
    yield Indicator("drawn_mass", number(last, 0), label=f"En circulation, {run}", number=last, verdict=note(f"Bou’Sols, à la semaine {PATH_WEEKS}"))
    verdict = Verdict(fund == path[-1].mass_after, "émis moins reconverti : la masse de fin de semaine, au centime")
    yield Indicator("drawn_fund", euros(fund / CENTIMES), label=f"Fonds de garantie, {run}", number=fund / CENTIMES, verdict=verdict)


def _runs_told(seeds, paths):
    lasts = [path[-1].mass_before / CENTIMES for path in paths]
    said = f" Dans le tirage {number(seeds[0])}, il en circule {number(lasts[0], 0)}"
    if len(paths) == 1:
        return f"{said}."
    return f"{said} ; les {number(len(paths))} tirages vont de {number(min(lasts), 0)} à {number(max(lasts), 0)}."


def _coverage(values):
    """x: the share of the Boulonnais's businesses that belong to the network."""
    return values["prestataires"] / BUSINESSES


def _reuse(values):
    """p: as the reader fixes it, or as the network makes it."""
    if values["rule"] == "share":
        return values["reuse"] / 100
    return supplier_found(_coverage(values), values["names"])


def _masses(view, seeds, paths, band, guess):
    weeks = list(range(1, PATH_WEEKS + 1))
    lines = [Line("moyenne", weeks, ys=[week.mean for week in band], colour="ochre", strong=False)]
    masses = [[week.mass_before / CENTIMES for week in path] for path in paths]
    if masses:
        lines.append(Line(f"tirage {number(seeds[0])}", weeks, ys=masses[0], colour="petrol", strong=True))
    return line_chart(
        view,
        lines,
        band=Band(weeks, [_low(week) for week in band], [_high(week) for week in band], "95 fois sur 100"),
        marks=[] if guess is None else [Mark("y", band[-1].mean * (1 + guess / 100), "votre pari")],
        faint=masses[1:],
        x_range=[1, PATH_WEEKS],
        x_title="Semaines depuis le lancement",
        y_title="Bou’Sols en circulation",
        y_unit="Bou’Sols",
        x_step=WEEKS_PER_SEMESTER,
    )


def _reading(seeds, paths, band):
    half, final = band[WEEKS_PER_SEMESTER - 1], band[-1]
    text = (
        f"Partie de zéro, la moyenne atteint {number(half.mean, 0)} à la semaine {WEEKS_PER_SEMESTER} et "
        f"{quantity(final.mean, UNITS, 0)} à la semaine {PATH_WEEKS}. La bande grisée, où le hasard laisse la masse 95 fois sur 100 environ, va alors de "
        f"{number(_low(final), 0)} à {number(_high(final), 0)}."
    )
    if paths:
        second = [week.mass_before / CENTIMES for week in paths[0][WEEKS_PER_YEAR:]]
        text += f" La masse du tirage {number(seeds[0])}, en trait plein, oscille la deuxième année entre {number(min(second), 0)} et {number(max(second), 0)}."
    if len(paths) > 1:
        text += " Les autres tirages sont en traits fins."
    return text


def _band_table(band):
    rows = [
        [f"semaine {rank}"] + [number(value, 0) for value in (band[rank - 1].mean, band[rank - 1].deviation, _low(band[rank - 1]), _high(band[rank - 1]))]
        for rank in range(WEEKS_PER_SEMESTER, PATH_WEEKS + 1, WEEKS_PER_SEMESTER)
    ]
    return Table("Semestre par semestre, en Bou’Sols", ["Date", "Moyenne exacte", "Écart type", "Bas de la bande", "Haut de la bande"], rows)


def _runs_table(seeds, paths, band):
    rows = []
    for seed, path in zip(seeds, paths):
        second = path[WEEKS_PER_YEAR:]
        mass, paid = [sum(amounts) / len(second) for amounts in ([week.mass_before for week in second], [week.volume for week in second])]
        rows.append([f"tirage {number(seed)}"] + [number(units / CENTIMES, 0) for units in (path[-1].mass_before, mass, paid)])
    means = [week.mean for week in band[WEEKS_PER_YEAR:]]
    rows.append(["moyenne exacte", number(means[-1], 0), number(sum(means) / len(means), 0), "voir « Comment circule un Bou’Sol ? »"])
    headers = ["Tirage", f"Masse à la semaine {PATH_WEEKS}", "Masse moyenne, 2e année", "Payés par semaine, 2e année"]
    return Table("Tirage par tirage, en Bou’Sols", headers, rows)


def _books_table(run, path):
    issued = sum(week.issued for week in path)
    back = sum(week.reconverted for week in path)
    rows = [
        ["émis contre des euros et le bonus", number(issued / CENTIMES, 2)],
        ["reconvertis en euros", number(back / CENTIMES, 2)],
        [f"en circulation à la fin de la semaine {PATH_WEEKS}", number(path[-1].mass_after / CENTIMES, 2)],
        ["payés, de main en main", number(sum(week.volume for week in path) / CENTIMES, 2)],
    ]
    return Table(f"Les comptes de deux ans, {run}, en Bou’Sols", ["Poste", "Montant"], rows)


def _why_steps(values, reuse, final, width, runs):
    steps = [
        f"Chaque semaine, chacun des {quantity(values['solistes'], ('soliste', 'solistes'))} a une chance sur quatre de changer {euros(TRANCHE_EUROS)} en un "
        f"billet de {quantity(TRANCHE_UNITS, UNITS)} ; tout porteur garde ses billets {quantity(values['hold'], WEEKS)} en moyenne, puis les fait tous partir.",
        _why_reused(values, reuse),
        f"Ce qui entre et ce qui sort donne la moyenne exacte, sans tirage : {quantity(final.mean, UNITS, 0)} en circulation à la semaine {PATH_WEEKS}.",
        "Le hasard se calcule aussi : les billets d’un même porteur partent ensemble, ceux de deux porteurs séparément ; l’écart type est de "
        f"{quantity(final.deviation, UNITS, 0)} à la semaine {PATH_WEEKS}.",
        f"Deux écarts types de chaque côté prennent environ 95 tirages sur 100 : rapportés à la moyenne de la deuxième année, ils font ± {percent(width, 1)}.",
    ]
    for seed, path in runs[:1]:
        last = path[-1].mass_before / CENTIMES
        apart = signed((last / final.mean - 1) * 100, "%", 1)
        steps.append(f"Le tirage {number(seed)} suit ces règles au hasard : il finit à {quantity(last, UNITS, 0)}, soit {apart} par rapport à la moyenne.")
    return steps


def _why_reused(values, reuse):
    if values["rule"] == "share":
        return f"Un prestataire a {percent(reuse, 1)} de chances de payer un autre prestataire avec chacun de ces billets ; sinon, il le reconvertit en euros."
    return (
        f"Un prestataire réemploie un billet s’il connaît un fournisseur du réseau : avec {percent(_coverage(values), 1)} des entreprises dans le réseau et "
        f"{quantity(values['names'], ('fournisseur connu', 'fournisseurs connus'))}, cela arrive pour {percent(reuse, 1)} des billets."
    )


def _answer(guess, width):
    fact = f"95 fois sur 100 environ, l’écart ne dépasse pas {percent(width, 1)}"
    if abs(guess - width * 100) <= 2:
        return fact, RIGHT
    if guess < width * 100:
        return fact, "Avec si peu de monde, les écarts se compensent mal : les oublis des uns ne tombent pas toujours avec les élans des autres."
    return fact, "Les écarts des uns compensent ceux des autres : la somme varie bien moins que chaque porte-monnaie."


SIMULATOR = Simulator("bousol-agents", CONTROLS, compute=compute, bet=BET, about="chance", presets=PRESETS, challenges=CHALLENGES)

"""« Le hasard change-t-il le résultat ? »: how far chance carries the Bou'Sol from its mean, and runs on request.

Mean and band are exact (models.currency_spread), and fast enough to follow a slider; a run is drawn by engine B
(models.currency_cohorts), which takes longer. Numbers of solistes and businesses come from the fact register; speeds,
reuse and suppliers known are illustrative.
"""

from essor.portable.charts.bands import band_chart
from essor.portable.charts.lines import Line
from essor.portable.french import euros, number, percent, quantity
from essor.portable.models.currency import WEEKS_PER_SEMESTER, WEEKS_PER_YEAR
from essor.portable.models.currency_agents import supplier_found
from essor.portable.models.currency_cohorts import CENTIMES, cohorts_path, town
from essor.portable.models.currency_spread import spread_path
from essor.portable.simulators.declaration import Choice, Figure, Indicator, Method, Number, Outcome, Prediction, Preset, Simulator, Slider, Table, Verdict

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
    Slider(
        "solistes",
        "Solistes actifs",
        low=50,
        high=2000,
        step=50,
        default=SOLISTES_2016,
        unit=("soliste", "solistes"),
        help="Chacun change une tranche de 20 €, en moyenne une fois par mois, une semaine tirée au sort.",
        integer=True,
    ),
    Slider(
        "prestataires",
        "Prestataires du réseau",
        low=10,
        high=300,
        step=10,
        default=SHOPS_2016,
        unit=("prestataire", "prestataires"),
        help="Une soixantaine dans le Boulonnais, d’après un article non daté, entre 2016 et 2018 environ.",
        integer=True,
    ),
    Choice(
        "rule",
        "Ce que les prestataires réemploient",
        options=(("share", "une part fixée"), ("suppliers", "selon les fournisseurs qu’ils connaissent")),
        default="share",
        help="Fixée d’avance, ou calculée : un prestataire réemploie ses billets s’il connaît un fournisseur membre du réseau.",
    ),
    Slider(
        "reuse",
        "Part réemployée localement",
        low=0,
        high=90,
        step=1,
        default=40,
        unit="%",
        help="Probabilité qu’un billet reçu par un prestataire en paie un autre au lieu d’être reconverti.",
        decimals=1,
        only=("rule", ("share",)),
    ),
    Slider(
        "names",
        "Fournisseurs locaux qu’un prestataire connaît",
        low=1,
        high=60,
        step=1,
        default=20,
        unit=("fournisseur", "fournisseurs"),
        help="Chacun peut être membre du réseau ou non : nombre fictif.",
        integer=True,
        only=("rule", ("suppliers",)),
    ),
    Slider(
        "hold",
        "Chacun garde ses billets",
        low=1,
        high=11,
        step=0.25,
        default=2,
        unit=WEEKS,
        help="En moyenne, avant de les dépenser ou de les reconvertir.",
        decimals=2,
    ),
    Slider(
        "runs",
        "Tirages montrés",
        low=0,
        high=MOST_RUNS,
        step=1,
        default=0,
        unit=("tirage", "tirages"),
        help="La moyenne et la bande n’en ont pas besoin ; un tirage montre une histoire possible.",
        integer=True,
    ),
    Number(
        "seed",
        "Numéro du premier tirage",
        low=1,
        high=900,
        step=1,
        default=1,
        unit="",
        help="Le même numéro donne toujours le même tirage ; changez-le pour en voir d’autres.",
        integer=True,
        only=("runs", tuple(range(1, MOST_RUNS + 1))),
    ),
)

PRESETS = (
    Preset("boulonnais-2016", "Boulonnais vers 2016", note="Environ 250 solistes et 60 prestataires ; vitesses illustratives.", values={}),
    Preset(
        "start",
        "Un tout petit réseau",
        note="50 solistes et 10 prestataires : le hasard pèse lourd. Nombres fictifs.",
        values={"solistes": 50, "prestataires": 10},
    ),
    Preset("eusko", "Vitesse de l’eusko", note="Chacun garde la monnaie près de onze semaines : environ 3 paiements par an.", values={"hold": 10.75}),
    Preset(
        "suppliers",
        "Un réseau étendu",
        note="300 prestataires, qui connaissent chacun 20 fournisseurs. Nombres fictifs.",
        values={"rule": "suppliers", "prestataires": 300},
    ),
)

PREDICTION = Prediction(
    "Avant de toucher aux réglages : 250 solistes changent chacun 20 € par mois en moyenne, une semaine tirée au sort. La deuxième année, 95 fois sur 100, "
    "de combien la masse en circulation s’écarte-t-elle au plus de sa moyenne, en pourcentage ?",
    Number("guess", "Votre prédiction", low=0, high=200, step=1, default=20, unit="%", decimals=1),
)

METHOD = Method(
    formulas=(
        ("émis = en circulation + reconverti", "au centime, dans chaque tirage et chaque semaine."),
        ("p = 1 − (1 − x)^d", "part réemployée quand chacun connaît d fournisseurs et qu’une part x des entreprises est membre du réseau."),
        (
            "variance = paires + moyenne − moyenne²",
            "paires est le nombre moyen de couples de billets, suivis d’une semaine à l’autre comme les billets : chez un même porteur ils partent "
            "ensemble, chez deux porteurs séparément.",
        ),
        ("bande = moyenne ± 2 écarts types", "l’écart type est la racine de la variance ; la bande contient environ 95 tirages sur 100."),
        ("largeur relative de la bande : proportionnelle à 1 / √N", "quatre fois plus de monde, une bande deux fois plus étroite."),
    ),
    hypotheses=(
        "Chaque semaine, un soliste a une chance sur quatre de changer 20 € ; tout porteur a la même chance d’agir, puis "
        "chacun de ses billets suit son propre chemin.",
        "Un billet vaut une tranche de 21 Bou’Sols ; il n’y a ni fonte ni perte.",
        "Un billet est payé à un prestataire tiré au sort, chacun avec la même chance.",
        f"La part x rapporte les prestataires à environ {number(BUSINESSES)} entreprises, ce que font les trois registres cités en 2014 s’ils ne se "
        "recoupent pas : une addition que le chapitre déconseille, prise ici comme ordre de grandeur.",
    ),
    limits=(
        "Les personnes sont comptées, pas nommées : la loi du hasard est celle d’agents suivis un par un, mais un billet peut, rarement, revenir à son "
        "payeur. La moyenne n’en change pas.",
        "L’écart type est exact ; « 95 tirages sur 100 » suppose une loi proche de la loi normale, ce que confirment des centaines de tirages, à un ou deux "
        "près. Cela vaut chaque semaine, non pour toute l’histoire : un même tirage sort parfois de la bande.",
        "Le nombre de tirages est limité à dix pour que la page réponde vite : chacun prend quelques centièmes de seconde, "
        "davantage quand la monnaie est gardée longtemps.",
        "Le hasard est ici celui des particuliers. Une crise, un départ de gros commerce ou une campagne n’y sont pas.",
        "Deux semaines de garde sont illustratives ; la situation « Vitesse de l’eusko » est calée sur environ 3 paiements par an.",
    ),
    sources=(
        "Dossier de la journée de 2014, fiche Boulonnais : 20 € donnent 21 Bou’Sols ; 1 300, 4 165 et 1 885 entreprises.",
        "Solistes et commerces : presse régionale, articles non datés, entre 2016 et 2018 environ.",
        "Nombres au hasard : L’Ecuyer, Operations Research 47(1), 1999 (générateur MRG32k3a).",
    ),
)


def compute(values, guess):
    reuse = _reuse(values)
    place = town(values["solistes"], values["prestataires"], reuse=reuse, act_solistes=1 / values["hold"], act_prestataires=1 / values["hold"])
    band = spread_path(place, PATH_WEEKS)
    seeds = [values["seed"] + rank for rank in range(values["runs"])]
    paths = [cohorts_path(place, PATH_WEEKS, seed) for seed in seeds]
    final = band[-1]
    width = DEVIATIONS * sum([week.deviation for week in band[WEEKS_PER_YEAR:]]) / sum([week.mean for week in band[WEEKS_PER_YEAR:]])
    indicators = [
        Indicator(
            "En circulation, moyenne exacte",
            number(final.mean, 0),
            number=final.mean,
            verdict=Verdict(None, f"Bou’Sols, à la semaine {PATH_WEEKS}, sans tirage"),
        ),
        Indicator(
            "Part du hasard",
            f"± {percent(width, 1)}",
            number=width * 100,
            verdict=Verdict(None, "95 fois sur 100 environ, la deuxième année, rapportée à la moyenne"),
        ),
    ]
    sentence = (
        f"Au bout de deux ans, {quantity(final.mean, UNITS, 0)} circulent en moyenne ; 95 fois sur 100 environ, le hasard en laisse entre "
        f"{number(_low(final), 0)} et {number(_high(final), 0)}."
    )
    tables = []
    if paths:
        indicators += _run_indicators(seeds[0], paths[0])
        sentence += _runs_told(seeds, paths)
        tables = [_runs_table(seeds, paths, band), _books_table(f"tirage {number(seeds[0])}", paths[0])]
    else:
        indicators.append(
            Indicator(
                "Écart type",
                number(final.deviation, 0),
                number=final.deviation,
                verdict=Verdict(None, f"Bou’Sols, à la semaine {PATH_WEEKS} : deux tirages sur trois sont plus près de la moyenne"),
            )
        )
        tables = [_band_table(band)]
    if values["rule"] == "suppliers":
        sentence += (
            f" Avec {quantity(values['names'], ('fournisseur connu', 'fournisseurs connus'))} et {percent(_coverage(values), 1)}"
            f" des entreprises dans le réseau, un prestataire réemploie {percent(reuse, 1)} de ce qu’il reçoit."
        )
    figure = Figure(
        "plotly",
        "La masse en circulation : la moyenne et la part du hasard",
        reading=_reading(seeds, paths, band),
        draw=lambda view: _masses(view, seeds, paths=paths, band=band),
    )
    return Outcome([figure], indicators, sentence=sentence, tables=tables, answer=_answer(guess, width))


def _low(week):
    return max(0.0, week.mean - DEVIATIONS * week.deviation)


def _high(week):
    return week.mean + DEVIATIONS * week.deviation


def _run_indicators(seed, path):
    last = path[-1].mass_before / CENTIMES
    fund = sum([week.issued - week.reconverted for week in path])
    return [
        Indicator(f"En circulation, tirage {number(seed)}", number(last, 0), number=last, verdict=Verdict(None, f"Bou’Sols, à la semaine {PATH_WEEKS}")),
        Indicator(
            f"Fonds de garantie, tirage {number(seed)}",
            euros(fund / CENTIMES),
            number=fund / CENTIMES,
            verdict=Verdict(fund == path[-1].mass_after, "émis moins reconverti : la masse de fin de semaine, au centime"),
        ),
    ]


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


def _masses(view, seeds, paths, band):
    weeks = list(range(1, PATH_WEEKS + 1))
    lines = [Line("moyenne", weeks, ys=[week.mean for week in band], colour="ochre", strong=False)]
    masses = [[week.mass_before / CENTIMES for week in path] for path in paths]
    if masses:
        lines.append(Line(f"tirage {number(seeds[0])}", weeks, ys=masses[0], colour="petrol", strong=True))
    return band_chart(
        view,
        weeks,
        lows=[_low(week) for week in band],
        highs=[_high(week) for week in band],
        meaning="95 fois sur 100",
        lines=lines,
        others=masses[1:],
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
    rows = []
    for rank in range(WEEKS_PER_SEMESTER - 1, PATH_WEEKS, WEEKS_PER_SEMESTER):
        week = band[rank]
        rows.append([f"semaine {rank + 1}", number(week.mean, 0), number(week.deviation, 0), number(_low(week), 0), number(_high(week), 0)])
    return Table("Semestre par semestre, en Bou’Sols", ["Date", "Moyenne exacte", "Écart type", "Bas de la bande", "Haut de la bande"], rows)


def _runs_table(seeds, paths, band):
    rows = []
    for seed, path in zip(seeds, paths):
        second = path[WEEKS_PER_YEAR:]
        masses = [week.mass_before for week in second]
        rows.append(
            [
                f"tirage {number(seed)}",
                number(path[-1].mass_before / CENTIMES, 0),
                number(sum(masses) / len(masses) / CENTIMES, 0),
                number(sum([week.volume for week in second]) / len(second) / CENTIMES, 0),
            ]
        )
    means = [week.mean for week in band[WEEKS_PER_YEAR:]]
    rows.append(["moyenne exacte", number(means[-1], 0), number(sum(means) / len(means), 0), "voir « Comment circule un Bou’Sol ? »"])
    return Table(
        "Tirage par tirage, en Bou’Sols", ["Tirage", f"Masse à la semaine {PATH_WEEKS}", "Masse moyenne, 2e année", "Payés par semaine, 2e année"], rows
    )


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


def _answer(guess, width):
    if guess is None:
        return ""
    said = f"Vous aviez prédit {quantity(guess, '%')} ; 95 fois sur 100 environ, l’écart ne dépasse pas {percent(width, 1)}. "
    if abs(guess - width * 100) <= 2:
        return f"{said}Vous aviez vu juste."
    if guess < width * 100:
        return f"{said}Peu de monde, des achats irréguliers : le hasard ne se compense pas entièrement."
    return f"{said}Les écarts des uns compensent ceux des autres : la somme varie bien moins que chaque porte-monnaie."


SIMULATOR = Simulator(
    "bousol-agents",
    "Débat 3",
    title="Le hasard change-t-il le sort d’un Bou’Sol ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)

"""« Le hasard change-t-il le résultat ? »: one run of the Bou'Sol, then the band of several, beside the exact mean.

Runs are engine B (models.currency_cohorts), the mean is engine A (models.currency). Numbers of solistes and
businesses come from the fact register; speeds, reuse and suppliers known are illustrative.
"""

from essor.charts.bands import band_chart
from essor.charts.lines import Line
from essor.french import euros, number, percent, quantity
from essor.models.currency import WEEKS_PER_SEMESTER, WEEKS_PER_YEAR, mean_path
from essor.models.currency_agents import supplier_found
from essor.models.currency_cohorts import CENTIMES, cohorts_path, mean_circuit, town
from essor.simulators.declaration import (
    Choice,
    Figure,
    Indicator,
    Method,
    Number,
    Outcome,
    Prediction,
    Preset,
    Simulator,
    Slider,
    Table,
    Verdict,
)

# Facts of the register (data/faits.csv); a test holds them equal. The registers of businesses may overlap.
SOLISTES_2016 = 250
SHOPS_2016 = 60
BUSINESSES = 1300 + 4165 + 1885

PATH_WEEKS = 104

WEEKS = ("semaine", "semaines")
UNITS = ("Bou’Sol", "Bou’Sols")

CONTROLS = (
    Slider("solistes", "Solistes actifs", 50, 2000, 50, SOLISTES_2016, ("soliste", "solistes"),
           "Chacun change une tranche de 20 €, en moyenne une fois par mois, une semaine tirée au sort.", integer=True),
    Slider("prestataires", "Prestataires du réseau", 10, 300, 10, SHOPS_2016, ("prestataire", "prestataires"),
           "Une soixantaine dans le Boulonnais, d’après un article non daté, entre 2016 et 2018 environ.", integer=True),
    Choice("rule", "Ce que les prestataires réemploient", (("share", "une part fixée"), ("suppliers", "selon les fournisseurs qu’ils connaissent")), "share",
           "Fixée d’avance, ou calculée : un prestataire réemploie ses billets s’il connaît un fournisseur membre du réseau."),
    Slider("reuse", "Part réemployée localement", 0, 90, 1, 40, "%",
           "Probabilité qu’un billet reçu par un prestataire en paie un autre au lieu d’être reconverti.", decimals=1, only=("rule", ("share",))),
    Slider("names", "Fournisseurs locaux qu’un prestataire connaît", 1, 60, 1, 20, ("fournisseur", "fournisseurs"),
           "Chacun peut être membre du réseau ou non : nombre fictif.", integer=True, only=("rule", ("suppliers",))),
    Slider("hold", "Chacun garde ses billets", 1, 11, 0.25, 2, WEEKS,
           "En moyenne, avant de les dépenser ou de les reconvertir.", decimals=2),
    Slider("runs", "Nombre de tirages", 2, 10, 1, 5, ("tirage", "tirages"),
           "La bande va du plus bas au plus haut d’entre eux.", integer=True),
    Number("seed", "Numéro du premier tirage", 1, 900, 1, 1, "",
           "Le même numéro donne toujours le même tirage ; changez-le pour en voir d’autres.", integer=True),
)  # fmt: skip

PRESETS = (
    Preset("boulonnais-2016", "Boulonnais vers 2016", "Environ 250 solistes et 60 prestataires ; vitesses illustratives.", {}),
    Preset("start", "Un tout petit réseau", "50 solistes et 10 prestataires : le hasard pèse lourd. Nombres fictifs.", {"solistes": 50, "prestataires": 10}),
    Preset("eusko", "Vitesse de l’eusko", "Chacun garde la monnaie près de onze semaines : environ 3 paiements par an.", {"hold": 10.75}),
    Preset("suppliers", "Un réseau étendu", "300 prestataires, qui connaissent chacun 20 fournisseurs. Nombres fictifs.",
           {"rule": "suppliers", "prestataires": 300}),
)  # fmt: skip

PREDICTION = Prediction(
    "Avant de toucher aux réglages : cinq tirages du même modèle, avec 250 solistes. La deuxième année, quel écart sépare en moyenne la masse la plus haute de la plus basse, en pourcentage de la moyenne exacte ?",
    Number("guess", "Votre prédiction", 0, 200, 1, 20, "%", decimals=1),
)

METHOD = Method(
    formulas=(
        ("émis = en circulation + reconverti", "au centime, dans chaque tirage et chaque semaine."),
        ("p = 1 − (1 − x)^d", "part réemployée quand chacun connaît d fournisseurs et qu’une part x des entreprises est membre du réseau."),
        ("largeur relative de la bande : proportionnelle à 1 / √N", "quatre fois plus de monde, une bande environ deux fois plus étroite."),
    ),
    hypotheses=(
        "Chaque semaine, un soliste a une chance sur quatre de changer 20 € ; tout porteur a la même chance d’agir, puis chacun de ses billets suit son propre chemin.",
        "Un billet vaut une tranche de 21 Bou’Sols ; il n’y a ni fonte ni perte.",
        "Un billet est payé à un prestataire tiré au sort, chacun avec la même chance.",
        "La part x rapporte les prestataires aux " + number(BUSINESSES) + " entreprises au plus des trois registres cités en 2014, qui peuvent se recouper.",
    ),
    limits=(
        "Les personnes sont comptées, pas nommées : la loi du hasard est celle d’agents suivis un par un, mais un billet peut, rarement, revenir à son payeur. La moyenne n’en change pas.",
        "Le nombre de tirages est limité à dix pour que la page réponde vite : un dixième de seconde environ aux réglages de départ, davantage quand la monnaie est gardée longtemps.",
        "Une bande du plus bas au plus haut s’élargit avec le nombre de tirages ; ce n’est pas un intervalle de confiance.",
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
    place = town(values["solistes"], values["prestataires"], reuse, 1 / values["hold"], 1 / values["hold"])
    seeds = [values["seed"] + rank for rank in range(values["runs"])]
    paths = [cohorts_path(place, PATH_WEEKS, seed) for seed in seeds]
    means = [week.mass_before for week in mean_path(mean_circuit(place), PATH_WEEKS)]
    last, mean = paths[0][-1].mass_before / CENTIMES, means[-1]
    lows, highs = _edges(paths)
    spread = (sum(highs[WEEKS_PER_YEAR:]) - sum(lows[WEEKS_PER_YEAR:])) / CENTIMES / sum(means[WEEKS_PER_YEAR:])
    fund = sum(week.issued - week.reconverted for week in paths[0])
    run = "tirage " + number(seeds[0])
    indicators = [
        Indicator("En circulation, " + run, number(last, 0), last,
                  Verdict(None, "Bou’Sols, à la semaine " + str(PATH_WEEKS))),
        Indicator("Moyenne exacte", number(mean, 0), mean, Verdict(None, "calculée sans tirage")),
        Indicator("Écart entre tirages", percent(spread, 1), spread * 100,
                  Verdict(None, "du plus bas au plus haut, la deuxième année, rapporté à la moyenne")),
        Indicator("Fonds de garantie", euros(fund / CENTIMES), fund / CENTIMES,
                  Verdict(fund == paths[0][-1].mass_after, "émis moins reconverti : la masse de fin de semaine, au centime")),
    ]  # fmt: skip
    sentence = (
        "Dans le " + run + ", " + quantity(last, UNITS, 0) + " circulent au bout de deux ans ; la moyenne exacte est de "
        + number(mean, 0) + ", et les " + number(len(seeds)) + " tirages vont de " + number(lows[-1] / CENTIMES, 0) + " à " + number(highs[-1] / CENTIMES, 0) + "."
    )  # fmt: skip
    if values["rule"] == "suppliers":
        sentence += (
            " Avec " + quantity(values["names"], ("fournisseur connu", "fournisseurs connus")) + " et " + percent(_coverage(values), 1)
            + " des entreprises dans le réseau, un prestataire réemploie " + percent(reuse, 1) + " de ce qu’il reçoit."
        )  # fmt: skip
    figure = Figure("plotly", "La masse en circulation : un tirage, la bande de tous, la moyenne", _reading(seeds, paths, mean),
                    lambda view: _masses(view, paths[0], lows, highs, means))  # fmt: skip
    return Outcome([figure], indicators, sentence, [_runs_table(seeds, paths, means), _books_table(run, paths[0])], _answer(guess, spread))


def _coverage(values):
    """x: the share of the Boulonnais's businesses that belong to the network."""
    return values["prestataires"] / BUSINESSES


def _reuse(values):
    """p: as the reader fixes it, or as the network makes it."""
    if values["rule"] == "share":
        return values["reuse"] / 100
    return supplier_found(_coverage(values), values["names"])


def _edges(paths):
    """The lowest and the highest mass of each week, in centimes."""
    lows, highs = [], []
    for rank in range(PATH_WEEKS):
        masses = [path[rank].mass_before for path in paths]
        lows.append(min(masses))
        highs.append(max(masses))
    return lows, highs


def _masses(view, path, lows, highs, means):
    weeks = list(range(1, PATH_WEEKS + 1))
    lines = [
        Line("moyenne", weeks, means, "ochre", False),
        Line("ce tirage", weeks, [week.mass_before / CENTIMES for week in path], "petrol", True),
    ]
    return band_chart(view, weeks, [low / CENTIMES for low in lows], [high / CENTIMES for high in highs], lines,
                      "Semaines depuis le lancement", "Bou’Sols en circulation", "Bou’Sols", WEEKS_PER_SEMESTER)  # fmt: skip


def _reading(seeds, paths, mean):
    second = [week.mass_before for week in paths[0][WEEKS_PER_YEAR:]]
    return (
        "Partie de zéro, la masse du tirage " + number(seeds[0]) + ", en trait plein, monte puis oscille : entre "
        + number(min(second) / CENTIMES, 0) + " et " + quantity(max(second) / CENTIMES, UNITS, 0)
        + " la deuxième année. La moyenne exacte, qui atteint " + number(mean, 0) + ", reste au milieu de la bande grisée, ou près d’elle."
    )  # fmt: skip


def _runs_table(seeds, paths, means):
    rows = []
    for seed, path in zip(seeds, paths):
        second = path[WEEKS_PER_YEAR:]
        masses = [week.mass_before for week in second]
        rows.append(["tirage " + number(seed), number(path[-1].mass_before / CENTIMES, 0), number(sum(masses) / len(masses) / CENTIMES, 0),
                     number(sum(week.volume for week in second) / len(second) / CENTIMES, 0)])  # fmt: skip
    rows.append(["moyenne exacte", number(means[-1], 0), number(sum(means[WEEKS_PER_YEAR:]) / len(means[WEEKS_PER_YEAR:]), 0), "voir « Comment circule un Bou’Sol ? »"])
    return Table("Tirage par tirage, en Bou’Sols", ["Tirage", "Masse à la semaine " + str(PATH_WEEKS), "Masse moyenne, 2e année", "Payés par semaine, 2e année"], rows)


def _books_table(run, path):
    issued = sum(week.issued for week in path)
    back = sum(week.reconverted for week in path)
    rows = [
        ["émis contre des euros et le bonus", number(issued / CENTIMES, 2)],
        ["reconvertis en euros", number(back / CENTIMES, 2)],
        ["en circulation à la fin de la semaine " + str(PATH_WEEKS), number(path[-1].mass_after / CENTIMES, 2)],
        ["payés, de main en main", number(sum(week.volume for week in path) / CENTIMES, 2)],
    ]
    return Table("Les comptes de deux ans, " + run + ", en Bou’Sols", ["Poste", "Montant"], rows)


def _answer(guess, spread):
    if guess is None:
        return ""
    said = "Vous aviez prédit " + quantity(guess, "%") + " ; ces tirages s’écartent de " + percent(spread, 1) + ". "
    if abs(guess - spread * 100) <= 3:
        return said + "Vous aviez vu juste."
    if guess < spread * 100:
        return said + "Peu de monde, des achats irréguliers : le hasard ne se compense pas entièrement."
    return said + "Les écarts des uns compensent ceux des autres : la somme varie bien moins que chaque porte-monnaie."


SIMULATOR = Simulator(
    "bousol-agents", "Débat 3", "Le hasard change-t-il le sort d’un Bou’Sol ?", CONTROLS, compute, METHOD, PRESETS, PREDICTION
)

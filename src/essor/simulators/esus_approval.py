"""« Peut-elle être agréée ESUS ? »: the approval of Code du travail, art. L. 3332-17-1, criterion by criterion.

The criteria are those of rules.ess. Before 1 July 2015 the approval did not exist under this name.
"""

from essor.charts.bars import Series, bar_chart
from essor.charts.frame import Mark
from essor.french import number, percent, quantity
from essor.rules.ess import (
    CHECKED,
    ESUS_COST_SHARE,
    ESUS_MEAN_PAY,
    ESUS_RETURN_MARGIN,
    ESUS_TOP_PAY,
    ESUS_YEARS,
    esus_impact,
    esus_pay,
    may_be_esus,
)
from essor.simulators.declaration import (
    Choice,
    Figure,
    Grid,
    Indicator,
    Method,
    Number,
    Outcome,
    Prediction,
    Preset,
    Simulator,
    Slider,
    Switch,
    Table,
    Verdict,
)

REGIMES = (("2014", "Novembre 2014"), ("today", "Aujourd’hui"))
YEARS = ["Exercice " + str(rank + 1) for rank in range(ESUS_YEARS.at(CHECKED))]
MOST = 100000
SMIC = ("SMIC", "SMIC")
NOT_YET = "agrément ouvert le 1er juillet 2015 ; avant : « entreprise solidaire »"
ARTICLE = "C. trav., art. L. 3332-17-1"

CONTROLS = (
    Choice("regime", "Droit appliqué", REGIMES, "today", "La loi de 2014 crée l’agrément ; un décret de juin 2015 l’ouvre le 1er juillet 2015."),
    Switch("belongs", "Relève de l’ESS (article 1er)", True, "De plein droit ou sur conditions : voyez « ESS ou non ? »."),
    Switch("utility", "Utilité sociale à titre principal", True, "C’est l’objectif premier de l’activité."),
    Switch("statutes", "Objectif et politique de rémunération dans les statuts", True, "Les deux doivent y figurer."),
    Switch("unlisted", "Titres non cotés", True, "Les titres de capital ne sont pas négociés sur un marché."),
    Grid("costs", "Charges des trois derniers exercices clos, en milliers d’euros", YEARS,
         (Number("social", "Liées à l’utilité sociale", 0, MOST, 1, 0, "k€", integer=True),
          Number("all", "Charges d’exploitation", 0, MOST, 1, 0, "k€", integer=True)),
         [[310, 520], [340, 525], [365, 530]], "Entreprise fictive."),
    Slider("dividends", "Rémunération du capital", 0, 15, 0.1, 4, "%",
           "Dividendes et intérêts versés hors banques, rapportés aux fonds propres et prêts hors banques, sur trois exercices.", decimals=1),
    Slider("bonds", "Rendement moyen des obligations (TMO)", 0, 6, 0.1, 1, "%", "Hypothèse : le taux change chaque semestre.", decimals=1),
    Slider("mean_pay", "Moyenne des cinq plus hautes rémunérations", 1, 15, 0.1, 4, SMIC, "Ou minimum de branche, s’il est plus élevé.", decimals=1),
    Slider("top_pay", "La plus haute rémunération", 1, 20, 0.1, 6, SMIC, "Ou minimum de branche, s’il est plus élevé.", decimals=1),
)

PRESETS = (
    Preset("capital-sobre", "Un capital peu rémunéré", "Entreprise fictive : les charges ne suffisent pas, le second critère les remplace.", {}),
    Preset("capital-gourmand", "Un capital bien rémunéré", "La même, qui sert 7 % à ses apporteurs.", {"dividends": 7}),
    Preset("charges", "Des charges surtout sociales", "Le premier critère suffit, quel que soit le capital.",
           {"dividends": 7, "costs": [[360, 520], [370, 525], [385, 530]]}),
    Preset("salaires", "Une direction trop payée", "La moyenne reste sous 7 SMIC, le maximum passe 10.", {"mean_pay": 6, "top_pay": 11}),
)

PREDICTION = Prediction(
    "Sur trois ans, une entreprise a 1 000 000 € de charges d’exploitation. Quelle part doit servir l’utilité sociale pour remplir le premier critère ?",
    Number("guess", "Votre prédiction", 0, 100, 1, 50, "%", decimals=1),
)

METHOD = Method(
    formulas=(
        ("charges d’utilité sociale / charges d’exploitation ≥ 66 %, sur trois exercices clos", "premier critère ; ou bien le second."),
        ("(dividendes + intérêts hors banques) / (capitaux propres + prêts hors banques) < TMO + 5 %", "second critère, au choix."),
        ("moyenne des 5 plus hautes ≤ 7 SMIC ET maximum ≤ 10 SMIC", "les deux bornes de rémunération."),
    ),
    hypotheses=(
        "Les charges des trois exercices sont additionnées avant d’être comparées.",
        "Le TMO de départ, 1 %, est une hypothèse de travail.",
    ),
    limits=(
        "Des structures sont agréées de plein droit (insertion par l’activité économique, entreprises adaptées, régies…) : le simulateur ne les traite pas.",
        "La loi PACTE de 2019 a retouché les critères : à vérifier avant toute demande.",
        "La durée de l’agrément, cinq ans ou deux ans pour une jeune entreprise, est à vérifier.",
    ),
    sources=(
        "Loi n° 2014-856 du 31 juillet 2014, art. 11 ; Code du travail, art. L. 3332-17-1.",
        "Décret n° 2015-719 du 23 juin 2015, en vigueur le 1er juillet 2015.",
    ),
)


def compute(values, guess):
    today = values["regime"] == "today"
    shares = [_share(row[0], row[1]) for row in values["costs"]]
    total = _share(sum(row[0] for row in values["costs"]), sum(row[1] for row in values["costs"]))
    conditions = _conditions(values, total)
    met = len([answer for _, answer in conditions if answer])
    approved = may_be_esus(*[answer for _, answer in conditions])
    impact = conditions[2][1]
    highest = max(values["mean_pay"], values["top_pay"])
    if today:
        first = Indicator("Conditions remplies", number(met) + " sur " + number(len(conditions)), met,
                          Verdict(approved, ("agrément possible — " if approved else "agrément refusé — ") + ARTICLE))
        cost_verdict = Verdict(impact, "au moins " + percent(ESUS_COST_SHARE.at(CHECKED)) + ", ou capital peu rémunéré — décret de juin 2015")
        pay_verdict = Verdict(conditions[3][1], "7 SMIC en moyenne, 10 au plus — " + ARTICLE)
    else:
        first = Indicator("Critères en vigueur", "0", 0, Verdict(None, NOT_YET))
        cost_verdict = pay_verdict = Verdict(None, "critère pas encore en vigueur")
    ceiling = values["bonds"] + ESUS_RETURN_MARGIN.at(CHECKED) * 100
    indicators = [
        first,
        Indicator("Part des charges d’utilité sociale", percent(total, 1), total * 100, cost_verdict),
        Indicator("Rémunération du capital", quantity(values["dividends"], "%", 1), values["dividends"],
                  Verdict(None, "second critère : sous " + quantity(ceiling, "%", 1)) if today else Verdict(None, "critère pas encore en vigueur")),
        Indicator("Rémunération la plus haute", quantity(highest, SMIC, 1), highest, pay_verdict),
    ]
    return Outcome(
        [
            Figure("plotly", "La part des charges qui sert l’utilité sociale", _costs_reading(total, today), lambda view: _costs(view, shares, total, today)),
            Figure("plotly", "Les rémunérations et leurs bornes", _pay_reading(values, today), lambda view: _pay(view, values, today)),
        ],
        indicators,
        _sentence(conditions, approved, today),
        [Table("Les conditions, une à une", ["Condition", "Remplie"],
               [[name, ("oui" if answer else "non") if today else "pas encore en vigueur"] for name, answer in conditions])],
        _answer(guess),
    )


def _share(part, whole):
    """Part over whole, never more than all; nothing out of nothing is nothing."""
    return min(1.0, part / whole) if whole else 0.0


def _conditions(values, total):
    """What the approval asks today, in the order of rules.ess.may_be_esus: (words, True or False)."""
    impact = esus_impact(total, values["dividends"] / 100, values["bonds"] / 100, CHECKED)
    # The best paid earns no less than the mean of five.
    pay = esus_pay(values["mean_pay"], max(values["mean_pay"], values["top_pay"]), CHECKED)
    return [
        ("relève de l’ESS (loi de 2014, art. 1er)", values["belongs"]),
        ("utilité sociale à titre principal", values["utility"]),
        ("charge significative : part des charges, ou capital peu rémunéré", impact),
        ("rémunérations dans les deux bornes", pay),
        ("titres de capital non cotés", values["unlisted"]),
        ("objectif et rémunérations inscrits dans les statuts", values["statutes"]),
    ]


def _sentence(conditions, approved, today):
    if not today:
        return "En novembre 2014, l’agrément est voté mais pas ouvert : il faut attendre le décret et le 1er juillet 2015."
    if approved:
        return "L’entreprise peut demander l’agrément ESUS : elle remplit toutes les conditions que le simulateur examine."
    return "L’agrément ESUS n’est pas possible ; il manque : " + " ; ".join([name for name, answer in conditions if not answer]) + "."


def _costs(view, shares, total, today):
    values = [share * 100 for share in shares] + [total * 100]
    series = [Series("part", values, "petrol", [quantity(value, "%", 1) for value in values])]
    marks = [Mark("x", ESUS_COST_SHARE.at(CHECKED) * 100, "seuil " + percent(ESUS_COST_SHARE.at(CHECKED)))] if today else []
    return bar_chart(view, YEARS + ["Les trois ensemble"], series, "Part des charges d’exploitation", "%", marks)


def _costs_reading(total, today):
    text = "Sur les trois exercices, " + percent(total, 1) + " des charges d’exploitation servent l’utilité sociale"
    return text + (" ; le premier critère en demande " + percent(ESUS_COST_SHARE.at(CHECKED)) + "." if today else ".")


def _pay(view, values, today):
    pays = [values["mean_pay"], max(values["mean_pay"], values["top_pay"])]
    series = [Series("rémunération", pays, "ochre", [quantity(pay, SMIC, 1) for pay in pays])]
    marks = []
    if today:
        # The higher first: both labels then stand on the left of their mark, apart.
        names = ("", "") if view.narrow else ("maximum ", "moyenne ")
        limits = (ESUS_TOP_PAY.at(CHECKED), ESUS_MEAN_PAY.at(CHECKED))
        marks = [Mark("x", limit, name + number(limit)) for name, limit in zip(names, limits)]
    return bar_chart(view, ["Moyenne des cinq plus hautes", "La plus haute"], series, "En nombre de SMIC", marks=marks)


def _pay_reading(values, today):
    text = "Les cinq plus hautes rémunérations font en moyenne " + quantity(values["mean_pay"], SMIC, 1) + ", la plus haute "
    text += quantity(max(values["mean_pay"], values["top_pay"]), SMIC, 1)
    return text + (" ; les bornes sont de 7 et de 10." if today else ".")


def _answer(guess):
    if guess is None:
        return ""
    share = ESUS_COST_SHARE.at(CHECKED)
    said = "Vous aviez prédit " + quantity(guess, "%") + " ; le décret demande " + percent(share) + ", soit près des deux tiers. "
    if guess == share * 100:
        return said + "Vous aviez vu juste."
    if guess < share * 100:
        return said + "La moitié ne suffit pas, sauf si le capital est peu rémunéré : le second critère remplace le premier."
    return said + "Toutes les charges n’ont pas à servir l’utilité sociale : un tiers peut aller ailleurs."


SIMULATOR = Simulator(
    "esus-approval", "Conférence", "Peut-elle être agréée ESUS ?", CONTROLS, compute, METHOD, PRESETS, PREDICTION
)

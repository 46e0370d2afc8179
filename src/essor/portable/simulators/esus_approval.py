"""« Peut-elle être agréée ESUS ? »: the approval of Code du travail, art. L. 3332-17-1, criterion by criterion.

The criteria are those of rules.ess. Before 1 July 2015 the approval did not exist under this name. The law in force names
the weight on the accounts alone, and the decree still takes a low return instead: a company that meets no other is left
without a verdict, and sent to the préfet.
"""

from essor.portable.checks import share_of
from essor.portable.french import capital, listed, number, percent, quantity
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules import ess as law
from essor.portable.rules.dated import CHECKED, cited
from essor.portable.simulators.controls import Amended, Grid, Number, Regime, Slider, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note
from essor.portable.simulators.esus_approval_words import ARTICLE, LASTS, LASTS_YOUNG, MEASURED, MEASURES, PAID, SILENCE, SMIC, low_return, missing, why_steps

YEARS = [f"Exercice {rank + 1}" for rank in range(law.ESUS_YEARS.at(CHECKED))]
MOST = 100000
NOT_YET = "agrément ouvert le 1er juillet 2015 ; avant : « entreprise solidaire »"
TO_ASK = "à demander au préfet"

# The bounds, as the texts say them.
MEAN_PAY, TOP_PAY = law.ESUS_MEAN_PAY.text(CHECKED), law.ESUS_TOP_PAY.text(CHECKED)
MARGIN, CLOSED_YEARS = law.ESUS_RETURN_MARGIN.text(CHECKED), law.ESUS_YEARS.text(CHECKED)

MOSTLY_SOCIAL = [[360, 520], [370, 525], [385, 530]]
TOO_FEW_SOCIAL = [[310, 520], [340, 525], [365, 530]]

CONTROLS = (
    Regime(days=(("2014", law.DECREE_IN_FORCE), ("2015", law.DECREE_IN_FORCE), ("today", CHECKED))),
    Switch("belongs", default=True),
    Switch("utility", default=True),
    Switch("statutes", default=True),
    Switch("pay_in_statutes", default=True, only=("regime", ("2015",))),
    Switch("unlisted", default=True),
    Switch("young", default=False),
    Grid(
        "costs",
        rows=YEARS,
        columns=(
            Number("social", low=0, high=MOST, step=1, default=0, unit="k€", integer=True),
            Number("all", low=0, high=MOST, step=1, default=0, unit="k€", integer=True),
        ),
        default=MOSTLY_SOCIAL,
    ),
    Slider("dividends", low=0, high=15, step=0.1, default=4, unit="%", decimals=1),
    Slider("bonds", low=0, high=6, step=0.1, default=1, unit="%", decimals=1),
    Slider("mean_pay", low=1, high=15, step=0.1, default=4, unit=SMIC, decimals=1),
    Slider("top_pay", low=1, high=20, step=0.1, default=6, unit=SMIC, decimals=1),
    Amended("amended_costs", law.ESUS_COST_SHARE, low=0, high=100, step=1),
    Amended("amended_margin", law.ESUS_RETURN_MARGIN, low=0, high=15, step=0.5, decimals=1),
    Amended("amended_mean", law.ESUS_MEAN_PAY, low=1, high=20, step=1, unit=SMIC),
    Amended("amended_top", law.ESUS_TOP_PAY, low=1, high=20, step=1, unit=SMIC),
)

LAWS = (("pay", law.ESUS_PAY_IN_STATUTES), ("return", law.ESUS_RETURN_IN_LAW))

PRESETS = (
    Preset("charges", {}),
    Preset("capital-sobre", {"costs": TOO_FEW_SOCIAL}),
    Preset("capital-gourmand", {"costs": TOO_FEW_SOCIAL, "dividends": 7}),
    Preset("salaires", {"mean_pay": 6, "top_pay": 11}),
)

LEAST_COSTS = law.ESUS_COST_SHARE.at(CHECKED) * 100
BET = Number("guess", low=0, high=100, step=1, default=50, unit="%", decimals=1, choices=(33, 50, LEAST_COSTS, 80))


def _met(outcome):
    """What the conditions are, in the order of the table: True where one is met."""
    return [row[1] == "oui" for row in outcome.tables[0].rows]


def _by_return_alone(values, outcome):
    return values["regime"] == "2015" and outcome.indicator("conditions").verdict.ok is True and outcome.indicator("social_costs").number < LEAST_COSTS


def _one_pay_too_high(values, outcome):
    """The mean is within its bound, and the highest pay alone stands in the way."""
    met = _met(outcome)
    alone = not met[3] and len([one for one in met if one]) == len(met) - 1
    return values["regime"] != "2014" and values["mean_pay"] <= law.ESUS_MEAN_PAY.at(CHECKED) and alone


def _one_weak_year(values, outcome):
    weak = [row for row in values["costs"] if 2 * row[0] < row[1]]
    return values["regime"] != "2014" and len(weak) > 0 and law.esus_by_costs(outcome.indicator("social_costs").number / 100, CHECKED)


CHALLENGES = (
    Challenge("second", _by_return_alone, {"regime": "2015", "costs": TOO_FEW_SOCIAL}),
    Challenge("salaire", _one_pay_too_high, {"top_pay": 11}),
    Challenge("annee-faible", _one_weak_year, {"costs": [[200, 520], [460, 525], [500, 530]]}),
)


def compute(values):
    open_yet = values["regime"] != "2014"
    date = values["date"]
    # Costs of social use are never more than all.
    shares = [min(1.0, share_of(row[0], row[1])) for row in values["costs"]]
    total = min(1.0, share_of(sum(row[0] for row in values["costs"]), sum(row[1] for row in values["costs"])))
    conditions = _conditions(values, total, date)
    met = len([answer for _, _, answer in conditions if answer])
    approved = law.may_be_esus(*[answer for _, _, answer in conditions])
    guess = values["guess"]
    yield Headline(_headline(conditions, approved, values["regime"]))
    highest = max(values["mean_pay"], values["top_pay"])
    if open_yet:
        first = Indicator("conditions", f"{number(met)} sur {number(len(conditions))}", number=met, verdict=Verdict(approved, _verdict(approved, date)))
        cost_verdict = _cost_verdict(values, total, impact=conditions[2][2], date=date)
        highest_return = values["bonds"] + law.ESUS_RETURN_MARGIN.at(date) * 100
        return_verdict = note(f"second critère : sous {quantity(highest_return, '%', 1)} — {law.ESUS_RETURN_MARGIN.cited(MEASURES, date)}")
        mean, top = [bound.text(date) for bound in PAID]
        pay_verdict = Verdict(conditions[3][2], f"{mean} en moyenne, {top} au plus — {cited(ARTICLE, date, PAID)}")
    else:
        first = Indicator("criteria", "0", number=0, verdict=note(NOT_YET))
        cost_verdict = return_verdict = pay_verdict = note("critère pas encore en vigueur")
    yield first
    yield Indicator("social_costs", percent(total, 1), number=total * 100, verdict=cost_verdict)
    yield Indicator("return", quantity(values["dividends"], "%", 1), number=values["dividends"], verdict=return_verdict)
    yield Indicator("highest_pay", quantity(highest, SMIC, 1), number=highest, verdict=pay_verdict)
    if open_yet:
        source = f"{law.ESUS_COST_SHARE.cited(MEASURES, date)} ; ou bien un capital peu rémunéré"
        yield Indicator("least_costs", law.ESUS_COST_SHARE.text(date), number=law.ESUS_COST_SHARE.at(date) * 100, verdict=note(source))
    reading = _costs_reading(total, open_yet)
    yield Figure("La part des charges qui sert l’utilité sociale", reading, lambda view: _costs(view, shares, total=total, open_yet=open_yet, guess=guess))
    yield Figure("Les rémunérations et leurs bornes", _pay_reading(values, open_yet), lambda view: _pay(view, values, open_yet))
    yield _sentence(values, conditions, approved)
    yield Why(lambda: why_steps(values, conditions, total=total, approved=approved))
    yield Later(lambda: _conditions_table(conditions, open_yet, date))
    yield _answer


def _conditions(values, total, date):
    """What the approval asks, in the order of rules.ess.may_be_esus: (words, what is said when it fails, True, False or None when
    the préfet is to be asked)."""
    impact = law.esus_impact(total, values["dividends"] / 100, bond_rate=values["bonds"] / 100, date=date)
    # The best paid earns no less than the mean of five.
    pay = law.esus_pay(values["mean_pay"], max(values["mean_pay"], values["top_pay"]), date)
    statutes = law.esus_statutes(values["statutes"], values["pay_in_statutes"], date)
    asked = "objectif et rémunérations inscrits" if law.ESUS_PAY_IN_STATUTES.at(date) else "objectif principal inscrit"
    return [
        ("relève de l’ESS (loi de 2014, art. 1er)", "elle ne relève pas de l’ESS", values["belongs"]),
        ("utilité sociale à titre principal", "l’utilité sociale n’est pas son objectif principal", values["utility"]),
        ("charge significative : part des charges, ou capital peu rémunéré", "l’utilité sociale pèse trop peu sur ses comptes", impact),
        ("rémunérations dans les deux bornes", "ses rémunérations sont trop hautes", pay),
        ("titres de capital non cotés", "ses titres sont cotés", values["unlisted"]),
        (f"{asked} dans les statuts", "ses statuts sont incomplets", statutes),
    ]


def _headline(conditions, approved, regime):
    if regime == "2014":
        return "Pas encore : l’agrément ouvre le 1er juillet 2015"
    if approved is None:
        return "Au préfet de dire : seul le second critère est rempli"
    if approved:
        return "Oui en juillet 2015 : toutes les conditions sont remplies" if regime == "2015" else "Oui : toutes les conditions sont remplies"
    lacking = missing(conditions)
    return f"Non : {lacking[0] if len(lacking) == 1 else number(len(lacking)) + ' conditions manquent'}"


def _verdict(approved, date):
    article = cited(ARTICLE, date, MEASURED + PAID)
    if approved is None:
        return f"{TO_ASK} : l’article R. 3332-21-1 admet le second critère, la loi en vigueur ne le nomme plus"
    if not approved:
        return f"une condition au moins manque — {article}"
    return f"conditions examinées remplies — {article}"


def _cost_verdict(values, total, impact, date):
    least = law.ESUS_COST_SHARE.text(date)
    if law.esus_by_costs(total, date):
        return Verdict(True, f"au moins {least} — {law.ESUS_COST_SHARE.cited(MEASURES, date)}")
    measures = cited(MEASURES, date, MEASURED)
    if not low_return(values, date):
        return Verdict(False, f"sous {least}, et capital trop rémunéré — {measures}")
    return Verdict(impact, f"sous {least}, mais capital peu rémunéré — {measures}")


def _conditions_table(conditions, open_yet, date):
    words = {True: "oui", False: "non", None: TO_ASK}
    the_law = f"{ARTICLE} ({law.ESUS_PAY_IN_STATUTES.state(date)})"
    texts = [f"{law.BY_RIGHT.entry(date).article} ({law.BY_RIGHT.state(date)})"] + [the_law] * 5
    texts[2] = cited(f"{MEASURES} ({law.ESUS_COST_SHARE.state(date)})", date, MEASURED)
    texts[3] = cited(texts[3], date, PAID)
    # The first is article 1 of the law, in force since August 2014; the others wait for the decree.
    rows = [
        [name, words[answer] if open_yet or rank == 0 else "critère pas encore en vigueur", texts[rank]] for rank, (name, _, answer) in enumerate(conditions)
    ]
    return Table("Les conditions, une à une", ["Condition", "Remplie", "Texte, et comment il a été lu"], rows)


def _sentence(values, conditions, approved):
    regime = values["regime"]
    if regime == "2014":
        return "En novembre 2014, l’agrément est voté mais pas ouvert : il faut attendre le décret et le 1er juillet 2015."
    if approved is None:
        return (
            "L’entreprise ne remplit que le second critère : le décret l’admet toujours, la loi en vigueur ne le nomme plus. "
            "Demandez au préfet, qui délivre l’agrément, s’il le retient."
        )
    if not approved:
        return f"L’entreprise ne peut pas recevoir l’agrément ESUS : {listed(missing(conditions))}."
    if regime == "2015":
        return "En juillet 2015, l’entreprise peut demander l’agrément ESUS : elle remplit les conditions que le simulateur examine."
    return (
        "L’entreprise peut demander l’agrément ESUS au préfet : elle remplit les conditions que le simulateur examine. "
        f"{capital(SILENCE)} de silence valent acceptation ; l’agrément dure {LASTS_YOUNG if values['young'] else LASTS}."
    )


def _costs(view, shares, total, open_yet, guess):
    values = [share * 100 for share in shares] + [total * 100]
    series = [Series("part", values, colour="petrol", texts=[quantity(value, "%", 1) for value in values])]
    marks = [Mark("x", law.ESUS_COST_SHARE.at(CHECKED) * 100, f"seuil {law.ESUS_COST_SHARE.text(CHECKED)}")] if open_yet else []
    marks += bet_on("x", guess)
    return bar_chart(view, YEARS + ["Les trois ensemble"], series=series, x_title="Part des charges d’exploitation", unit="%", marks=marks, within=True)


def _costs_reading(total, open_yet):
    text = f"Sur les trois exercices, {percent(total, 1)} des charges d’exploitation servent l’utilité sociale"
    return text + (f" ; le premier critère en demande {law.ESUS_COST_SHARE.text(CHECKED)}." if open_yet else ".")


def _pay(view, values, open_yet):
    pays = [values["mean_pay"], max(values["mean_pay"], values["top_pay"])]
    series = [Series("rémunération", pays, colour="petrol", texts=[quantity(pay, SMIC, 1) for pay in pays])]
    marks = []
    if open_yet:
        # The higher first: both labels then stand on the left of their mark, apart.
        names = ("", "") if view.narrow else ("maximum ", "moyenne ")
        limits = (law.ESUS_TOP_PAY.at(CHECKED), law.ESUS_MEAN_PAY.at(CHECKED))
        marks = [Mark("x", limit, name + number(limit)) for name, limit in zip(names, limits)]
    return bar_chart(view, ["Moyenne des cinq plus hautes", "La plus haute"], series=series, x_title="En nombre de SMIC", marks=marks)


def _pay_reading(values, open_yet):
    text = f"Les cinq plus hautes rémunérations font en moyenne {quantity(values['mean_pay'], SMIC, 1)}, la plus haute "
    text += quantity(max(values["mean_pay"], values["top_pay"]), SMIC, 1)
    return text + (f" ; les bornes sont de {PAID[0].text(CHECKED)} et de {PAID[1].text(CHECKED)}." if open_yet else ".")


def _answer(guess):
    share = law.ESUS_COST_SHARE.at(CHECKED)
    amended = law.ESUS_COST_SHARE.is_amended(CHECKED)
    fact = f"{'votre amendement demande' if amended else 'le décret demande'} {percent(share)}{'' if amended else ', soit près des deux tiers'}"
    if guess == share * 100:
        return fact, RIGHT
    if guess < share * 100:
        return fact, "Il en faut davantage, sauf si le capital est peu rémunéré : le second critère remplace le premier."
    return fact, "Toutes les charges n’ont pas à servir l’utilité sociale : le reste peut aller ailleurs."


SIMULATOR = Simulator("esus-approval", CONTROLS, compute=compute, bet=BET, about="least_costs", presets=PRESETS, challenges=CHALLENGES, laws=LAWS)

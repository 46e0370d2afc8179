"""What « Peut-elle être agréée ESUS ? » explains: each criterion with the reader's figures, and the approval."""

from essor.portable.french import listed, number, percent, quantity
from essor.portable.rules import ess as law
from essor.portable.rules.dated import CHECKED, cited

SMIC = ("SMIC", "SMIC")
ARTICLE, MEASURES = law.LABOUR_LAW, law.MEASURES
CLOSED_YEARS = law.ESUS_YEARS.text(CHECKED)
SILENCE, LASTS, LASTS_YOUNG = law.ESUS_SILENCE.text(CHECKED), law.ESUS_LASTS.text(CHECKED), law.ESUS_LASTS_YOUNG.text(CHECKED)
# What the reader may amend, of the decree and of the law.
MEASURED, PAID = (law.ESUS_COST_SHARE, law.ESUS_RETURN_MARGIN), (law.ESUS_MEAN_PAY, law.ESUS_TOP_PAY)


def missing(conditions):
    """What is said of each condition that fails."""
    return [failing for _, failing, answer in conditions if answer is False]


def low_return(values, date):
    return law.esus_by_return(values["dividends"] / 100, values["bonds"] / 100, date)


def why_steps(values, conditions, total, approved):
    if values["regime"] == "2014":
        return [
            "La loi du 31 juillet 2014 (art. 11) crée l’agrément ESUS, mais il n’ouvre que le 1er juillet 2015, avec le décret qui en mesure les critères.",
            f"En novembre 2014, vos chiffres, dont {percent(total, 1)} de charges d’utilité sociale, ne se jugent donc pas encore.",
        ]
    date = values["date"]
    return [
        _why_answers(conditions, values["regime"]),
        _why_costs(values, total, date),
        _why_return(values, total, date),
        _why_pay(values, date),
        _why_approved(conditions, approved, values),
    ]


def _why_answers(conditions, regime):
    failing = missing([conditions[rank] for rank in (0, 1, 4, 5)])
    if failing:
        return f"L’entreprise ne remplit pas tout ce que l’agrément demande : {listed(failing)} ({ARTICLE})."
    text = f"Vos réponses, sur l’ESS, l’utilité sociale, la cotation et les statuts, remplissent ce que l’agrément demande ({ARTICLE})"
    if regime == "2015":
        return f"{text}. En 2015, les statuts portent l’objectif principal et la politique de rémunération."
    return f"{text}. Dans la loi en vigueur, les statuts n’ont à porter que l’objectif principal."


def _why_costs(values, total, date):
    social, whole = [number(sum([row[rank] for row in values["costs"]])) for rank in (0, 1)]
    years = "les exercices déjà clos" if values["young"] else CLOSED_YEARS
    reached = "le critère est rempli" if law.esus_by_costs(total, date) else "le critère n’est pas rempli"
    return (
        f"Premier critère, sur {years} : {social} k€ de charges d’utilité sociale, sur {whole} k€ de charges d’exploitation, comptent pour "
        f"{percent(total, 1)}, et il faut {law.ESUS_COST_SHARE.text(date)} au moins ({law.ESUS_COST_SHARE.cited(MEASURES, date)}) ; {reached}."
    )


def _why_return(values, total, date):
    bound = quantity(values["bonds"] + law.ESUS_RETURN_MARGIN.at(date) * 100, "%", 1)
    margin = law.ESUS_RETURN_MARGIN
    text = (
        f"Second critère, au choix : un capital rémunéré à moins de {bound}, le taux des obligations plus {margin.text(date)} ({margin.cited(MEASURES, date)})"
    )
    text += f" ; avec {quantity(values['dividends'], '%', 1)}, "
    if not low_return(values, date):
        return f"{text}il n’est pas rempli."
    if law.esus_by_costs(total, date) or law.ESUS_RETURN_IN_LAW.at(date):
        return f"{text}il est rempli."
    return f"{text}il est rempli, mais la loi en vigueur ne le nomme plus ({ARTICLE}, 2°) : demandez au préfet."


def _why_pay(values, date):
    highest = max(values["mean_pay"], values["top_pay"])
    within = "les deux bornes sont tenues" if law.esus_pay(values["mean_pay"], highest, date) else "une borne au moins est dépassée"
    return (
        f"Les cinq plus hautes rémunérations font en moyenne {quantity(values['mean_pay'], SMIC, 1)}, pour {PAID[0].text(date)} au plus, et la plus haute "
        f"{quantity(highest, SMIC, 1)}, pour {PAID[1].text(date)} au plus ({cited(ARTICLE, date, PAID)}) : {within}."
    )


def _why_approved(conditions, approved, values):
    count = f"{number(len([answer for _, _, answer in conditions if answer]))} sur {number(len(conditions))}"
    if approved is None:
        asked = "pour celle qui reste, l’article R. 3332-21-1 et la loi ne disent pas la même chose, et le préfet décide"
        return f"Conditions remplies à coup sûr : {count} ; {asked}."
    if not approved:
        return f"Conditions remplies : {count} ; elles sont exigées ensemble, et l’agrément ne peut pas être donné."
    if values["regime"] == "2015":
        return f"Conditions remplies : {count} ; l’entreprise peut demander l’agrément."
    lasts = f"{LASTS_YOUNG}, car l’entreprise a moins de trois ans" if values["young"] else LASTS
    return (
        f"Conditions remplies : {count} ; le préfet a {SILENCE} pour répondre, et son silence vaut acceptation ; "
        f"l’agrément dure {lasts} (C. trav., art. R. 3332-21-3)."
    )

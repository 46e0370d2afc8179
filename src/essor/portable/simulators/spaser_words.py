"""What « Devez-vous adopter un SPASER ? » explains: why the scheme is due or not, then and today."""

from essor.portable.french import date_in_words, quantity
from essor.portable.rules import procurement as law
from essor.portable.rules.dated import CHECKED, YEARS, UnknownAt

MILLIONS = ("M€", "M€")


def text_at(date):
    return "loi du 31 juillet 2014, art. 13" if date < law.CODE.entries[-1].start else "L. 2111-3 du CCP"


def threshold_at(date):
    """The threshold at a date in M€, or None when it is not known or does not exist."""
    try:
        return law.SPASER_THRESHOLD.at(date) / law.MILLION
    except UnknownAt:
        return None


def is_read(date):
    """Whether the article read in the code, with its indicators and joint schemes, is that of the day."""
    return date >= law.SPASER_INDICATOR_YEARS.entries[0].start


def why_steps(state, values, date, since, years):
    return _why_then(state, values, date) + [_why_today(values, since, years)]


def _why_then(state, values, date):
    day = f"Au {date_in_words(date)}"
    if state == "before":
        return [f"L’obligation vient de la loi du 31 juillet 2014, art. 13. {day}, cette loi n’est pas en vigueur, et aucun schéma n’est dû."]
    if state == "after":
        return [f"Ce cours arrête le droit au {date_in_words(CHECKED)} (code lu en avril 2026). {day}, il a pu changer, et on ne conclut pas."]
    return [_why_buyer(state, date)] + ([] if state == "outside" else _why_threshold(state, values, date))


def _why_buyer(state, date):
    buyers = law.SPASER_BUYERS.entry(date)
    day = f"Au {date_in_words(date)}"
    if len(buyers.value) == len(law.BUYERS):
        return f"{day}, l’obligation vise tous les acheteurs soumis au code de la commande publique, donc le vôtre ({buyers.article})."
    who = "les collectivités, leurs groupements et les acheteurs dont le statut est fixé par la loi"
    found = "vous n’en êtes pas, et rien n’est dû, quels que soient vos achats" if state == "outside" else "vous en êtes"
    return f"{day}, l’obligation vise {who} : {found} ({buyers.article})."


def _why_threshold(state, values, date):
    spend = quantity(values["spend"], MILLIONS, None)
    if state == "awaited":
        return [f"L’obligation ne pèse qu’au-delà d’un montant d’achats, que la loi laisse à un décret encore attendu : on ne peut pas y comparer vos {spend}."]
    entry = law.SPASER_THRESHOLD.entry(date)
    threshold = quantity(threshold_at(date), MILLIONS, 0)
    if state == "due":
        compared = f"Vos achats de l’année, {spend}, le dépassent : le schéma est obligatoire"
    elif values["spend"] == threshold_at(date):
        compared = f"Vos achats de l’année, {spend}, l’égalent sans le dépasser : le schéma est facultatif"
    else:
        compared = f"Vos achats de l’année, {spend}, ne le dépassent pas : le schéma est facultatif"
    return [
        f"Depuis le {date_in_words(entry.start)}, le seuil est de {threshold} hors taxes d’achats dans l’année civile ({entry.article}).",
        f"{compared} ({text_at(date)}).",
    ] + _why_content(state, date)


def _why_content(state, date):
    if not is_read(date):
        return []
    if state == "due":
        return [
            "Le schéma est mis en ligne, avec des cibles, notamment pour les entreprises ESUS et celles qui emploient des personnes défavorisées, et des "
            f"indicateurs publiés tous les {law.SPASER_INDICATOR_YEARS.text(date)} ({law.SPASER_INDICATOR_YEARS.cited('L. 2111-3 du CCP', date)})."
        ]
    return ["Sous le seuil, des acheteurs peuvent élaborer un schéma à plusieurs : les indicateurs restent ceux de chacun (L. 2111-3 du CCP)."]


def _why_today(values, since, years):
    spend = quantity(values["spend"], MILLIONS, None)
    if since:
        lasted = f"soit {quantity(years, YEARS, 1)} au {date_in_words(CHECKED)}"
        return f"Avec {spend} d’achats chaque année, le schéma est obligatoire depuis le {date_in_words(since)}, {lasted}."
    return f"Avec {spend} d’achats chaque année, le schéma n’est pas obligatoire au {date_in_words(CHECKED)} : il n’y a pas d’années à compter."

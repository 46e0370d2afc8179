"""What « Combien d’heures d’insertion dans ce marché ? » says of the law: what is due at that amount, and why."""

from essor.portable.french import date_in_words, euros
from essor.portable.rules import procurement as law
from essor.portable.rules.dated import AMENDMENT, CHECKED
from essor.portable.simulators.declaration import Table

WHOLE = "à voir sur l’opération entière"
DUTY = "L. 2112-2-1 du CCP"
# Why a buyer may do without a social condition, as it is written in the file.
REASONS = {
    law.AVAILABLE: "une solution immédiatement disponible répond au besoin",
    law.UNLINKED: "une telle condition n’aurait pas de lien suffisant avec l’objet du marché",
    law.DIFFICULT: "elle restreindrait la concurrence, ou rendrait l’exécution techniquement ou économiquement difficile",
    law.SHORT: f"les travaux durent moins de {law.SHORT_WORKS.text(CHECKED)}",
}


def threshold_words(values, date):
    """The European threshold of such a contract, and whether it is the reader's."""
    threshold = law.EUROPEAN_THRESHOLD[values["kind"]]
    return threshold.text(date) + (f" ({AMENDMENT})" if threshold.is_amended(date) else "")


def is_due(values, date):
    """Whether a social condition is due, but for exceptions. A lot that reaches the threshold alone is enough: the operation is worth more."""
    return law.social_clause_required(values["amount"], law.EUROPEAN_THRESHOLD[values["kind"]].at(date), date)


def dispensed(values):
    """The reasons that dispense with the social condition, in words."""
    claimed = [name for name in law.EXCEPTIONS if values["regime"] == "today" and values[name]]
    return [REASONS[name] for name in law.exceptions_met(claimed, values["kind"] == law.WORKS)]


def why_law(values, date):
    article = law.article_for("condition", date)
    if values["regime"] == "2014":
        return f"En 2014, l’acheteur peut faire de l’insertion une condition d’exécution du marché, quel que soit le montant, sans y être obligé ({article})."
    threshold = threshold_words(values, date)
    if is_due(values, date):
        reasons = dispensed(values)
        if reasons:
            return f"Le seuil européen de {threshold} est atteint, mais {reasons[0]} : le marché peut se passer de condition sociale ({DUTY})."
        text = f"À partir du seuil européen de {threshold}, le marché doit comporter une condition sociale ou d’emploi, sauf dispense"
        text += " ; l’insertion en est une" if values["rate"] > 0 else " ; sans insertion, il faut en prévoir une autre"
        return f"{text} ({DUTY})."
    if values["whole"]:
        return f"Sous le seuil européen de {threshold}, une clause d’insertion est permise comme condition d’exécution, sans être obligatoire ({article})."
    return (
        f"Ce lot est sous le seuil européen de {threshold}, mais ce seuil se compare à la valeur de tous les lots : "
        f"une condition sociale peut donc être due ({DUTY})."
    )


def law_table(values, date):
    today = values["regime"] == "today"
    european, exemption = law.EUROPEAN_THRESHOLD[values["kind"]], law.EXEMPTION[values["kind"]]
    rows = [
        ["Condition d’exécution", law.article_for("condition", date), "des heures confiées à des personnes en insertion"],
        ["Critère d’attribution", law.article_for("criterion", date), "l’insertion pèse dans le choix de l’offre"],
        ["Insertion comme objet", law.article_for("object", date), _object_words(today)],
        ["Marché réservé", law.article_for("reserved", date), _reserved_words(date)],
        ["Procédure formalisée", f"à partir de {euros(european.at(date))} ({european.state(date)})", _formalised(values, date)],
        ["Sans publicité ni mise en concurrence", f"moins de {euros(exemption.at(date))} ({exemption.state(date)})", _exempt(values, date)],
    ]
    if today:
        words = f"exclusivement des {law.ESS_SERVICES.at(date)}, mission de service public, {law.ESS_LONGEST_YEARS.text(date)} au plus, "
        words += f"pas de nouvelle attribution au même titre pendant {law.ESS_AGAIN_YEARS.text(date)}"
        rows.append(["Réservé à l’ESS", f"L. 2113-15 et L. 2113-16 du CCP ({law.ESS_SERVICES.state(date)})", words])
        reasons = dispensed(values) if is_due(values, date) else []
        social = [f"{DUTY} ({law.SOCIAL_CLAUSE.state(date)})", "non"]
        if reasons:
            social[1] = f"dispense ; motifs à garder au dossier (L. 2184-1) : {' ; '.join(reasons)}"
        elif is_due(values, date):
            social[1] = "oui, sauf dispense"
        elif not values["whole"]:
            social[1] = WHOLE
        rows.append(["Condition sociale due"] + social)
        concession = "même seuil que les travaux ; deux dispenses : pas de lien suffisant, concurrence ou exécution difficile ; le rapport annuel décrit "
        concession += "les mesures d’insertion (L. 3131-5)"
        rows.append(["Si c’est une concession", "L. 3114-2-1 du CCP", concession])
        rows.append(_environment_row("Critère environnemental, fin du prix seul", law.ENVIRONMENT_CRITERION, date))
        rows.append(_environment_row("Condition environnementale", law.ENVIRONMENT_CONDITION, date))
    else:
        articles = f"{law.article_for('condition', date)} et {law.article_for('criterion', date)}"
        rows.append(["Condition et critère environnementaux", articles, "facultatifs"])
    return Table("Ce que dit le droit à la date choisie", ["Point", "Article ou seuil", "Pour ce marché"], rows)


def _object_words(today):
    words = "services de qualification et d’insertion"
    return f"{words}, s’ils figurent parmi les services sociaux et autres services spécifiques" if today else words


def _environment_row(what, duty, date):
    entry = duty.entry(date)
    return [what, f"{entry.article} ({duty.state(date)})", f"dus depuis le {date_in_words(entry.start)}, quelle que soit la procédure"]


def _reserved_words(date):
    if date < law.RESERVED_SHARE.entries[0].start:
        return "entreprises adaptées et ESAT, à majorité de travailleurs handicapés"
    return f"entreprises adaptées, ESAT et structures d’insertion : au moins {law.RESERVED_SHARE.text(date)} de travailleurs handicapés ou défavorisés"


def _formalised(values, date):
    if law.is_formalised(values["amount"], values["kind"], date):
        return "oui"
    return "non" if values["whole"] else WHOLE


def _exempt(values, date):
    if not law.is_exempt(values["amount"], values["kind"], date):
        return "non"
    return "oui, en choisissant une offre pertinente" if values["whole"] else WHOLE

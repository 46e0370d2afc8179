"""What « Quelles clauses, et quand ? » says and explains: the plan in a sentence, its calendar in words, why it is so."""

from essor.portable.french import date_in_words, euros, listed, number, quantity, quoted
from essor.portable.models.insertion import TENTHS, monthly_capacity
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.procurement import EUROPEAN_THRESHOLD, HOURS_PER_FTE, SERVICES, SHORT_WORKS, SOCIAL_CLAUSE, SOCIAL_CLAUSE_DAY, WORKS, article_for
from essor.portable.simulators.declaration import RIGHT

HORIZON = 24  # months
HOURS = ("heure", "heures")
POSTS = ("poste", "postes")
MONTHS = ("mois", "mois")
CLAUSES = ("clause", "clauses")
DUTY = f"L. 2112-2-1 du CCP, {SOCIAL_CLAUSE.state(CHECKED)}"
ALL_FIT = "toutes les clauses tiennent dans le calendrier"


def headline(lots, plan):
    asked = len([lot for lot in lots if lot.hours])
    hours = quantity(plan.hours, HOURS, 0)
    if not asked:
        return "Aucun lot ne porte de clause"
    if not plan.kept:
        return "Aucune clause ne tient dans l’offre locale"
    if len(plan.kept) < asked:
        return f"{quantity(len(plan.kept), CLAUSES)} sur {number(asked)} {'tient' if len(plan.kept) == 1 else 'tiennent'}, soit {hours}"
    return f"Les {number(asked)} clauses tiennent, soit {hours}" if asked > 1 else f"La seule clause tient, soit {hours}"


def sentence(values, lots, plan, wanted):
    if not wanted:
        return "Aucun lot ne porte de clause : il n’y a pas d’heures à placer."
    dropped = [lots[rank].name for rank in range(len(lots)) if lots[rank].hours and rank not in plan.kept]
    text = f"Avec {quantity(values['posts'], POSTS, None)}, l’offre locale peut suivre {quantity(len(plan.kept), CLAUSES)}"
    text += f" et {quantity(plan.hours, HOURS, 0)} sur {number(wanted, 0)}"
    if dropped:
        return f"{text} ; il faut écarter {'le lot' if len(dropped) == 1 else 'les lots'} {quoted(dropped)}."
    return f"{text} : {ALL_FIT}."


def calendar_reading(lots, plan, crowded):
    text = "Une barre par lot, du premier au dernier mois. "
    kept = [lots[rank].name for rank in plan.kept]
    if kept:
        text += f"Barres pleines : les clauses retenues ({quoted(kept)}) ; barres vides : les clauses écartées ; pointillés : les lots sans clause. "
    else:
        text += "Aucune clause n’est retenue. "
    if not crowded:
        return f"{text}À aucun mois toutes les clauses ne dépassent l’offre locale."
    months = listed([f"{number(begin + 1)} à {number(end)}" if end > begin + 1 else number(end) for begin, end in crowded])
    return f"{text}Fond coloré, mois {months} : toutes les clauses ensemble dépasseraient l’offre locale."


def why_steps(values, lots, plan, everything, due):
    capacity = monthly_capacity(values["posts"])
    steps = [_why_hours(values, lots)]
    steps.append(
        f"L’offre locale peut suivre {quantity(values['posts'], POSTS, None)}, soit {number(values['posts'])} × {number(HOURS_PER_FTE)} / 12 = "
        f"{quantity(capacity / TENTHS, HOURS, 1)} par mois."
    )
    if max(everything):
        steps.append(_why_peak(everything, capacity))
        steps.append(_why_plan(lots, plan))
    return steps + _why_due(values, due)


def _why_hours(values, lots):
    """The computation, on the lot that has most hours."""
    hours = [lot.hours for lot in lots]
    cost = quantity(values["cost"], "€")
    most = hours.index(max(hours))
    if not hours[most]:
        return f"Les heures d’un lot sont son montant × la part de main-d’œuvre × le taux d’insertion / {cost} de l’heure : ici, aucun lot n’en donne."
    amount, labour, rate = values["lots"][most][:3]
    return (
        "Les heures d’un lot sont son montant × la part de main-d’œuvre × le taux d’insertion / le coût d’une heure : pour "
        f"« {lots[most].name} », {euros(amount)} × {quantity(labour, '%')} × {quantity(rate, '%')} / {cost}, soit {quantity(hours[most], HOURS)}."
    )


def _why_peak(everything, capacity):
    """The month that all clauses together fill most."""
    most = max(everything)
    text = f"Chaque lot répartit ses heures également sur sa durée : le mois {number(everything.index(most) + 1)}, le plus chargé, en demanderait "
    text += number(most / TENTHS, 1)
    over = len([load for load in everything if load > capacity])
    if not over:
        return f"{text}, et aucun mois ne dépasse l’offre."
    return f"{text}, et l’offre serait dépassée pendant {quantity(over, MONTHS)} sur {number(HORIZON)}."


def _why_plan(lots, plan):
    asked = len([lot for lot in lots if lot.hours])
    if not plan.kept:
        return "Une clause se garde ou s’écarte en entier : aucune ne tient, même seule, sous l’offre locale de chaque mois."
    kept = f"{quantity(len(plan.kept), CLAUSES)} sur {number(asked)}, soit {quantity(plan.hours, HOURS, 0)}"
    return f"Une clause se garde ou s’écarte en entier : parmi les plans qui tiennent sous l’offre chaque mois, celui qui a le plus d’heures garde {kept}."


def _why_due(values, due):
    date, article = values["date"], article_for("condition", values["date"])
    if values["regime"] == "2014":
        return [f"L’acheteur peut inscrire une clause d’insertion dans ses marchés, sans y être obligé ({article})."]
    works, services = EUROPEAN_THRESHOLD[WORKS].text(date), EUROPEAN_THRESHOLD[SERVICES].text(date)
    rule = (
        f"À partir de {works} de travaux en tout, ou de {services} pour un marché de services, une condition sociale ou d’emploi est due depuis le "
        f"{date_in_words(SOCIAL_CLAUSE_DAY)}, sauf dispense, dont les travaux de moins de {SHORT_WORKS.text(date)} ({DUTY})."
    )
    if not due:
        return [rule, f"Ici, ni le total des travaux ni aucun marché de services n’atteint son seuil, et la clause reste facultative ({article})."]
    return [rule, f"Ici, elle est due pour {quantity(len(due), ('lot', 'lots'))}, sauf dispense ; l’insertion est une façon d’y répondre."]


def answer(guess, hours, wanted):
    fact = f"le calendrier en garde {number(hours, 0)} sur {number(wanted, 0)}"
    if abs(guess - hours) < 1:
        return fact, RIGHT
    if hours == wanted:
        return fact, "À ces réglages, aucune clause n’est écartée."
    if guess > hours:
        return fact, "Avoir assez de postes sur deux ans ne suffit pas : un seul mois trop chargé fait écarter une clause entière."
    return fact, "Ne tombent que les clauses qui font dépasser l’offre, les mois les plus chargés ; le reste tient."

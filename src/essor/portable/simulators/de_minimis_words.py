"""What « Combien d'aide peut-on encore verser ? » explains: the window, what counts in it, and whether a new aid fits."""

from essor.portable.french import MONTHS, euros, listed, number, quantity
from essor.portable.rules import state_aid as law

NEVER = -1
TO_THE_DAY = ", à un jour près"
YEARS = f"{number(law.WINDOW_YEARS)} ans"
ROLLING_SINCE = int(law.WINDOW.entries[-1].start[:4])


def ceiling_of(values):
    """The rule that sets the ceiling of such aids."""
    return law.SIEG_CEILING if values["kind"] == law.SIEG else law.GENERAL_CEILING


def granted_in(year, month):
    return f"{year}-{month:02}-01"


def decided_in(year, month):
    """A later day of the month than `granted`: an aid that turns three in the month no longer counts."""
    return f"{year}-{month:02}-02"


def later(values, months):
    """(year, month) so many months after the decision, or before it."""
    count = values["year"] * 12 + values["month"] - 1 + months
    return count // 12, count % 12 + 1


def month_words(year, month):
    return f"{MONTHS[month - 1]} {year}"


def first_month_of(values):
    return values["first_month"] if values["regime"] == "2014" else 1


def window_of(values):
    return law.WINDOW.at(values["date"])


def either(amounts):
    """The amount without the aids that turn three in the month, and with them if it is another."""
    return listed([euros(amount) for amount in amounts], "ou") if amounts[0] != amounts[1] else euros(amounts[0])


def regulation(values):
    if values["regime"] == "2014":
        return "2012" if values["kind"] == law.SIEG else "2013"
    return "2023"


def why_steps(values, aids, counts, limit, wait):
    sieg, rule = values["kind"] == law.SIEG, f"règlement européen de {regulation(values)}"
    steps = [
        f"{'Pour un service d’intérêt économique général' if sieg else 'Pour les aides de minimis générales'}, le plafond est de {euros(limit)} "
        f"({ceiling_of(values).cited(rule, values['date'])}) : il vaut pour l’entreprise et ses sociétés liées, tous financeurs confondus.",
        _why_window(values, rule),
        _why_counted(values, aids, counts),
    ]
    if counts[0] != counts[1]:
        oldest = month_words(values["year"] - law.WINDOW_YEARS, values["month"])
        steps.append(
            f"Ce qui a été accordé en {oldest} a {YEARS} ce mois-ci : selon une lecture prudente du cours, il compte jusqu’au soir du jour anniversaire, et ne "
            "compte plus le lendemain."
        )
    rooms = [max(0, limit - amount) for amount in counts]
    if max(rooms):
        steps.append(f"Le plafond moins ce qui compte déjà laisse {either(rooms)}{', selon le jour' if rooms[0] != rooms[1] else ''}.")
    else:
        steps.append("Ce qui compte déjà occupe tout le plafond : rien ne peut s’y ajouter à cette date.")
    steps.append(_why_new(values, counts, limit=limit, wait=wait))
    return steps


def _why_window(values, rule):
    if values["regime"] == "2014":
        first = law.fiscal_year(granted_in(values["year"], values["month"]), values["first_month"]) - law.WINDOW_YEARS + 1
        doubt = " (pour ces services, le compte par exercices est une lecture du cours)" if values["kind"] == law.SIEG else ""
        return f"Le {rule} compte par exercices : celui de la décision et les deux d’avant, ouverts de {first} à {first + law.WINDOW_YEARS - 1}{doubt}."
    oldest, now = month_words(values["year"] - law.WINDOW_YEARS, values["month"]), month_words(values["year"], values["month"])
    since = f"Depuis le {rule}, les {YEARS} sont glissants, et non par année civile"
    if values["year"] < ROLLING_SINCE:
        since = f"En appliquant à cette date le {rule}, qui ne vaut que depuis {ROLLING_SINCE}, les {YEARS} sont glissants"
    return f"{since} : on compte les aides accordées après {oldest} et jusqu’à {now} ; en {oldest} même, tout dépend du jour."


def _why_counted(values, aids, counts):
    if not aids:
        return "Vous n’avez inscrit aucune aide déjà accordée : rien ne compte encore."
    date, window = decided_in(values["year"], values["month"]), window_of(values)
    inside = [aid for aid in aids if law.counted([aid], date, window=window, first_month=first_month_of(values))]
    total = quantity(len(aids), ("aide inscrite", "aides inscrites"))
    sure = " à coup sûr" if counts[0] != counts[1] else ""
    within = f"{number(len(inside))} {'est' if len(inside) == 1 else 'sont'}" if inside else "aucune n’est"
    return f"Sur {total}, {within}{sure} dans cette période : le total qui compte est de {either(counts)}."


def _why_new(values, counts, limit, wait):
    if values["new_aid"] > limit:
        return (
            f"La nouvelle aide, {euros(values['new_aid'])}, dépasse à elle seule le plafond : aucune date ne convient, il faut la réduire ou changer "
            "de fondement."
        )
    totals = [amount + values["new_aid"] for amount in counts]
    text = f"Avec la nouvelle aide de {euros(values['new_aid'])}, le total serait de {either(totals)}"
    if totals[0] <= limit:
        return f"{text} : {'il ne dépasse pas le plafond' if totals[1] <= limit else 'il dépasse ou non le plafond, selon le jour'}."
    if wait == NEVER:
        return f"{text} : il dépasse le plafond, et aucune date des quatre ans qui suivent ne convient."
    day = TO_THE_DAY if window_of(values) == law.ROLLING else ""
    return f"{text} : il dépasse le plafond, et il faut attendre {month_words(*later(values, wait))}{day} ; des aides sortent alors de la période."

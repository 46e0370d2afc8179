"""What « Qui peut encore souscrire au capital d'une SCIC ? » explains: why the result is what it is, and what may be lent."""

from essor.portable.french import euros, listed, number, percent, quantity
from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, YEARS
from essor.portable.simulators.declaration import Table

PUBLIC = 0
EXACT = 1e-6  # euros: what floats may be off by
SAS_SINCE = "août 2014"


def down(amount):
    """Whole euros that do not promise more than `amount`."""
    return int(amount + EXACT)


def present(step):
    """The categories of members that hold capital."""
    kinds = ("collectivites", law.EMPLOYEES, law.BENEFICIARIES, "autres")
    return [kind for kind, held in zip(kinds, step.holdings) if held]


def impossible(last, form, date):
    """Why this company cannot be a SCIC at all, in words."""
    reasons = []
    if not law.valid_form(form, date):
        reasons.append(f"la forme {form} n’est ouverte aux SCIC que depuis {SAS_SINCE}")
    least = law.capital_floor(0, form, statutory=0, date=date)
    if last.capital < least:
        reasons.append(f"le capital d’une {form} est d’au moins {euros(least)}")
    if not law.valid_categories(present(last), True, date):
        reasons.append("il manque une catégorie d’associés obligatoire")
    return reasons


def why_steps(steps, crossings, ceiling, values, date):
    last = steps[-1]
    if last.capital:
        held = f"À la fin, les collectivités détiennent {euros(last.holdings[PUBLIC])} sur un capital de {euros(last.capital)}, soit {percent(last.share, 2)}"
    else:
        held = "À la fin, aucun capital n’est souscrit : il n’y a pas de part à mesurer"
    reasons = impossible(last, values["form"], date)
    free = down(max(0, last.capital - last.floor))
    paid_back = (
        f"{euros(free)} au plus {'peuvent donc être remboursés' if free > 1 else 'peut donc être remboursé'}" if free else "rien ne peut donc être remboursé"
    )
    return [
        f"{held}.",
        f"Toutes ensemble, les collectivités ne peuvent détenir plus de {percent(ceiling)} du capital "
        f"({law.PUBLIC_CEILING.cited('loi de 1947, art. 19 septies', date)}) : {_why_within(last)}.",
        _why_room(last),
        _why_crossings(steps[0], crossings, last),
        f"Une part n’est remboursée que si le capital reste à {euros(last.floor)} au moins, soit le plus élevé de trois montants : "
        f"{law.LEAST_SHARE_OF_HIGHEST_CAPITAL.text(date)} du plus haut capital, le minimum légal et celui des statuts "
        f"({law.LEAST_SHARE_OF_HIGHEST_CAPITAL.cited('art. 13', date)} et art. 27) ; {paid_back}.",
    ] + ([f"Mais cette société ne peut pas être une SCIC : {' ; '.join(reasons)} (art. 19 quinquies, 19 septies et 27)."] if reasons else [])


def _why_within(last):
    if not last.capital:
        return "sans capital, la question ne se pose pas"
    return f"ce plafond est {'respecté' if last.within else 'dépassé'}"


def _why_room(last):
    room = down(last.room)
    if not last.capital:
        return "Seules, elles auraient tout le capital : elles ne peuvent rien souscrire sans d’autres associés."
    if not last.within:
        return f"Elles ne peuvent donc rien ajouter ; pour revenir au plafond, il faudrait {euros(last.missing)} apportés par d’autres associés."
    if not room:
        return "Ce qu’elles souscriraient compterait pour elles et dans le capital : au plafond, elles ne peuvent plus rien ajouter."
    return (
        f"Ce qu’elles souscrivent compte pour elles et dans le capital : avec {euros(room)} de plus, elles auraient {euros(last.holdings[PUBLIC] + room)} "
        f"sur {euros(last.capital + room)}, et pas un euro de plus n’est permis."
    )


def _why_crossings(first, crossings, last):
    watched = "Le calcul est refait à chaque mouvement, qui que ce soit qui entre ou sorte : le plafond est"
    if crossings:
        where = f"{'au mouvement' if len(crossings) == 1 else 'aux mouvements'} {listed([str(rank) for rank in crossings])}"
        before = "" if first.within else "dépassé au départ, puis de nouveau "
        return f"{watched} {before}franchi {number(len(crossings))} fois, {where}."
    if first.within:
        return f"{watched} tenu du début à la fin."
    return f"{watched} {'dépassé au départ, puis respecté à la fin' if last.within else 'dépassé dès le départ, et il le reste'}."


def advance_faults(values, last, date):
    """What forbids the advance that the reader describes."""
    years = values["advance_years"]
    return law.advance_faults(
        years,
        values["advance"],
        operating_revenue=values["revenue"],
        one_outstanding=values["outstanding"],
        date=date,
        renewed=years > law.longest_advance(False, CHECKED),
        member=last.holdings[PUBLIC] > 0,
        equity=values["equity"],
        capital=last.capital,
    )


def advance_table(values, last, date):
    """What a local authority may lend, condition by condition; the loan itself stays out of the capital."""
    headers = ["Condition", "Ici", "Règle"]
    title = "Prêter plutôt que souscrire : l’avance en compte courant (art. 19 septies)"
    amount, years = values["advance"], values["advance_years"]
    renewed = years > law.longest_advance(False, CHECKED)
    faults = advance_faults(values, last, date)
    if "law" in faults:
        why = "assimilée à un prêt jusqu’à la loi du 21 février 2022, art. 221, selon l’exposé d’un amendement de 2021"
        return Table(title, headers, [["Avance par une collectivité", "sans doute impossible", why]])
    settled = "non soldée" if values["outstanding"] else "soldée, ou aucune"
    longest, most, least = quantity(law.longest_advance(False, CHECKED), YEARS), law.ADVANCE_CEILING, law.ADVANCE_LEAST_EQUITY
    checks = (
        ("member", f"Part des collectivités : {euros(last.holdings[PUBLIC])}", "celle qui prête est déjà associée"),
        ("years", f"Durée : {quantity(years, YEARS)}{', avec un renouvellement' if renewed else ''}", f"au plus {longest}, renouvelable une fois"),
        ("ceiling", f"Montant : {euros(amount)}", f"au plus {most.text(date)} des recettes, soit {euros(most.at(date) * values['revenue'])}"),
        ("outstanding", f"Avance précédente {settled}", "pas de nouvelle avance avant remboursement ou incorporation"),
        ("equity", f"Capitaux propres : {euros(values['equity'])}", f"au moins {least.text(date)} du capital, soit {euros(least.at(date) * last.capital)}"),
    )
    read = f"L. 1522-5 du CGCT, {law.ADVANCE_YEARS.state(date)}"
    sources = {"ceiling": most.cited(read, date)}
    rows = [[words, "non respectée" if key in faults else "respectée", f"{rule} ({sources.get(key, read)})"] for key, words, rule in checks]
    verdict = "non permise : il faut d’abord être associé" if "member" in faults else "non permise" if faults else "permise à une associée"
    rows.append(["Avance", verdict, "les conditions sont cumulatives ; l’assemblée délibérante se prononce"])
    turned = f"{euros(min(amount, down(last.room)))} au plus"
    rows.append(["À l’échéance, transformable en parts", turned, f"l’incorporation respecte le plafond de {law.PUBLIC_CEILING.text(date)}"])
    return Table(title, headers, rows)

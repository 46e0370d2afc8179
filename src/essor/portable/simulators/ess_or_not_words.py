"""What « ESS ou non ? » explains: the rates of the law, and why a structure belongs or does not."""

from essor.portable.checks import share_of
from essor.portable.french import euros, listed, number, percent
from essor.portable.rules import ess as law
from essor.portable.rules.dated import CHECKED, cited
from essor.portable.simulators.declaration import Table

LAW = "art. 1er, II, 2°, c"
ASK_FIRST = "Avant tout calcul, demandez l’extrait du registre, avec la mention « entreprise de l’ESS », et regardez la liste de la CRESS."
FUND = (law.FUND_SHARE, law.FUND_CEILING)  # what says whether the fund is fed


def fund_law(date):
    """What to cite for what the development fund receives."""
    return cited(LAW, date, FUND)


def kept_law(date):
    """What to cite for the share of the profit to keep."""
    return law.KEPT_SHARE.cited(LAW, date)


def least_kept(date):
    """The least share of the profit to keep: the rate, or the law's floor before it was set."""
    return (law.KEPT_SHARE if law.rates_are_set(date) else law.KEPT_FLOOR).at(date)


def over(a):
    """Whether more is set aside than the year earned."""
    return law.kept(a) > a.profit


def missing(conditions):
    """What is said of each condition that fails."""
    return [failing for _, failing, answer in conditions if answer is False]


def asked_first(form, date):
    """Whether a register says already that the company belongs, before anything is computed."""
    return form == "company" and law.rates_are_set(date)


def rates_table(a, date):
    if not law.rates_are_set(date):
        waits = " ; taux exact attendu (août 2015)"
        floors = (("au fonds de développement", law.FUND_FLOOR), ("gardé en tout", law.KEPT_FLOOR))
        rows = [[name, f"au moins {floor.text(date)} du bénéfice{waits}", f"{floor.entry(date).article} ({floor.state(date)})"] for name, floor in floors]
        return Table("Les taux à respecter", ["Règle", "Taux", "Source"], rows)
    rates = (
        ("au fonds de développement, au moins", law.FUND_SHARE, "du bénéfice", law.fund_owed(a, date)),
        ("réserves à partir desquelles le fonds n’est plus à doter", law.FUND_CEILING, "du capital", law.FUND_CEILING.at(date) * a.capital),
        ("gardé en tout, au moins", law.KEPT_SHARE, "du bénéfice", law.kept_owed(a, date)),
    )
    rows = [[name, f"{rate.text(date)} {of}", euros(amount), rate.source(date)] for name, rate, of, amount in rates]
    return Table("Les taux à respecter, pour ce bénéfice", ["Règle", "Taux", "En euros", "Source"], rows)


def why_steps(form, a, conditions, belongs, date):
    if form == "public":
        return [
            "L’article 1er, I, de la loi du 31 juillet 2014 réserve l’ESS aux personnes morales de droit privé.",
            "Une collectivité ou un établissement public est une personne publique : elle peut soutenir l’ESS, mais elle n’en fait pas partie.",
        ]
    if form != "company":
        name = {"association": "association", "cooperative": "coopérative", "mutual": "mutuelle", "foundation": "fondation"}[form]
        return [
            "La loi du 31 juillet 2014 met dans l’ESS de plein droit les associations, coopératives, mutuelles et fondations (art. 1er, II, 1°).",
            f"Votre structure est une {name} : sa forme suffit, sans taux à respecter sur ses bénéfices.",
            "Elle reste tenue par les principes du I : un but autre que le seul partage des bénéfices, une gouvernance démocratique, et une gestion qui "
            "garde la majorité des bénéfices pour l’activité et des réserves impartageables.",
        ]
    steps = ([ASK_FIRST] if asked_first(form, date) else []) + [
        "Une société commerciale n’est dans l’ESS que sous conditions : les principes du I, une utilité sociale, des bénéfices gardés (art. 1er, II, 2°).",
        _why_statutes(conditions),
    ]
    if over(a):
        steps.append(f"Vous affectez {euros(law.kept(a))} pour un bénéfice de {euros(a.profit)} : cette affectation ne peut pas être jugée.")
    elif not a.profit:
        steps.append(f"Sans bénéfice cette année, il n’y a rien à affecter ni au fonds de développement ni aux réserves ({LAW}).")
    else:
        steps += [_why_fund(a, date), _why_kept(a, date)]
    steps.append(_why_belongs(conditions, belongs, a=a, date=date))
    return steps


def _why_statutes(conditions):
    failing = missing(conditions[:5])
    if not failing:
        return "Vos cinq réponses sur le but, la gouvernance, les réserves, l’utilité sociale et le capital remplissent ce que la loi demande."
    return f"La société ne remplit pas tout ce que la loi demande : {listed(failing)}."


def _why_fund(a, date):
    given = f"il reçoit {euros(a.to_fund)}"
    if not law.rates_are_set(date):
        floor = euros(law.FUND_FLOOR.at(date) * a.profit)
        return f"En novembre 2014, la loi fixe un plancher au fonds de développement, s’il est à doter : {law.FUND_FLOOR.text(date)}, soit {floor} ; {given}."
    if not a.capital:
        return f"Sans capital auquel comparer les réserves, aucune dotation du fonds de développement n’est comptée ({fund_law(date)}) ; {given}."
    full = f"{law.FUND_CEILING.text(date)} du capital, soit {euros(law.FUND_CEILING.at(date) * a.capital)}"
    if not law.fund_is_due(a.capital, a.reserves, date):
        return f"Les réserves, {euros(a.reserves)}, atteignent {full} : le fonds de développement n’est plus à doter ({fund_law(date)}) ; {given}."
    return (
        f"Les réserves, {euros(a.reserves)}, n’atteignent pas {full} : le fonds de développement doit recevoir {law.FUND_SHARE.text(date)} du bénéfice, "
        f"soit {euros(law.fund_owed(a, date))} ({fund_law(date)}) ; {given}."
    )


def _why_kept(a, date):
    kept = f"{euros(a.to_fund)} au fonds et {euros(a.kept_otherwise)} aux autres réserves et au report font {euros(law.kept(a))}, "
    kept += f"{percent(share_of(law.kept(a), a.profit), 1)} du bénéfice"
    least = f"{percent(least_kept(date))}, soit {euros(least_kept(date) * a.profit)}"
    if not law.rates_are_set(date):
        return f"{kept} ; le plancher de la loi est de {least} ({LAW}), et le taux exact attend un arrêté, qui paraîtra en août 2015."
    return f"{kept} ; il faut en garder {least}, fonds compris ({kept_law(date)})."


def _why_belongs(conditions, belongs, a, date):
    known = [answer for _, _, answer in conditions if answer is not None]
    count = f"{number(len([answer for answer in known if answer]))} sur {number(len(known))}"
    if belongs is None:
        lacking = "l’affectation est à corriger" if over(a) else "les taux manquent"
        return f"Les conditions connues sont remplies, {count}, mais {lacking} : on ne peut pas conclure."
    if belongs:
        text = f"Toutes les conditions examinées sont remplies, {count} : la société peut être dans l’ESS si ses statuts prévoient ces conditions"
        return text + (" ; demandez l’extrait du registre qui porte la mention « entreprise de l’ESS »." if date == CHECKED else ".")
    return f"Conditions remplies : {count} ; elles sont exigées ensemble, et une seule qui manque laisse la société hors de l’ESS."

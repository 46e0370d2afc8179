"""« ESS ou non ? »: article 1 of the law of 31 July 2014, by right or on conditions.

The conditions are those of rules.ess. In 2014 the law set only floors for what companies keep: a company below them did
not belong, and nobody could conclude for one above.
"""

from essor.given.words import words_of
from essor.portable.french import NBSP, euros, listed, number, percent, quantity
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.decision import Question, decision
from essor.portable.pictures.plot import Mark
from essor.portable.rules import ess as law
from essor.portable.rules.dated import CHECKED
from essor.portable.simulators.controls import Choice, Number, Regime, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Preset, Simulator, Table, Verdict, Why, note

FORMS = (
    ("association", "Association"),
    ("cooperative", "Coopérative (SCOP, SCIC…)"),
    ("mutual", "Mutuelle"),
    ("foundation", "Fondation"),
    ("company", "Société commerciale non coopérative (SAS, SARL, SA)"),
    ("public", "Collectivité ou établissement public"),
)
COMPANY = ("form", ("company",))
LAW = "art. 1er, II, 2°, c"
ASK_FIRST = "Avant tout calcul, demandez l’extrait du registre, avec la mention « entreprise de l’ESS », et regardez la liste de la CRESS."
MOST = 10000000

CONTROLS = (
    Regime(),
    Choice("form", options=FORMS, default="company"),
    Switch("purpose", default=True, only=COMPANY),
    Switch("democratic", default=True, only=COMPANY),
    Switch("managed", default=True, only=COMPANY),
    Switch("utility", default=True, only=COMPANY),
    Switch("capital_kept", default=True, only=COMPANY),
    Number("profit", low=0, high=MOST, step=1000, default=50000, unit="€", integer=True, only=COMPANY),
    Number("capital", low=0, high=MOST, step=1000, default=60000, unit="€", integer=True, only=COMPANY),
    Number("reserves", low=0, high=MOST, step=1000, default=6000, unit="€", integer=True, only=COMPANY),
    Number("to_fund", low=0, high=MOST, step=1000, default=10000, unit="€", integer=True, only=COMPANY),
    Number("kept_otherwise", low=0, high=MOST, step=1000, default=10000, unit="€", integer=True, only=COMPANY),
)

PRESETS = (
    Preset("societe", {}),
    Preset("societe-conforme", {"kept_otherwise": 15000}),
    Preset("reserves", {"reserves": 12000, "to_fund": 0, "kept_otherwise": 25000}),
    Preset("association", {"form": "association"}),
)

BET = Number("guess", low=0, high=100, step=1, default=20, unit="%", decimals=1, choices=(20, 50, 70))


def _today(values):
    """The year's allocation of a company under the law of today, or None."""
    if values["form"] != "company" or values["regime"] != "today":
        return None
    return law.Allocation(*[values[name] for name in ("profit", "capital", "reserves", "to_fund", "kept_otherwise")])


def _admitted(outcome):
    return outcome.indicators[0].verdict.ok is True


def _just_enough(values, outcome):
    a = _today(values)
    return a is not None and a.profit > 0 and _admitted(outcome) and law.kept(a) == law.kept_owed(a, CHECKED)


def _refused_with_half(values, outcome):
    """All is as it should be, but for the fund."""
    a = _today(values)
    lacking = len([row for row in outcome.tables[0].rows if row[1] == "non"])
    return a is not None and not _over(a) and law.keeps_enough(a, CHECKED) and not law.feeds_the_fund(a, CHECKED) and lacking == 1


def _without_a_fund(values, outcome):
    a = _today(values)
    return a is not None and a.profit > 0 and a.to_fund == 0 and _admitted(outcome)


CHALLENGES = (
    Challenge("juste", _just_enough, {"kept_otherwise": 15000}),
    Challenge("refusee", _refused_with_half, {"to_fund": 8000, "kept_otherwise": 17000}),
    Challenge("sans-fonds", _without_a_fund, {"reserves": 12000, "to_fund": 0, "kept_otherwise": 25000}),
)


def compute(values):
    date = values["date"]
    form = values["form"]
    company = form == "company"
    a = law.Allocation(*[values[name] for name in ("profit", "capital", "reserves", "to_fund", "kept_otherwise")])
    conditions = _conditions(values, a, date)
    known = [answer for _, _, answer in conditions if answer is not None]
    met = len([answer for answer in known if answer])
    certain = len(known) == len(conditions)
    principles = law.respects_the_principles(values["purpose"], values["democratic"], values["managed"])
    belongs = law.belongs_by_right(form, date) or law.belongs_on_conditions(
        form, principles, social_utility=values["utility"], capital_kept=values["capital_kept"], allocation=None if _over(a) else a, date=date
    )
    count = f"{number(met)} sur {number(len(known))}{'' if certain else ' connues'}"
    yield Headline(_headline(form, belongs, conditions=conditions, a=a))
    yield Indicator("conditions", count, number=met, verdict=Verdict(belongs, _verdict(form, belongs, a)))
    if company:
        yield from _company_indicators(a, date)
    else:
        yield Indicator("company_rates", "0", number=0, verdict=note("restent les principes du I : but, gouvernance, gestion"))
    yield Figure(
        "Le chemin de votre cas",
        _path_reading(form, belongs, conditions=conditions, a=a),
        lambda view: decision(view, _questions(form, conditions), "Relève de l’ESS, sous conditions"),
    )
    guess = values["guess"]
    yield Figure("Ce que devient le bénéfice d’une société commerciale", _bars_reading(a, date, company), lambda view: _bars(view, a, date, guess))
    yield _sentence(form, belongs, conditions=conditions, a=a) + (f" {ASK_FIRST}" if _asked_first(form, date) else "")
    yield Why(lambda: _why_steps(form, a, conditions=conditions, belongs=belongs, date=date))
    yield _conditions_table(conditions)
    if company:
        yield _rates_table(a, date)
    yield lambda guess: _answer(guess, a, date)


def _conditions(values, a, date):
    """(what is asked, what is said when it fails, True, False or None when nobody could tell) for the form chosen."""
    form = values["form"]
    if law.belongs_by_right(form, date):
        return [("forme visée de plein droit (art. 1er, II, 1°)", "", True)]
    if form == "public":
        return [("personne morale de droit privé (art. 1er, I)", "c’est une personne publique", False)]
    fed, enough = (None, None) if _over(a) else (law.feeds_the_fund(a, date), law.keeps_enough(a, date))
    return [
        ("but autre que le seul partage des bénéfices (art. 1er, I)", "son seul but est de partager ses bénéfices", values["purpose"]),
        ("gouvernance démocratique (art. 1er, I)", "sa gouvernance n’est pas démocratique", values["democratic"]),
        ("bénéfices gardés, réserves impartageables (art. 1er, I)", "ses réserves peuvent être partagées", values["managed"]),
        ("recherche d’une utilité sociale (art. 1er, II, 2°)", "elle ne recherche pas d’utilité sociale", values["utility"]),
        ("ni amortissement ni réduction du capital hors pertes (art. 1er, II, 2°, c)", "elle réduit ou amortit son capital", values["capital_kept"]),
        ("fonds de développement doté (art. 1er, II, 2°, c)", "elle dote trop peu son fonds", fed),
        ("moitié du bénéfice gardée (art. 1er, II, 2°, c)", "elle ne garde pas la moitié de son bénéfice", enough),
    ]


def _headline(form, belongs, conditions, a):
    if form not in ("company", "public"):
        return "Dans l’ESS de plein droit, par sa forme"
    if belongs:
        return "Dans l’ESS : la société remplit toutes les conditions"
    if belongs is None:
        return "La société affecte plus que son bénéfice" if _over(a) else "En novembre 2014, on ne peut pas encore conclure"
    missing = _missing(conditions)
    return f"Hors de l’ESS : {missing[0] if len(missing) == 1 else number(len(missing)) + ' conditions manquent'}"


def _verdict(form, belongs, a):
    if form == "public":
        return "hors de l’ESS : personne publique — art. 1er, I"
    if form != "company":
        return "relève de l’ESS de plein droit — art. 1er, II, 1°"
    if belongs is None and _over(a):
        return "vous affectez plus que le bénéfice"
    if belongs is None:
        return "on ne peut pas conclure : planchers respectés, mais les taux exacts attendent un arrêté (août 2015)"
    return ("remplit les conditions examinées" if belongs else "ne relève pas de l’ESS") + " — art. 1er, II, 2°"


def _company_indicators(a, date):
    fund_share, kept_share = _share(a.to_fund, a.profit), _share(law.kept(a), a.profit)
    yield Indicator("fund", percent(fund_share, 1), number=fund_share * 100, verdict=_fund_verdict(a, date))
    yield Indicator("kept", percent(kept_share, 1), number=kept_share * 100, verdict=_kept_verdict(a, date))
    yield Indicator("reserves", percent(_share(a.reserves, a.capital), 1), number=_share(a.reserves, a.capital) * 100, verdict=_reserves_verdict(a, date))
    least = _least_kept(date)
    of = f"{euros(least * a.profit)} sur {euros(a.profit)}"
    yield Indicator("owed", percent(least), number=least * 100, verdict=note(of if law.rates_are_set(date) else f"plancher de la loi : {of}"))


def _least_kept(date):
    """The least share of the profit to keep: the rate, or the law's floor before it was set."""
    return (law.KEPT_SHARE if law.rates_are_set(date) else law.KEPT_FLOOR).at(date)


def _over(a):
    """Whether more is set aside than the year earned."""
    return law.kept(a) > a.profit


def _unread(a):
    """Why this year's allocation says nothing, or an empty text."""
    if _over(a):
        return "vous affectez plus que le bénéfice"
    return "" if a.profit else "aucun bénéfice à affecter cette année"


def _fund_verdict(a, date):
    if _unread(a):
        return note(_unread(a))
    if not law.rates_are_set(date):
        return Verdict(law.feeds_the_fund(a, date), f"plancher de {law.FUND_FLOOR.text(date)} si le fonds est à doter ; arrêté attendu — {LAW}")
    if not law.fund_owed(a, date):
        return Verdict(True, f"rien d’obligatoire cette année — {LAW}")
    return Verdict(law.feeds_the_fund(a, date), f"au moins {law.FUND_SHARE.text(date)} — {LAW}")


def _kept_verdict(a, date):
    if _unread(a):
        return note(_unread(a))
    if not law.rates_are_set(date):
        return Verdict(law.keeps_enough(a, date), f"plancher de {law.KEPT_FLOOR.text(date)} ; taux exact attendu — {LAW}")
    return Verdict(law.keeps_enough(a, date), f"au moins {law.KEPT_SHARE.text(date)} — {LAW}")


def _reserves_verdict(a, date):
    if not law.rates_are_set(date):
        return note("part du capital à atteindre : fixée par arrêté en août 2015")
    if not a.capital:
        return note("sans capital, la règle du cinquième ne se lit pas")
    return note(
        "sous un cinquième : le fonds reste à doter" if law.fund_is_due(a.capital, a.reserves, date) else "un cinquième atteint : le fonds n’est plus à doter"
    )


def _share(part, whole):
    """Part over whole; nothing out of nothing is nothing."""
    return part / whole if whole else 0.0


def _questions(form, conditions):
    company = form == "company"
    groups = [None, None, None]
    if company:
        answers = [answer for _, _, answer in conditions]
        groups = [law.respects_the_principles(answers[0], answers[1], answers[2]), answers[3] and answers[4], _all_known(answers[5:])]
    return [
        Question("Personne morale de droit privé ?", form != "public", leaves_on=False, exit="Hors de l’ESS"),
        Question("Association, coopérative, mutuelle ou fondation ?", None if form == "public" else not company, leaves_on=True, exit="ESS de plein droit"),
        Question(f"But, gouvernance et gestion de l’article 1er,{NBSP}I ?", groups[0], leaves_on=False, exit="Hors de l’ESS"),
        Question("Utilité sociale, et capital ni amorti ni réduit ?", groups[1], leaves_on=False, exit="Hors de l’ESS"),
        Question("Bénéfice affecté aux taux fixés ?", groups[2], leaves_on=False, exit="Hors de l’ESS"),
    ]


def _all_known(answers):
    if False in answers:
        return False
    return None if None in answers else True


def _path_reading(form, belongs, conditions, a):
    start = "Cinq questions de haut en bas. "
    if form == "public":
        return f"{start}Votre cas sort à la première : une personne publique n’est pas dans le champ de l’article 1er."
    if form != "company":
        return f"{start}Votre cas sort à la deuxième : sa forme le place dans l’ESS de plein droit."
    if belongs is None and _over(a):
        return f"{start}Votre cas s’arrête devant la dernière : vous affectez plus que le bénéfice."
    if belongs is None:
        return f"{start}Votre cas s’arrête devant la dernière : en novembre 2014, les taux exacts n’étaient pas fixés."
    if belongs:
        return f"{start}Votre cas les passe toutes : la société remplit les conditions examinées."
    return f"{start}Votre société sort avant la fin : {listed(_missing(conditions))}."


def _missing(conditions):
    """What is said of each condition that fails."""
    return [failing for _, failing, answer in conditions if answer is False]


def _asked_first(form, date):
    """Whether a register says already that the company belongs, before anything is computed."""
    return form == "company" and law.rates_are_set(date)


def _sentence(form, belongs, conditions, a):
    if form == "public":
        return "Une personne publique ne relève pas de l’ESS, même si elle la soutient : l’article 1er vise les personnes de droit privé."
    if form != "company":
        return "Cette forme est dans l’ESS de plein droit (art. 1er, II, 1°) ; elle reste tenue par les principes du I : but, gouvernance, gestion."
    if belongs is None and _over(a):
        return "Vous affectez plus que le bénéfice de l’année : corrigez l’affectation avant de conclure."
    if belongs is None:
        return (
            "En novembre 2014, on ne peut pas conclure : les planchers de la loi sont respectés, mais les taux exacts "
            "attendent un arrêté, qui paraîtra en août 2015."
        )
    if belongs:
        return "Cette société remplit les conditions de l’article 1er examinées ici ; elles doivent figurer dans ses statuts."
    return f"Cette société ne relève pas de l’ESS : {listed(_missing(conditions))}."


def _bars(view, a, date, guess):
    names = ["Fonds de développement", "Autres réserves et report", "Total gardé"]
    shares = [_share(amount, a.profit) * 100 for amount in (a.to_fund, a.kept_otherwise, law.kept(a))]
    marks = []
    if not law.rates_are_set(date):
        marks.append(_mark(view, "plancher ", law.KEPT_FLOOR.at(date)))
    else:
        if law.fund_owed(a, date):
            marks.append(_mark(view, "fonds ", law.FUND_SHARE.at(date)))
        marks.append(_mark(view, "total ", law.KEPT_SHARE.at(date)))
    if guess is not None:
        marks.append(Mark("x", guess, "votre pari"))
    series = [Series("part du bénéfice", shares, colour="petrol", texts=[quantity(share, "%", 1) for share in shares])]
    return bar_chart(view, names, series=series, x_title="Part du bénéfice", unit="%", marks=marks)


def _mark(view, name, rate):
    """A rate on the axis of percents; where room is short, its number alone, so that two labels stand apart."""
    return Mark("x", rate * 100, number(rate * 100) if view.narrow else name + percent(rate))


def _bars_reading(a, date, company):
    text = "" if company else "Votre forme n’est pas soumise à ces taux ; voici la société réglée par défaut ou par vous. "
    text += (
        f"Sur {euros(a.profit)} de bénéfice, {euros(a.to_fund)} vont au fonds de développement et "
        f"{euros(a.kept_otherwise)} aux autres réserves et au report : {euros(law.kept(a))} gardés. "
    )
    if not law.rates_are_set(date):
        return f"{text}En novembre 2014, les taux exacts ne sont pas fixés ; plancher de la loi : {euros(law.KEPT_FLOOR.at(date) * a.profit)} gardés."
    return f"{text}Minimums : {euros(law.fund_owed(a, date))} au fonds et {euros(law.kept_owed(a, date))} gardés en tout."


def _conditions_table(conditions):
    words = {True: "oui", False: "non", None: "inconnu"}
    return Table("Les conditions, une à une", ["Condition", "Remplie"], [[name, words[answer]] for name, _, answer in conditions])


def _rates_table(a, date):
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
    rows = [[name, f"{rate.text(date)} {of}", euros(amount), f"{rate.entry(date).article} ({rate.state(date)})"] for name, rate, of, amount in rates]
    return Table("Les taux à respecter, pour ce bénéfice", ["Règle", "Taux", "En euros", "Source"], rows)


def _why_steps(form, a, conditions, belongs, date):
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
    steps = ([ASK_FIRST] if _asked_first(form, date) else []) + [
        "Une société commerciale n’est dans l’ESS que sous conditions : les principes du I, une utilité sociale, des bénéfices gardés (art. 1er, II, 2°).",
        _why_statutes(conditions),
    ]
    if _over(a):
        steps.append(f"Vous affectez {euros(law.kept(a))} pour un bénéfice de {euros(a.profit)} : cette affectation ne peut pas être jugée.")
    elif not a.profit:
        steps.append(f"Sans bénéfice cette année, il n’y a rien à affecter ni au fonds de développement ni aux réserves ({LAW}).")
    else:
        steps += [_why_fund(a, date), _why_kept(a, date)]
    steps.append(_why_belongs(conditions, belongs, a=a, date=date))
    return steps


def _why_statutes(conditions):
    failing = _missing(conditions[:5])
    if not failing:
        return "Vos cinq réponses sur le but, la gouvernance, les réserves, l’utilité sociale et le capital remplissent ce que la loi demande."
    return f"La société ne remplit pas tout ce que la loi demande : {listed(failing)}."


def _why_fund(a, date):
    given = f"il reçoit {euros(a.to_fund)}"
    if not law.rates_are_set(date):
        floor = euros(law.FUND_FLOOR.at(date) * a.profit)
        return f"En novembre 2014, la loi fixe un plancher au fonds de développement, s’il est à doter : {law.FUND_FLOOR.text(date)}, soit {floor} ; {given}."
    if not a.capital:
        return f"Sans capital auquel comparer les réserves, aucune dotation du fonds de développement n’est comptée ({LAW}) ; {given}."
    full = f"{law.FUND_CEILING.text(date)} du capital, soit {euros(law.FUND_CEILING.at(date) * a.capital)}"
    if not law.fund_is_due(a.capital, a.reserves, date):
        return f"Les réserves, {euros(a.reserves)}, atteignent {full} : le fonds de développement n’est plus à doter ({LAW}) ; {given}."
    return (
        f"Les réserves, {euros(a.reserves)}, n’atteignent pas {full} : le fonds de développement doit recevoir {law.FUND_SHARE.text(date)} du bénéfice, "
        f"soit {euros(law.fund_owed(a, date))} ({LAW}) ; {given}."
    )


def _why_kept(a, date):
    kept = f"{euros(a.to_fund)} au fonds et {euros(a.kept_otherwise)} aux autres réserves et au report font {euros(law.kept(a))}, "
    kept += f"{percent(_share(law.kept(a), a.profit), 1)} du bénéfice"
    least = f"{percent(_least_kept(date))}, soit {euros(_least_kept(date) * a.profit)}"
    if not law.rates_are_set(date):
        return f"{kept} ; le plancher de la loi est de {least} ({LAW}), et le taux exact attend un arrêté, qui paraîtra en août 2015."
    return f"{kept} ; il faut en garder {least}, fonds compris ({LAW})."


def _why_belongs(conditions, belongs, a, date):
    known = [answer for _, _, answer in conditions if answer is not None]
    count = f"{number(len([answer for answer in known if answer]))} sur {number(len(known))}"
    if belongs is None:
        lacking = "l’affectation est à corriger" if _over(a) else "les taux manquent"
        return f"Les conditions connues sont remplies, {count}, mais {lacking} : on ne peut pas conclure."
    if belongs:
        text = f"Toutes les conditions examinées sont remplies, {count} : la société peut être dans l’ESS si ses statuts prévoient ces conditions"
        return text + (" ; demandez l’extrait du registre qui porte la mention « entreprise de l’ESS »." if date == CHECKED else ".")
    return f"Conditions remplies : {count} ; elles sont exigées ensemble, et une seule qui manque laisse la société hors de l’ESS."


def _answer(guess, a, date):
    share = _least_kept(date)
    fact = f"{'la règle demande' if law.rates_are_set(date) else 'la loi fixe un plancher de'} {percent(share)}, soit {euros(share * a.profit)}"
    if guess == share * 100:
        return fact, RIGHT
    if guess == (share + law.FUND_SHARE.at(CHECKED)) * 100:
        return fact, "Vous avez ajouté les deux règles, alors que le fonds de développement compte dans la moitié."
    if guess == law.FUND_SHARE.at(CHECKED) * 100:
        return fact, "Votre chiffre est celui du fonds de développement, qui compte dans la moitié."
    return fact, "Le reste peut être distribué, dans les limites des statuts."


SIMULATOR = Simulator("ess-or-not", CONTROLS, compute=compute, words=words_of(__name__), bet=BET, about="owed", presets=PRESETS, challenges=CHALLENGES)

"""« ESS ou non ? »: article 1 of the law of 31 July 2014, by right or on conditions.

The conditions are those of rules.ess. In 2014 the law set only floors for what companies keep: a company below them did
not belong, and nobody could conclude for one above.
"""

from essor.portable.checks import share_of
from essor.portable.french import NBSP, euros, listed, number, percent, quantity
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.decision import Question, decision
from essor.portable.pictures.plot import Mark
from essor.portable.rules import ess as law
from essor.portable.rules.dated import CHECKED, cited
from essor.portable.simulators.controls import Amended, Choice, Number, Regime, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note
from essor.portable.simulators.ess_or_not_words import ASK_FIRST, FUND, LAW, asked_first, fund_law, kept_law, least_kept, missing, over, rates_table, why_steps

COMPANY = ("form", ("company",))
ANSWERS = ("purpose", "democratic", "managed", "utility", "capital_kept")
# What the year's allocation is made of, in the order of rules.ess.Allocation, and at the start.
AMOUNTS = (("profit", 50000), ("capital", 60000), ("reserves", 6000), ("to_fund", 10000), ("kept_otherwise", 10000))

CONTROLS = (
    (Regime(), Choice("form", options=("association", "cooperative", "mutual", "foundation", "company", "public"), default="company"))
    + tuple([Switch(name, default=True, only=COMPANY) for name in ANSWERS])
    + tuple([Number(name, low=0, high=10000000, step=1000, default=amount, unit="€", integer=True, only=COMPANY) for name, amount in AMOUNTS])
    + (
        Amended("amended_fund", law.FUND_SHARE, low=0, high=100, step=1),
        Amended("amended_full", law.FUND_CEILING, low=0, high=100, step=1),
        Amended("amended_kept", law.KEPT_SHARE, low=0, high=100, step=1),
    )
)

PRESETS = (
    Preset("societe", {}),
    Preset("societe-conforme", {"kept_otherwise": 15000}),
    Preset("reserves", {"reserves": 12000, "to_fund": 0, "kept_otherwise": 25000}),
    Preset("association", {"form": "association"}),
)

BET = Number("guess", low=0, high=100, step=1, default=20, unit="%", decimals=1, choices=(20, 50, 70))


def _allocation(values):
    return law.Allocation(*[values[name] for name, _ in AMOUNTS])


def _today(values):
    """The year's allocation of a company under the law of today, or None."""
    return _allocation(values) if values["form"] == "company" and values["regime"] == "today" else None


def _admitted(outcome):
    return outcome.indicator("conditions").verdict.ok is True


def _just_enough(values, outcome):
    a = _today(values)
    return a is not None and a.profit > 0 and _admitted(outcome) and law.kept(a) == law.kept_owed(a, CHECKED)


def _refused_with_half(values, outcome):
    """All is as it should be, but for the fund."""
    a = _today(values)
    lacking = len([row for row in outcome.tables[0].rows if row[1] == "non"])
    return a is not None and not over(a) and law.keeps_enough(a, CHECKED) and not law.feeds_the_fund(a, CHECKED) and lacking == 1


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
    a = _allocation(values)
    conditions = _conditions(values, a, date)
    known = [answer for _, _, answer in conditions if answer is not None]
    met = len([answer for answer in known if answer])
    certain = len(known) == len(conditions)
    principles = law.respects_the_principles(values["purpose"], values["democratic"], values["managed"])
    belongs = law.belongs_by_right(form, date) or law.belongs_on_conditions(
        form, principles, social_utility=values["utility"], capital_kept=values["capital_kept"], allocation=None if over(a) else a, date=date
    )
    count = f"{number(met)} sur {number(len(known))}{'' if certain else ' connues'}"
    yield Headline(_headline(form, belongs, conditions=conditions, a=a))
    yield Indicator("conditions", count, number=met, verdict=Verdict(belongs, _verdict(form, belongs, a=a, date=date)))
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
    yield _sentence(form, belongs, conditions=conditions, a=a, date=date) + (f" {ASK_FIRST}" if asked_first(form, date) else "")
    yield Why(lambda: why_steps(form, a, conditions=conditions, belongs=belongs, date=date))
    yield Later(lambda: _conditions_table(conditions))
    if company:
        yield Later(lambda: rates_table(a, date))
    yield lambda guess: _answer(guess, a, date)


def _conditions(values, a, date):
    """(what is asked, what is said when it fails, True, False or None when nobody could tell) for the form chosen."""
    form = values["form"]
    if law.belongs_by_right(form, date):
        return [("forme visée de plein droit (art. 1er, II, 1°)", "", True)]
    if form == "public":
        return [("personne morale de droit privé (art. 1er, I)", "c’est une personne publique", False)]
    fed, enough = (None, None) if over(a) else (law.feeds_the_fund(a, date), law.keeps_enough(a, date))
    return [
        ("but autre que le seul partage des bénéfices (art. 1er, I)", "son seul but est de partager ses bénéfices", values["purpose"]),
        ("gouvernance démocratique (art. 1er, I)", "sa gouvernance n’est pas démocratique", values["democratic"]),
        ("bénéfices gardés, réserves impartageables (art. 1er, I)", "ses réserves peuvent être partagées", values["managed"]),
        ("recherche d’une utilité sociale (art. 1er, II, 2°)", "elle ne recherche pas d’utilité sociale", values["utility"]),
        ("ni amortissement ni réduction du capital hors pertes (art. 1er, II, 2°, c)", "elle réduit ou amortit son capital", values["capital_kept"]),
        (f"fonds de développement doté ({fund_law(date)})", "elle dote trop peu son fonds", fed),
        _kept_condition(date) + (enough,),
    ]


def _kept_condition(date):
    """What is asked of the profit kept, and what is said when it fails."""
    if law.KEPT_SHARE.is_amended(date):
        return f"{law.KEPT_SHARE.text(date)} du bénéfice gardés ({kept_law(date)})", "elle garde trop peu de son bénéfice"
    return f"moitié du bénéfice gardée ({LAW})", "elle ne garde pas la moitié de son bénéfice"


def _headline(form, belongs, conditions, a):
    if form not in ("company", "public"):
        return "Dans l’ESS de plein droit, par sa forme"
    if belongs:
        return "Dans l’ESS : la société remplit toutes les conditions"
    if belongs is None:
        return "La société affecte plus que son bénéfice" if over(a) else "En novembre 2014, on ne peut pas encore conclure"
    lacking = missing(conditions)
    return f"Hors de l’ESS : {lacking[0] if len(lacking) == 1 else number(len(lacking)) + ' conditions manquent'}"


def _verdict(form, belongs, a, date):
    if form == "public":
        return "hors de l’ESS : personne publique — art. 1er, I"
    if form != "company":
        return "relève de l’ESS de plein droit — art. 1er, II, 1°"
    if belongs is None and over(a):
        return "vous affectez plus que le bénéfice"
    if belongs is None:
        return "on ne peut pas conclure : planchers respectés, mais les taux exacts attendent un arrêté (août 2015)"
    article = cited("art. 1er, II, 2°", date, FUND + (law.KEPT_SHARE,))
    return f"{'remplit les conditions examinées' if belongs else 'ne relève pas de l’ESS'} — {article}"


def _company_indicators(a, date):
    fund_share, kept_share = share_of(a.to_fund, a.profit), share_of(law.kept(a), a.profit)
    unread = _unread(a)
    yield Indicator("fund", percent(fund_share, 1), number=fund_share * 100, verdict=note(unread) if unread else _fund_verdict(a, date))
    yield Indicator("kept", percent(kept_share, 1), number=kept_share * 100, verdict=note(unread) if unread else _kept_verdict(a, date))
    yield Indicator("reserves", percent(share_of(a.reserves, a.capital), 1), number=share_of(a.reserves, a.capital) * 100, verdict=_reserves_verdict(a, date))
    least = least_kept(date)
    of = f"{euros(least * a.profit)} sur {euros(a.profit)}"
    yield Indicator("owed", percent(least), number=least * 100, verdict=note(of if law.rates_are_set(date) else f"plancher de la loi : {of}"))


def _unread(a):
    """Why this year's allocation says nothing, or an empty text."""
    if over(a):
        return "vous affectez plus que le bénéfice"
    return "" if a.profit else "aucun bénéfice à affecter cette année"


def _fund_verdict(a, date):
    if not law.rates_are_set(date):
        return Verdict(law.feeds_the_fund(a, date), f"plancher de {law.FUND_FLOOR.text(date)} si le fonds est à doter ; arrêté attendu — {LAW}")
    if not law.fund_owed(a, date):
        return Verdict(True, f"rien d’obligatoire cette année — {fund_law(date)}")
    return Verdict(law.feeds_the_fund(a, date), f"au moins {law.FUND_SHARE.text(date)} — {fund_law(date)}")


def _kept_verdict(a, date):
    if not law.rates_are_set(date):
        return Verdict(law.keeps_enough(a, date), f"plancher de {law.KEPT_FLOOR.text(date)} ; taux exact attendu — {LAW}")
    return Verdict(law.keeps_enough(a, date), f"au moins {law.KEPT_SHARE.text(date)} — {kept_law(date)}")


def _reserves_verdict(a, date):
    if not law.rates_are_set(date):
        return note("part du capital à atteindre : fixée par arrêté en août 2015")
    if not a.capital:
        return note("sans capital, cette règle ne se lit pas")
    full, due = law.FUND_CEILING.text(date), law.fund_is_due(a.capital, a.reserves, date)
    return note(f"sous {full} du capital : le fonds reste à doter" if due else f"{full} du capital atteints : le fonds n’est plus à doter")


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
    if belongs is None and over(a):
        return f"{start}Votre cas s’arrête devant la dernière : vous affectez plus que le bénéfice."
    if belongs is None:
        return f"{start}Votre cas s’arrête devant la dernière : en novembre 2014, les taux exacts n’étaient pas fixés."
    if belongs:
        return f"{start}Votre cas les passe toutes : la société remplit les conditions examinées."
    return f"{start}Votre société sort avant la fin : {listed(missing(conditions))}."


def _sentence(form, belongs, conditions, a, date):
    if form == "public":
        return "Une personne publique ne relève pas de l’ESS, même si elle la soutient : l’article 1er vise les personnes de droit privé."
    if form != "company":
        return "Cette forme est dans l’ESS de plein droit (art. 1er, II, 1°) ; elle reste tenue par les principes du I : but, gouvernance, gestion."
    if belongs is None and over(a):
        return "Vous affectez plus que le bénéfice de l’année : corrigez l’affectation avant de conclure."
    if belongs is None:
        return (
            "En novembre 2014, on ne peut pas conclure : les planchers de la loi sont respectés, mais les taux exacts "
            "attendent un arrêté, qui paraîtra en août 2015."
        )
    if belongs:
        amended = cited("", date, FUND + (law.KEPT_SHARE,))
        of = f"examinées ici, avec {amended}" if amended else "de l’article 1er examinées ici"
        return f"Cette société remplit les conditions {of} ; elles doivent figurer dans ses statuts."
    return f"Cette société ne relève pas de l’ESS : {listed(missing(conditions))}."


def _bars(view, a, date, guess):
    names = ["Fonds de développement", "Autres réserves et report", "Total gardé"]
    shares = [share_of(amount, a.profit) * 100 for amount in (a.to_fund, a.kept_otherwise, law.kept(a))]
    marks = []
    if not law.rates_are_set(date):
        marks.append(_mark(view, "plancher ", law.KEPT_FLOOR.at(date)))
    else:
        if law.fund_owed(a, date):
            marks.append(_mark(view, "fonds ", law.FUND_SHARE.at(date)))
        marks.append(_mark(view, "total ", law.KEPT_SHARE.at(date)))
    series = [Series("part du bénéfice", shares, colour="petrol", texts=[quantity(share, "%", 1) for share in shares])]
    return bar_chart(view, names, series=series, x_title="Part du bénéfice", unit="%", marks=marks + bet_on("x", guess))


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


def _answer(guess, a, date):
    share = least_kept(date)
    who = "la règle demande" if law.rates_are_set(date) else "la loi fixe un plancher de"
    who = "votre amendement demande" if law.KEPT_SHARE.is_amended(date) else who
    fact = f"{who} {percent(share)}, soit {euros(share * a.profit)}"
    if guess == share * 100:
        return fact, RIGHT
    if guess == (share + law.FUND_SHARE.at(CHECKED)) * 100:
        return fact, "Vous avez ajouté les deux règles, alors que le fonds de développement compte dans ce total."
    if guess == law.FUND_SHARE.at(CHECKED) * 100:
        return fact, "Votre chiffre est celui du fonds de développement, qui compte dans ce total."
    return fact, "Le reste peut être distribué, dans les limites des statuts."


SIMULATOR = Simulator("ess-or-not", CONTROLS, compute=compute, bet=BET, about="owed", presets=PRESETS, challenges=CHALLENGES)

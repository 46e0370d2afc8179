"""« ESS ou non ? »: article 1 of the law of 31 July 2014, by right or on conditions.

The conditions are those of rules.ess. In 2014 the rates imposed on companies were not set yet: nobody could conclude.
"""

from essor.charts.bars import Series, bar_chart
from essor.charts.decision import Question, decision_path
from essor.charts.frame import Mark
from essor.french import euros, number, percent, quantity
from essor.rules.ess import (
    CHECKED,
    FUND_CEILING,
    FUND_SHARE,
    KEPT_SHARE,
    Allocation,
    belongs_by_right,
    fund_is_due,
    fund_owed,
    kept,
    kept_owed,
    rates_are_set,
    respects_the_principles,
)
from essor.simulators.declaration import (
    Choice,
    Figure,
    Indicator,
    Method,
    Number,
    Outcome,
    Prediction,
    Preset,
    Simulator,
    Switch,
    Table,
    Verdict,
)

DATES = {"2014": "2014-11-30", "today": CHECKED}
REGIMES = (("2014", "Novembre 2014"), ("today", "Aujourd’hui"))
FORMS = (
    ("association", "Association"),
    ("cooperative", "Coopérative (SCOP, SCIC…)"),
    ("mutual", "Mutuelle"),
    ("foundation", "Fondation"),
    ("company", "Société commerciale (SAS, SARL, SA)"),
    ("public", "Collectivité ou établissement public"),
)
COMPANY = ("form", ("company",))
MOST = 10000000
GUESS_PROFIT = 40000

CONTROLS = (
    Choice("regime", "Droit appliqué", REGIMES, "today", "Les taux imposés aux sociétés ont été fixés en août 2015."),
    Choice("form", "Forme juridique", FORMS, "company", "La forme décide de la route : de plein droit, sur conditions, ou hors du champ."),
    Switch("purpose", "But autre que le seul partage des bénéfices", True, "Inscrit dans les statuts.", COMPANY),
    Switch("democratic", "Gouvernance démocratique", True,
           "Les statuts prévoient l’information et la participation des associés et des salariés, sans que le capital décide de tout.", COMPANY),
    Switch("managed", "Bénéfices surtout gardés, réserves obligatoires impartageables", True,
           "La majorité des bénéfices sert à maintenir ou développer l’activité.", COMPANY),
    Switch("utility", "Recherche d’une utilité sociale", True, "Au sens de l’article 2 de la loi.", COMPANY),
    Switch("no_buyback", "Pas de rachat de ses propres parts", True, "Sauf les exceptions prévues par la loi.", COMPANY),
    Number("profit", "Bénéfice de l’année", 0, MOST, 1000, 50000, "€", "Diminué des pertes antérieures. Société fictive.", integer=True, only=COMPANY),
    Number("capital", "Capital social", 0, MOST, 1000, 60000, "€", "Société fictive.", integer=True, only=COMPANY),
    Number("reserves", "Réserves avant ce bénéfice", 0, MOST, 1000, 6000, "€", "Toutes les réserves, avant l’affectation.", integer=True, only=COMPANY),
    Number("to_fund", "Versé au fonds de développement", 0, MOST, 1000, 10000, "€",
           "Une réserve que les statuts rendent obligatoire.", integer=True, only=COMPANY),
    Number("kept_otherwise", "Autres réserves obligatoires et report", 0, MOST, 1000, 10000, "€",
           "Réserve légale, report bénéficiaire.", integer=True, only=COMPANY),
)

PRESETS = (
    Preset("societe", "Une société qui distribue trop", "Société fictive : le fonds est doté, mais moins de la moitié du bénéfice reste.", {}),
    Preset("societe-conforme", "La même, en règle", "Elle laisse 5 000 € de plus au report.", {"kept_otherwise": 15000}),
    Preset("reserves", "Des réserves déjà hautes", "Ses réserves atteignent le cinquième du capital : le fonds n’est plus à doter.",
           {"reserves": 12000, "to_fund": 0, "kept_otherwise": 25000}),
    Preset("association", "Une association", "De plein droit, par sa forme.", {"form": "association"}),
)

PREDICTION = Prediction(
    "Une société commerciale qui veut relever de l’ESS fait 40 000 € de bénéfice. Quelle part doit-elle garder au moins, en réserves obligatoires ou en report ?",
    Number("guess", "Votre prédiction", 0, 100, 1, 20, "%", decimals=1),
)

METHOD = Method(
    formulas=(
        ("de plein droit ⇔ association, coopérative, mutuelle ou fondation", "article 1er, II, 1° : la forme suffit."),
        ("fonds de développement ≥ 20 % du bénéfice, tant que réserves < 1/5 du capital", "sociétés commerciales, arrêté du 3 août 2015, art. 1er."),
        ("fonds + autres réserves obligatoires + report ≥ 50 % du bénéfice", "sociétés commerciales, même arrêté, art. 2."),
    ),
    hypotheses=(
        "Les réserves sont comparées au capital avant l’affectation du bénéfice de l’année.",
        "Le fonds de développement, réserve obligatoire par les statuts, compte dans la moitié à garder.",
        "Chaque réponse oui ou non suppose que les statuts le prévoient.",
    ),
    limits=(
        "La loi vise aussi des personnes morales précises (sociétés d’assurance mutuelles, par exemple) que la liste ne détaille pas.",
        "Le simulateur ne vérifie pas la gouvernance : il prend votre réponse.",
        "En novembre 2014, la loi renvoyait les taux à un arrêté qui n’était pas paru : on ne pouvait pas conclure pour une société.",
    ),
    sources=(
        "Loi n° 2014-856 du 31 juillet 2014, art. 1er, I et II.",
        "Arrêté du 3 août 2015, JO du 11 août 2015, art. 1er et 2 (pris pour l’application de l’art. 1er).",
    ),
)


def compute(values, guess):
    date = DATES[values["regime"]]
    form = values["form"]
    a = _allocation(values)
    conditions = _conditions(values, a, date)
    known = [answer for _, answer in conditions if answer is not None]
    met = len([answer for answer in known if answer])
    company = form == "company"
    certain = len(known) == len(conditions)
    # A condition that fails settles the case, even while the rates are unknown.
    belongs = met == len(known)
    if belongs and not certain:
        belongs = None
    indicators = [
        Indicator("Conditions remplies", number(met) + " sur " + number(len(known)) + ("" if certain else " connues"), met,
                  Verdict(belongs, _verdict(form, belongs)))
    ]
    if company:
        indicators += _company_indicators(a, date)
    else:
        indicators.append(Indicator("Taux imposés au bénéfice", "0", 0, Verdict(None, "par l’article 1er ; d’autres textes encadrent la forme choisie")))
    return Outcome(
        [
            Figure("svg", "Le chemin de votre cas", _path_reading(form, belongs, conditions),
                   lambda view: decision_path(view, _questions(form, conditions), "Relève de l’ESS, sur conditions")),
            Figure("plotly", "Ce que devient le bénéfice d’une société commerciale", _bars_reading(a, date, company),
                   lambda view: _bars(view, a, date)),
        ],
        indicators,
        _sentence(form, belongs, conditions),
        [_conditions_table(conditions), _rates_table(a, date)] if company else [_conditions_table(conditions)],
        _answer(guess),
    )


def _allocation(values):
    return Allocation(values["profit"], values["capital"], values["reserves"], values["to_fund"], values["kept_otherwise"])


def _conditions(values, a, date):
    """(what is asked, True, False or None when nobody could tell) for the form chosen."""
    form = values["form"]
    if belongs_by_right(form, date):
        return [("forme visée de plein droit (art. 1er, II, 1°)", True)]
    if form == "public":
        return [("personne morale de droit privé (art. 1er, I)", False)]
    rates = rates_are_set(date)
    return [
        ("but autre que le seul partage des bénéfices (art. 1er, I)", values["purpose"]),
        ("gouvernance démocratique (art. 1er, I)", values["democratic"]),
        ("bénéfices gardés, réserves impartageables (art. 1er, I)", values["managed"]),
        ("recherche d’une utilité sociale (art. 1er, II, 2°)", values["utility"]),
        ("pas de rachat de ses propres parts (art. 1er, II, 2°)", values["no_buyback"]),
        ("fonds de développement doté (arrêté de 2015, art. 1er)", a.to_fund >= fund_owed(a, date) if rates else None),
        ("moitié du bénéfice gardée (arrêté de 2015, art. 2)", kept(a) >= kept_owed(a, date) if rates else None),
    ]


def _verdict(form, belongs):
    if form == "public":
        return "hors de l’ESS : personne publique — art. 1er, I"
    if form != "company":
        return "relève de l’ESS de plein droit — art. 1er, II, 1°"
    if belongs is None:
        return "on ne peut pas conclure : taux renvoyés à un arrêté, paru en août 2015"
    return ("relève de l’ESS" if belongs else "ne relève pas de l’ESS") + " — art. 1er, II, 2°"


def _company_indicators(a, date):
    unknown = Verdict(None, "taux non fixé en novembre 2014")
    due = owed = half = unknown
    if rates_are_set(date):
        if fund_owed(a, date):
            owed = Verdict(a.to_fund >= fund_owed(a, date), "au moins " + percent(FUND_SHARE.at(date)) + " — arrêté du 3 août 2015, art. 1er")
        else:
            owed = Verdict(True, "rien d’obligatoire cette année — arrêté du 3 août 2015, art. 1er")
        half = Verdict(kept(a) >= kept_owed(a, date), "au moins " + percent(KEPT_SHARE.at(date)) + " — arrêté du 3 août 2015, art. 2")
        due = Verdict(None, "sous un cinquième : le fonds reste à doter" if fund_is_due(a.capital, a.reserves, date)
                      else "un cinquième atteint : le fonds n’est plus à doter")
    fund_share, kept_share = _share(a.to_fund, a.profit), _share(kept(a), a.profit)
    return [
        Indicator("Part au fonds de développement", percent(fund_share, 1), fund_share * 100, owed),
        Indicator("Part gardée au total", percent(kept_share, 1), kept_share * 100, half),
        Indicator("Réserves sur capital", percent(_share(a.reserves, a.capital), 1), _share(a.reserves, a.capital) * 100, due),
    ]


def _share(part, whole):
    """Part over whole; nothing out of nothing is nothing."""
    return part / whole if whole else 0.0


def _questions(form, conditions):
    company = form == "company"
    groups = [None, None, None]
    if company:
        answers = [answer for _, answer in conditions]
        groups = [respects_the_principles(answers[0], answers[1], answers[2]), answers[3] and answers[4], _all_known(answers[5:])]
    return [
        Question("Personne morale de droit privé ?", form != "public", False, "Hors de l’ESS"),
        Question("Association, coopérative, mutuelle ou fondation ?", None if form == "public" else not company, True, "ESS de plein droit"),
        Question("But, gouvernance et gestion de l’article 1er, I ?", groups[0], False, "Hors de l’ESS"),
        Question("Utilité sociale, et pas de rachat de ses parts ?", groups[1], False, "Hors de l’ESS"),
        Question("Bénéfice affecté aux taux fixés ?", groups[2], False, "Hors de l’ESS"),
    ]


def _all_known(answers):
    if False in answers:
        return False
    return None if None in answers else True


def _path_reading(form, belongs, conditions):
    start = "Cinq questions de haut en bas. "
    if form == "public":
        return start + "Votre cas sort à la première : une personne publique n’est pas dans le champ de l’article 1er."
    if form != "company":
        return start + "Votre cas sort à la deuxième : sa forme le place dans l’ESS de plein droit."
    if belongs is None:
        return start + "Votre cas s’arrête devant la dernière : en novembre 2014, les taux n’étaient pas fixés."
    if belongs:
        return start + "Votre cas les passe toutes : la société relève de l’ESS."
    return start + "Votre cas sort avant la fin ; il manque : " + _missing(conditions) + "."


def _missing(conditions):
    return " ; ".join([name for name, answer in conditions if answer is False])


def _sentence(form, belongs, conditions):
    if form == "public":
        return "Une personne publique ne relève pas de l’ESS, même si elle la soutient : l’article 1er vise les personnes de droit privé."
    if form != "company":
        return "Cette forme relève de l’ESS de plein droit : l’article 1er ne lui demande rien de plus ici."
    if belongs is None:
        return "En novembre 2014, on ne peut pas conclure : la loi renvoie les taux à un arrêté, qui paraîtra en août 2015."
    if belongs:
        return "Cette société relève de l’ESS : elle remplit les conditions de l’article 1er, à inscrire dans ses statuts."
    return "Cette société ne relève pas de l’ESS ; il manque : " + _missing(conditions) + "."


def _bars(view, a, date):
    names = ["Fonds de développement", "Autres réserves et report", "Total gardé"]
    shares = [_share(amount, a.profit) * 100 for amount in (a.to_fund, a.kept_otherwise, kept(a))]
    marks = []
    if rates_are_set(date):
        if fund_owed(a, date):
            marks.append(Mark("x", FUND_SHARE.at(date) * 100, ("" if view.narrow else "fonds ") + percent(FUND_SHARE.at(date))))
        marks.append(Mark("x", KEPT_SHARE.at(date) * 100, ("" if view.narrow else "total ") + percent(KEPT_SHARE.at(date))))
    series = [Series("part du bénéfice", shares, "petrol", [quantity(share, "%", 1) for share in shares])]
    return bar_chart(view, names, series, "Part du bénéfice", "%", marks)


def _bars_reading(a, date, company):
    text = "" if company else "Votre forme n’est pas soumise à ces taux ; voici la société réglée par défaut ou par vous. "
    text += (
        "Sur " + euros(a.profit) + " de bénéfice, " + euros(a.to_fund) + " vont au fonds de développement et "
        + euros(a.kept_otherwise) + " aux autres réserves et au report : " + euros(kept(a)) + " gardés. "
    )
    if not rates_are_set(date):
        return text + "En novembre 2014, les taux ne sont pas fixés."
    return text + "Minimums : " + euros(fund_owed(a, date)) + " au fonds et " + euros(kept_owed(a, date)) + " gardés en tout."


def _conditions_table(conditions):
    words = {True: "oui", False: "non", None: "inconnu à cette date"}
    return Table("Les conditions, une à une", ["Condition", "Remplie"], [[name, words[answer]] for name, answer in conditions])


def _rates_table(a, date):
    if not rates_are_set(date):
        return Table("Les taux à respecter", ["Règle", "Taux", "Source"], [["fonds et report", "non fixés", "arrêté à paraître (août 2015)"]])
    sources = (FUND_SHARE.entry(date)[2], FUND_CEILING.entry(date)[2], KEPT_SHARE.entry(date)[2])
    return Table(
        "Les taux à respecter, pour ce bénéfice",
        ["Règle", "Taux", "En euros", "Source"],
        [
            ["au fonds de développement, au moins", percent(FUND_SHARE.at(date)) + " du bénéfice", euros(fund_owed(a, date)), sources[0]],
            ["réserves à partir desquelles le fonds n’est plus à doter", percent(FUND_CEILING.at(date)) + " du capital",
             euros(FUND_CEILING.at(date) * a.capital), sources[1]],
            ["gardé en tout, au moins", percent(KEPT_SHARE.at(date)) + " du bénéfice", euros(kept_owed(a, date)), sources[2]],
        ],
    )


def _answer(guess):
    if guess is None:
        return ""
    share = KEPT_SHARE.at(CHECKED)
    said = "Vous aviez prédit " + quantity(guess, "%") + " ; la règle demande " + percent(share) + ", soit " + euros(share * GUESS_PROFIT) + ". "
    if guess == share * 100:
        return said + "Vous aviez vu juste."
    if guess == FUND_SHARE.at(CHECKED) * 100:
        return said + "Votre chiffre est celui du fonds de développement, qui compte dans la moitié."
    return said + "Le reste peut être distribué, dans les limites des statuts."


SIMULATOR = Simulator(
    "ess-or-not", "Conférence", "ESS ou non ?", CONTROLS, compute, METHOD, PRESETS, PREDICTION
)

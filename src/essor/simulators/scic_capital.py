"""« Qui peut encore souscrire au capital d'une SCIC ? »: the public ceiling, watched at each movement of the capital."""

from essor.charts.frame import Mark
from essor.charts.lines import Line, line_chart
from essor.french import euros, listed, percent, quantity, typeset
from essor.models.scic import REDUCED, REFUSED, capital_table
from essor.rules import scic as law
from essor.simulators.declaration import (
    Choice,
    Figure,
    Grid,
    Indicator,
    Method,
    Number,
    Outcome,
    Prediction,
    Preset,
    Simulator,
    Slider,
    Table,
    Verdict,
)

DATES = (("2013", law.BEFORE_LAW), ("2014", law.DAY_OF_2014), ("today", law.CHECKED))
HOLDERS = ("Collectivités et groupements", "Salariés", "Bénéficiaires", "Autres associés")
PUBLIC = 0
MOVEMENTS = 5
MOST = 1000000
EXACT = 1e-6  # euros: what floats may be off by

START = [[20000, 10000, 30000, 40000]]
STORY = [[60000, 0, 0, 0], [0, 5000, 0, 0], [0, 0, 0, -20000], [0, 0, 15000, 0], [0, 0, 0, 0]]
STILL = [[0, 0, 0, 0]] * MOVEMENTS

CONTROLS = (
    Choice("regime", "Droit appliqué", (("2013", "2013, avant la loi"), ("2014", "2014"), ("today", "aujourd’hui")), "today",
           "La loi du 31 juillet 2014 a porté le plafond de 20 à 50 % ; celle du 21 février 2022 a ouvert les avances en compte courant."),
    Choice("form", "Forme de la société", (("SARL", "SARL"), ("SA", "SA"), ("SAS", "SAS")), "SARL",
           "Une SA garde au moins 18 500 € de capital. La SAS n’est ouverte aux SCIC que depuis 2014."),
    Grid("start", "Capital de départ", ("Départ",), [Number("h" + str(i), name, 0, MOST, 1000, 0, "€", integer=True) for i, name in enumerate(HOLDERS)],
         START, "Montants fictifs. « Autres associés » : associations, entreprises, fondateurs, et aussi l’État, qui n’entre pas dans le plafond."),
    Grid("movements", "Souscriptions et retraits", tuple(["Mouvement " + str(rank + 1) for rank in range(MOVEMENTS)]),
         [Number("h" + str(i), name, -MOST, MOST, 1000, 0, "€", integer=True) for i, name in enumerate(HOLDERS)], STORY,
         "Un montant négatif est un retrait : l’associé reprend ses parts. Montants fictifs."),
    Slider("statutory_floor", "Plancher fixé par les statuts", 0, 500000, 1000, 0, "€",
           "Les statuts peuvent interdire de descendre sous un capital plus élevé que le quart.", integer=True),
)

PRESETS = (
    Preset("withdrawal", "Un retrait privé fait franchir 50 %", "Les collectivités vont jusqu’au plafond, puis une entreprise se retire. Montants fictifs.", {}),
    Preset("before-law", "Le même capital en 2013", "20 % des parts aux collectivités : le plafond de l’époque est atteint.", {"regime": "2013", "movements": STILL}),
    Preset("founding", "Une SCIC sans collectivité", "100 000 € d’associés privés : que peuvent apporter les collectivités ?",
           {"start": [[0, 10000, 30000, 60000]], "movements": [[100000, 0, 0, 0]] + [[0, 0, 0, 0]] * (MOVEMENTS - 1)}),
    Preset("floor", "Trop de départs", "Les associés s’en vont : le capital ne peut descendre sous le quart de son plus haut niveau.",
           {"start": [[0, 20000, 30000, 50000]], "movements": [[0, 0, 0, -50000], [0, 0, -25000, 0], [0, -5000, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]}),
)

PREDICTION = Prediction(
    "Au départ, le capital est de 100 000 €, dont 20 000 € aux collectivités. Combien peuvent-elles encore souscrire, ensemble ?",
    Number("guess", "Votre prédiction", 0, MOST, 1000, 30000, "€", decimals=2),
)

METHOD = Method(
    formulas=(
        ("part = capital des collectivités / capital total", "toutes les collectivités, leurs groupements et leurs établissements publics, ensemble ; 50 % exactement est permis."),
        ("x = (plafond × K − C) / (1 − plafond)", "ce qu’elles peuvent ajouter : x entre au numérateur et au dénominateur. K est le capital, C ce qu’elles détiennent déjà. À 50 %, x = K − 2 C."),
        ("plancher = max(K le plus haut / 4 ; minimum légal ; statuts)", "en dessous, aucune part n’est remboursée."),
    ),
    hypotheses=(
        "Toutes les parts sont entièrement libérées ; tous les montants de départ sont fictifs.",
        "Personne ne retire plus qu’il ne détient ; si les retraits d’un mouvement feraient passer sous le plancher, ils sont tous refusés.",
        "Un mouvement qui fait dépasser le plafond n’est pas empêché : il est signalé, parce que le plafond est un état de la société et non un acte de la collectivité.",
        "La société est supposée avoir des salariés : ils sont alors une catégorie obligatoire.",
    ),
    limits=(
        "Durée de deux ans et plafond de 5 % des recettes pour les avances en compte courant : lus dans une version de 2003 de l’article L. 1522-5 ; à vérifier.",
        "Ce que la société doit faire quand le plafond est franchi sans souscription publique n’est pas dit par les sources consultées.",
    ),
    sources=(
        "Loi n° 47-1775 du 10 septembre 1947, art. 13, 19 quinquies, 19 septies et 27.",
        "Loi n° 2014-856 du 31 juillet 2014, art. 33 : plafond de 20 à 50 %, ouverture aux SAS.",
        "Loi n° 2022-217 du 21 février 2022, art. 221 : avances en compte courant.",
    ),
)


def compute(values, guess):
    date = _date(values["regime"])
    steps = capital_table(values["start"][0], values["movements"], PUBLIC, values["form"], values["statutory_floor"], date)
    last = steps[-1]
    ceiling = law.PUBLIC_CEILING.at(date)
    crossings = [rank for rank in range(1, len(steps)) if steps[rank - 1].within and not steps[rank].within]
    free = max(0, last.capital - last.floor)
    indicators = [
        Indicator("Part des collectivités à la fin", percent(last.share, 2), last.share * 100,
                  Verdict(last.within, ("conforme au" if last.within else "au-dessus du") + " plafond de " + percent(ceiling) + " (art. 19 septies)")),
        Indicator("Elles peuvent encore souscrire", euros(_down(last.room)), last.room, _room_verdict(last)),
        Indicator("Franchissements du plafond", str(len(crossings)), len(crossings), _crossing_verdict(steps, crossings, values["movements"])),
        Indicator("Remboursable sur le capital", euros(_down(free)), free,
                  Verdict(None, "plancher de " + euros(last.floor) + " (loi de 1947, art. 13)")),
    ]
    return Outcome(
        [
            Figure("plotly", "La part des collectivités, mouvement après mouvement", _share_reading(steps, ceiling),
                   lambda view: _share_chart(view, steps, ceiling)),
            Figure("plotly", "Le capital, ce qu’en ont les collectivités, et le plancher", _capital_reading(last),
                   lambda view: _capital_chart(view, steps)),
        ],
        indicators,
        _sentence(steps, crossings, ceiling, values["movements"]),
        [_steps_table(steps, values["movements"]), _holders_table(last, values["form"], date)],
        _answer(guess, steps[0], ceiling),
    )


def _date(regime):
    for name, date in DATES:
        if name == regime:
            return date
    raise KeyError(regime)


def _down(amount):
    """Whole euros that do not promise more than `amount`."""
    return int(amount + EXACT)


def _room_verdict(step):
    if step.within:
        return Verdict(None, "toutes ensemble, si personne d’autre ne bouge")
    return Verdict(False, "il faudrait " + euros(step.missing) + " d’autres associés pour revenir au plafond")


def _crossing_verdict(steps, crossings, movements):
    if not crossings:
        if steps[0].within:
            return Verdict(True, "le plafond est tenu à chaque mouvement")
        return Verdict(False, "le plafond est dépassé dès le départ")
    names = []
    for rank in crossings:
        bought = movements[rank - 1][PUBLIC] > 0
        names.append("mouvement " + str(rank) + (", par une souscription publique" if bought else ", sans souscription publique"))
    return Verdict(False, " ; ".join(names))


def _sentence(steps, crossings, ceiling, movements):
    first, last = steps[0], steps[-1]
    if not last.capital:
        return "Aucun capital n’est souscrit à la fin : il n’y a pas de part à mesurer."
    text = "Les collectivités détiennent " + percent(last.share, 2) + " d’un capital de " + euros(last.capital)
    if last.within and not _down(last.room):
        text += " : le plafond de " + percent(ceiling) + " est atteint."
    elif last.within:
        text += " : elles peuvent encore souscrire " + euros(_down(last.room)) + " ensemble."
    else:
        text += ", au-dessus du plafond de " + percent(ceiling) + " : elles ne peuvent plus rien souscrire."
    passive = [rank for rank in crossings if movements[rank - 1][PUBLIC] <= 0]
    if passive:
        text += " Le plafond a été franchi au mouvement " + listed([str(rank) for rank in passive]) + " sans qu’elles aient souscrit."
    elif not first.within:
        text += " Le plafond était dépassé dès le départ."
    return text


def _answer(guess, first, ceiling):
    if guess is None:
        return ""
    said = "Vous aviez prédit " + quantity(guess, "€", 0) + " ; au départ, le calcul donne " + euros(_down(first.room)) + ". "
    if abs(guess - first.room) < 1:
        return said + "Vous aviez vu juste."
    if not first.capital:
        return said + "Sans capital, il n’y a rien à partager : un premier apport public devrait être accompagné."
    naive = ceiling * first.capital - first.holdings[PUBLIC]
    if abs(guess - naive) < 1:
        return said + "Votre calcul garde le capital inchangé ; or chaque euro souscrit l’augmente aussi."
    held = (first.holdings[PUBLIC] + guess) / (first.capital + guess)
    return said + "Avec votre montant, leur part serait de " + percent(held, 1) + ", pour un plafond de " + percent(ceiling) + "."


def _places(steps):
    return list(range(len(steps)))


def _share_chart(view, steps, ceiling):
    line = Line("", _places(steps), [step.share * 100 for step in steps], "petrol", True)
    marks = [Mark("y", ceiling * 100, "plafond " + percent(ceiling))]
    return line_chart(view, [line], typeset("Mouvement (0 : départ)"), "Part des collectivités", marks, y_unit="%", x_step=1, x_range=[0, MOVEMENTS], stairs=True)


def _share_reading(steps, ceiling):
    shares = [percent(step.share, 1) for step in steps]
    return (
        "Part des collectivités, du départ au dernier mouvement : " + listed(shares) + ". Le plafond est de " + percent(ceiling) + "."
    )


def _capital_chart(view, steps):
    places = _places(steps)
    lines = [
        Line("capital", places, [step.capital for step in steps], "ink", True),
        Line("public", places, [step.holdings[PUBLIC] for step in steps], "petrol", True),
        Line("plancher", places, [step.floor for step in steps], "ochre", False),
    ]
    return line_chart(view, lines, typeset("Mouvement (0 : départ)"), "Euros", y_unit="€", x_step=1, x_range=[0, MOVEMENTS], stairs=True)


def _capital_reading(last):
    return (
        "À la fin, le capital est de " + euros(last.capital) + ", dont " + euros(last.holdings[PUBLIC])
        + " aux collectivités (« public ») ; le plancher est de " + euros(last.floor) + "."
    )


def _steps_table(steps, movements):
    rows = []
    for rank, step in enumerate(steps):
        rows.append([
            "Mouvement " + str(rank) if rank else "Départ",
            euros(step.capital),
            euros(step.holdings[PUBLIC]),
            percent(step.share, 2),
            "respecté" if step.within else "dépassé",
            euros(_down(step.room)),
            euros(step.floor),
            _remark(step, movements[rank - 1]) if rank else "–",
        ])
    headers = ["Moment", "Capital", "Collectivités", "Part", "Plafond", "Encore possible pour elles", "Plancher", "Remarque"]
    return Table("Le capital, mouvement par mouvement", headers, rows)


def _remark(step, movement):
    if step.withdrawal == REFUSED:
        return "retrait refusé : plancher"
    if step.withdrawal == REDUCED:
        return "retrait ramené à ce qui était détenu"
    return "–" if any(movement) else "aucun mouvement"


def _holders_table(last, form, date):
    duties = ("jamais obligatoire", "obligatoire", "obligatoire", "troisième catégorie possible")
    rows = []
    for rank, name in enumerate(HOLDERS):
        held = last.holdings[rank]
        share = percent(held / last.capital, 2) if last.capital else percent(0, 2)
        room = euros(_down(last.room)) if rank == PUBLIC else "pas de plafond dans cette loi"
        rows.append([name, euros(held), share, duties[rank], room])
    kinds = ("collectivites", law.EMPLOYEES, law.BENEFICIARIES, "autres")
    present = [kind for kind, held in zip(kinds, last.holdings) if held]
    rows.append(["Trois catégories dont salariés et bénéficiaires", "–", "–",
                 "réunies" if law.valid_categories(present, True, date) else "non réunies", "–"])
    rows.append(["Forme : " + form, "–", "–", "permise" if law.valid_form(form, date) else "pas ouverte aux SCIC", "–"])
    rows.append(["Avance en compte courant par une collectivité", "–", "–", "–",
                 "possible depuis 2022 ; durée et plafond à vérifier" if law.ADVANCES_ALLOWED.at(date) else "impossible en droit"])
    return Table("Qui est associé, et qui peut encore souscrire (art. 19 septies)",
                 ["Associés", "Capital", "Part", "Catégorie", "Peut encore apporter"], rows)


SIMULATOR = Simulator(
    "scic-capital", "Débat 3", "Qui peut encore souscrire au capital d’une SCIC ?", CONTROLS, compute, METHOD, PRESETS, PREDICTION
)

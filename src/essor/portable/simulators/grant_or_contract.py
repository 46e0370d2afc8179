"""« Subvention ou marché ? »: who starts the project, what for, and what the authority receives.

The test is that of rules.grants; the agreement threshold is general knowledge, to be checked.
"""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.charts.decision import Question, decision_path
from essor.portable.charts.frame import Mark
from essor.portable.french import euros, number, quantity, yes_or_no
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.grants import AGREEMENT_ABOVE, agreement_is_due, is_grant
from essor.portable.simulators.declaration import Choice, Figure, Indicator, Method, Number, Outcome, Prediction, Preset, Simulator, Switch, Table, Verdict

THRESHOLD = AGREEMENT_ABOVE.at(CHECKED)

STARTERS = (("third", "L’association ou l’entreprise, qui vient avec son projet"), ("authority", "La collectivité, qui a défini ce qu’elle veut"))

CONTROLS = (
    Choice(
        "starter",
        "Qui a l’idée, définit le projet et le conduit ?",
        options=STARTERS,
        default="third",
        help="Indice, à vérifier avec le service juridique : un appel à projets ouvert laisse plutôt l’initiative au porteur ; un "
        "cahier des charges précis la lui retire.",
    ),
    Switch("interest", "Le projet répond à un intérêt général", default=True, help="Un intérêt public, dans les compétences de la collectivité."),
    Switch(
        "individual",
        "La collectivité reçoit une prestation faite pour ses propres besoins",
        default=False,
        help="Par exemple un repas livré à ses agents, une étude qu’elle a commandée, l’entretien de ses locaux.",
    ),
    Number("amount", "Montant demandé", low=0, high=5000000, step=1000, default=15000, unit="€", help="Montant fictif.", integer=True),
    Number(
        "already",
        "Déjà accordé cette année par la même collectivité",
        low=0,
        high=5000000,
        step=1000,
        default=9000,
        unit="€",
        help="En argent ou en nature (salle, personnel), pour sa valeur. Montant fictif.",
        integer=True,
    ),
)

PRESETS = (
    Preset("epicerie", "Une épicerie solidaire", note="Cas fictif : l’association propose, porte et anime son projet.", values={}),
    Preset(
        "espaces-verts",
        "L’entretien des espaces verts",
        note="Cas fictif : la commune décide des surfaces, des passages et des dates.",
        values={"starter": "authority", "individual": True, "amount": 48000, "already": 0},
    ),
    Preset(
        "etude",
        "Une étude offerte, puis commandée",
        note="Cas fictif : l’association a eu l’idée, mais l’étude répond aux besoins du service.",
        values={"individual": True, "amount": 20000, "already": 0},
    ),
    Preset("trois-aides", "Trois petites aides", note="Cas fictif : aucune ne dépasse le seuil, leur somme oui.", values={"amount": 8000, "already": 16000}),
)

PREDICTION = Prediction(
    "Avant de toucher aux réglages : trois questions, oui ou non à chacune. Sur les huit combinaisons de réponses, combien permettent une subvention ?",
    Number("guess", "Votre prédiction", low=0, high=8, step=1, default=4, unit=("combinaison", "combinaisons"), decimals=1),
)

METHOD = Method(
    formulas=(
        (
            "subvention si, et seulement si, initiative du tiers ET intérêt général ET pas de prestation individualisée",
            "sinon, pas de subvention : si la collectivité achète, marché ou concession ; s’il n’y a pas d’intérêt général, rien.",
        ),
        (f"convention si, et seulement si, total de l’année > {euros(THRESHOLD)}", "par collectivité et par bénéficiaire de droit privé."),
    ),
    hypotheses=(
        "Les trois réponses sont tranchées ; dans la réalité, le juge regarde un faisceau d’indices.",
        "Le bénéficiaire est un organisme de droit privé.",
        "Le droit appliqué est celui d’aujourd’hui ; il était déjà le même fin 2014, l’article 9-1 étant en vigueur depuis le 2 août 2014.",
    ),
    limits=(
        f"Le seuil de {euros(THRESHOLD)}, son caractère annuel et le compte des aides en nature sont à vérifier sur Légifrance.",
        "Le simulateur ne dit rien des aides d’État ni du plafond de minimis, qui s’ajoutent.",
        "Il ne distingue pas le marché de la concession.",
    ),
    sources=(
        "Loi n° 2000-321 du 12 avril 2000, art. 9-1, créé par la loi n° 2014-856 du 31 juillet 2014, art. 59.",
        "Loi n° 2000-321, art. 10, et décret n° 2001-495 du 6 juin 2001 : à vérifier.",
    ),
)


def compute(values, guess):
    third = values["starter"] == "third"
    interest, individual = values["interest"], values["individual"]
    grant = is_grant(third, interest, individual_return=individual, date=CHECKED)
    met = len([answer for answer in (third, interest, not individual) if answer])
    total = values["amount"] + values["already"]
    due = agreement_is_due(total, CHECKED)
    indicators = [
        Indicator("Conditions de la subvention", f"{number(met)} sur 3", number=met, verdict=Verdict(grant, _grant_words(grant, interest))),
        Indicator("Total de l’année", euros(total), number=total, verdict=_agreement_verdict(grant, due)),
        Indicator(
            "Écart au seuil de convention",
            euros(total - THRESHOLD),
            number=total - THRESHOLD,
            verdict=Verdict(None, f"seuil de {euros(THRESHOLD)} : à vérifier"),
        ),
    ]
    return Outcome(
        [
            Figure(
                "svg",
                "Le chemin de votre cas",
                reading=_path_reading(third, interest, individual),
                draw=lambda view: decision_path(view, _questions(third, interest, individual), "Subvention possible"),
            ),
            Figure(
                "plotly",
                "Ce qui est accordé dans l’année, et le seuil de convention",
                reading=_amounts_reading(values, total, grant=grant, due=due),
                draw=lambda view: _amounts(view, values),
            ),
        ],
        indicators,
        sentence=_sentence(grant, third, interest=interest, individual=individual, due=due),
        tables=[_truth_table(third, interest, individual)],
        answer=_answer(guess),
    )


def _grant_words(grant, interest):
    if grant:
        return "subvention possible — loi n° 2000-321, art. 9-1"
    if not interest:
        return "pas de subvention : aucun intérêt général (art. 9-1)"
    return "pas de subvention (art. 9-1) : commande publique si la collectivité achète"


def _agreement_verdict(grant, due):
    if not grant:
        return Verdict(None, "le seuil de convention ne joue que pour une subvention")
    if due:
        return Verdict(None, "convention obligatoire — loi n° 2000-321, art. 10 (à vérifier)")
    return Verdict(None, "convention facultative — loi n° 2000-321, art. 10 (à vérifier)")


def _questions(third, interest, individual):
    return [
        Question("Un intérêt général justifie-t-il le projet ?", interest, leaves_on=False, exit="Ni subvention, ni achat"),
        Question("Vient-il du bénéficiaire, qui le définit et le conduit ?", third, leaves_on=False, exit="Commande publique, si elle achète"),
        Question("La collectivité reçoit-elle une prestation faite pour ses besoins ?", individual, leaves_on=True, exit="Commande publique"),
    ]


def _failing(third, interest, individual):
    if not interest:
        return "aucun intérêt général ne justifie l’aide"
    if not third:
        return "la collectivité a l’initiative du projet"
    if individual:
        return "la somme paierait une prestation faite pour les besoins de la collectivité"
    return ""


def _sentence(grant, third, interest, individual, due):
    if not grant:
        return f"Ce n’est pas une subvention : {_failing(third, interest, individual)}."
    text = "Une subvention est possible : le projet vient du bénéficiaire, sert un intérêt général et ne vend rien à la collectivité. "
    if due:
        return f"{text}Comme le total de l’année dépasse {euros(THRESHOLD)}, une convention est due (seuil à vérifier)."
    return f"{text}Jusqu’à {euros(THRESHOLD)} dans l’année, une convention reste facultative (seuil à vérifier)."


def _path_reading(third, interest, individual):
    reason = _failing(third, interest, individual)
    return "Trois questions de haut en bas. " + (
        f"Votre cas sort avant la fin : {reason}." if reason else "Votre cas passe les trois et arrive à la subvention."
    )


def _amounts(view, values):
    amounts = [values["already"], values["amount"], values["already"] + values["amount"]]
    series = [Series("montant", amounts, colour="petrol", texts=[euros(amount) for amount in amounts])]
    return bar_chart(
        view, ["Déjà accordé", "Demandé", "Total de l’année"], series=series, x_title="Euros dans l’année", unit="€", marks=[Mark("x", THRESHOLD, "seuil")]
    )


def _amounts_reading(values, total, grant, due):
    text = f"{euros(values['already'])} déjà accordés et {euros(values['amount'])} demandés font {euros(total)}, "
    text += "au-dessus du seuil de " if due else "sans dépasser le seuil de "
    return text + euros(THRESHOLD) + (" (à vérifier)." if grant else " (à vérifier), qui ne vaut que pour une subvention.")


def _truth_table(third, interest, individual):
    rows = []
    for a in (True, False):
        for b in (True, False):
            for c in (False, True):
                mine = (a, b, c) == (third, interest, individual)
                rows.append(
                    [
                        number(len(rows) + 1) + (" (votre cas)" if mine else ""),
                        yes_or_no(a),
                        yes_or_no(b),
                        yes_or_no(c),
                        "subvention possible" if is_grant(a, b, individual_return=c, date=CHECKED) else "pas de subvention",
                    ]
                )
    return Table("Les huit combinaisons", ["Cas", "Initiative du bénéficiaire", "Intérêt général", "Prestation pour la collectivité", "Résultat"], rows)


def _answer(guess):
    if guess is None:
        return ""
    said = f"Vous aviez prédit {quantity(guess, ('combinaison', 'combinaisons'))} ; la règle en donne 1 sur 8. "
    if guess == 1:
        return f"{said}Vous aviez vu juste."
    if guess > 1:
        return f"{said}Les trois conditions sont exigées ensemble : une seule qui manque suffit à sortir de la subvention."
    return f"{said}Il reste un cas : initiative du bénéficiaire, intérêt général, et rien de vendu à la collectivité."


SIMULATOR = Simulator(
    "grant-or-contract", "Débat 3", title="Subvention ou marché ?", controls=CONTROLS, compute=compute, method=METHOD, presets=PRESETS, prediction=PREDICTION
)

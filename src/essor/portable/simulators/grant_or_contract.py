"""« Subvention ou marché ? »: who starts the project, what for, and what the authority receives.

The test is that of rules.grants; the agreement threshold is that of the decree n° 2001-495.
"""

from essor.portable.french import euros, number, yes_or_no
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.decision import Question, decision
from essor.portable.pictures.plot import Mark
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.grants import AGREEMENT_ABOVE, agreement_is_due, is_grant
from essor.portable.simulators.controls import Amended, Choice, Number, Regime, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

THRESHOLD, DECREE = AGREEMENT_ABOVE.at(CHECKED), AGREEMENT_ABOVE.entry(CHECKED).article

CONTROLS = (
    Choice("starter", options=("third", "authority"), default="third"),
    Switch("interest", default=True),
    Switch("individual", default=False),
    Number("amount", low=0, high=5000000, step=1000, default=15000, unit="€", integer=True),
    Number("already", low=0, high=5000000, step=1000, default=9000, unit="€", integer=True),
    Regime(),
    Amended("amended_threshold", AGREEMENT_ABOVE, low=0, high=200000, step=1000),
)

PRESETS = (
    Preset("epicerie", {}),
    Preset("espaces-verts", {"starter": "authority", "individual": True, "amount": 48000, "already": 0}),
    Preset("etude", {"individual": True, "amount": 20000, "already": 0}),
    Preset("trois-aides", {"amount": 8000, "already": 16000}),
)

ANSWERS = 3
BET = Number("guess", low=0, high=8, step=1, default=1, unit=("réponse", "réponses"), integer=True, choices=(0, 1, 2, ANSWERS))


def _kinds_of_no(values, outcome):
    return values["starter"] == "third" and values["interest"] and values["individual"]


def _close_to_the_threshold(values, outcome):
    """The most that may be granted without an agreement, to a thousand euros."""
    room = THRESHOLD - outcome.indicator("total").number
    return outcome.indicator("conditions").verdict.ok and values["already"] > 0 and 0 <= room < 1000


def _two_away(values, outcome):
    return outcome.indicator("decisive").number == 0


CHALLENGES = (
    Challenge("idee-de-l-association", _kinds_of_no, {"individual": True}),
    Challenge("sans-convention", _close_to_the_threshold, {"amount": 14000}),
    Challenge("irrattrapable", _two_away, {"starter": "authority", "individual": True}),
)


def compute(values):
    third = values["starter"] == "third"
    interest, individual = values["interest"], values["individual"]
    grant = is_grant(third, interest, individual_return=individual, date=CHECKED)
    met = len([answer for answer in (third, interest, not individual) if answer])
    total = values["amount"] + values["already"]
    date = values["date"]
    due, threshold = agreement_is_due(total, date), AGREEMENT_ABOVE.at(date)
    yield Headline(_headline(grant, third, interest=interest, total=total))
    yield Indicator("conditions", f"{number(met)} sur 3", number=met, verdict=Verdict(grant, _grant_words(grant, interest)))
    yield Indicator("total", euros(total), number=total, verdict=_agreement_verdict(grant, due, date))
    yield Indicator("gap", euros(total - threshold), number=total - threshold, verdict=note(f"seuil de {euros(threshold)} : {_decree(date)}"))
    decisive = _decisive(third, interest, individual)
    yield Indicator("decisive", f"{number(decisive)} sur {number(ANSWERS)}", number=decisive, verdict=note(_decisive_words(grant, decisive)))
    yield Figure(
        "Le chemin de votre cas",
        _path_reading(third, interest, individual),
        lambda view: decision(view, _questions(third, interest, individual), "Subvention possible"),
    )
    yield Figure("Ce qui est accordé dans l’année, et le seuil de convention", _amounts_reading(values, total, grant, due), lambda view: _amounts(view, values))
    yield _sentence(grant, third, interest=interest, individual=individual, due=due, date=date)
    yield Why(lambda: _why_steps(values, grant, total=total, due=due, decisive=decisive))
    yield Later(lambda: _truth_table(third, interest, individual))
    yield _answer


def _decisive(third, interest, individual):
    """How many answers, each changed alone, change the result."""
    answers = (third, interest, individual)
    changed = [[answer != (rank == other) for other, answer in enumerate(answers)] for rank in range(ANSWERS)]
    here = is_grant(third, interest, individual_return=individual, date=CHECKED)
    return len([one for one in changed if is_grant(one[0], one[1], individual_return=one[2], date=CHECKED) != here])


def _decisive_words(grant, decisive):
    if grant:
        return "en changer une seule ferait perdre la subvention"
    return "la changer rendrait la subvention possible" if decisive else "il faudrait en changer au moins deux"


def _headline(grant, third, interest, total):
    if grant:
        return "Une subvention est possible, " + (f"{euros(total)} dans l’année" if total else "rien n’est encore demandé")
    if not interest:
        return "Ni subvention ni marché sans intérêt général"
    if not third:
        return "Un marché, si la collectivité achète ce qu’elle a défini"
    return "Un marché, car la prestation est pour la collectivité"


def _grant_words(grant, interest):
    if grant:
        return "subvention possible — loi n° 2000-321, art. 9-1"
    if not interest:
        return "pas de subvention : aucun intérêt général (art. 9-1)"
    return "pas de subvention (art. 9-1) : commande publique si la collectivité achète"


def _decree(date):
    return AGREEMENT_ABOVE.cited(DECREE, date)


def _agreement_verdict(grant, due, date):
    if not grant:
        return note("le seuil de convention ne joue que pour une subvention")
    if due:
        return note(f"convention obligatoire — loi n° 2000-321, art. 10, et {_decree(date)}")
    return note(f"convention facultative — loi n° 2000-321, art. 10, et {_decree(date)}")


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


def _sentence(grant, third, interest, individual, due, date):
    if not grant:
        return f"Ce n’est pas une subvention : {_failing(third, interest, individual)}."
    text = "Une subvention est possible : le projet vient du bénéficiaire, sert un intérêt général et ne vend rien à la collectivité. "
    if due:
        return f"{text}Comme le total de l’année dépasse {AGREEMENT_ABOVE.text(date)}, une convention est due ({_decree(date)})."
    return f"{text}Jusqu’à {AGREEMENT_ABOVE.text(date)} dans l’année, une convention reste facultative ({_decree(date)})."


def _path_reading(third, interest, individual):
    reason = _failing(third, interest, individual)
    case = f"sort avant la fin : {reason}" if reason else "passe les trois et arrive à la subvention"
    return f"Trois questions de haut en bas. Votre cas {case}."


def _amounts(view, values):
    amounts = [values["already"], values["amount"], values["already"] + values["amount"]]
    series = [Series("montant", amounts, colour="petrol", texts=[euros(amount) for amount in amounts])]
    names = ["Déjà accordé", "Demandé", "Total de l’année"]
    return bar_chart(view, names, series=series, x_title="Euros dans l’année", unit="€", marks=[Mark("x", AGREEMENT_ABOVE.at(values["date"]), "seuil")])


def _amounts_reading(values, total, grant, due):
    text = f"{euros(values['already'])} déjà accordés et {euros(values['amount'])} demandés font {euros(total)}, "
    text += "au-dessus du seuil de " if due else "sans dépasser le seuil de "
    return text + AGREEMENT_ABOVE.text(values["date"]) + ("." if grant else ", qui ne vaut que pour une subvention.")


def _truth_table(third, interest, individual):
    rows = []
    for a, b, c in [(a, b, c) for a in (True, False) for b in (True, False) for c in (False, True)]:
        mine = " (votre cas)" if (a, b, c) == (third, interest, individual) else ""
        result = "subvention possible" if is_grant(a, b, individual_return=c, date=CHECKED) else "pas de subvention"
        rows.append([f"{number(len(rows) + 1)}{mine}", yes_or_no(a), yes_or_no(b), yes_or_no(c), result])
    return Table("Les huit combinaisons", ["Cas", "Initiative du bénéficiaire", "Intérêt général", "Prestation pour la collectivité", "Résultat"], rows)


def _why_steps(values, grant, total, due, decisive):
    steps = [
        "Une subvention suppose un intérêt général (loi n° 2000-321, art. 9-1) : "
        + ("ici, il y en a un." if values["interest"] else "ici, il n’y en a pas, et rien ne justifie l’aide."),
        "Le projet doit venir du bénéficiaire, qui le définit et le conduit (art. 9-1) : "
        + ("ici, c’est le cas." if values["starter"] == "third" else "ici, c’est la collectivité qui a défini ce qu’elle veut."),
        "La somme ne doit pas payer une prestation faite pour les besoins de la collectivité (art. 9-1) : "
        + ("ici, elle en paierait une." if values["individual"] else "ici, elle n’en paie pas."),
        _why_all(values, grant, decisive),
    ]
    if grant:
        steps.append(_why_agreement(values, total, due))
    return steps


def _why_all(values, grant, decisive):
    if grant:
        asked = "Les trois conditions sont exigées ensemble et sont remplies : une subvention est possible ; en changer une seule la ferait perdre"
        return f"{asked} (réponses décisives : {number(decisive)} sur {number(ANSWERS)})."
    met = len([answer for answer in (values["starter"] == "third", values["interest"], not values["individual"]) if answer])
    text = f"Les trois conditions sont exigées ensemble, et votre cas en remplit {number(met)} sur {number(ANSWERS)} : ce n’est pas une subvention"
    if not values["interest"]:
        return f"{text}, et un achat devrait répondre à un besoin de la collectivité, dans ses compétences."
    return f"{text}, mais un contrat de la commande publique si la collectivité achète."


def _why_agreement(values, total, due):
    date = values["date"]
    threshold, source = AGREEMENT_ABOVE.at(date), AGREEMENT_ABOVE.cited(f"{DECREE}, {AGREEMENT_ABOVE.state(date)}", date)
    text = (
        f"Dans l’année, {euros(values['already'])} déjà accordés et {euros(values['amount'])} demandés font {euros(total)}, pour un seuil de "
        f"{euros(threshold)} (loi n° 2000-321, art. 10, et {source})"
    )
    if due:
        return f"{text} : le total le dépasse de {euros(total - threshold)}, et une convention est obligatoire."
    return f"{text} : le total ne le dépasse pas, et une convention reste facultative."


def _answer(guess):
    fact = "chacune des trois suffit à la faire perdre"
    if guess == ANSWERS:
        return fact, RIGHT
    return fact, "Les trois conditions sont exigées ensemble : sur les huit combinaisons de réponses, une seule permet une subvention."


SIMULATOR = Simulator("grant-or-contract", CONTROLS, compute=compute, bet=BET, about="decisive", presets=PRESETS, challenges=CHALLENGES)

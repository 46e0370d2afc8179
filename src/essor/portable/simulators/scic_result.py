"""« Que devient le résultat d'une SCIC ? »: one year's result, shared out in the order of the law."""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.french import euros, number, percent, quantity, yes_or_no
from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, DATES
from essor.portable.simulators.declaration import (
    Choice,
    Figure,
    Indicator,
    Method,
    Number,
    Outcome,
    Prediction,
    Preset,
    Simulator,
    Slider,
    Switch,
    Table,
    Verdict,
)

TYPED = "typed"
MEETINGS = [str(year) for year in range(law.FIRST_AVERAGED_MEETING, law.LAST_KNOWN_MEETING + 1)]
LAST_CAP = round(law.interest_cap(law.LAST_KNOWN_MEETING) * 10000) / 100
# Notices of TMO that a general meeting of 2014 could go by.
NOTICES = tuple(
    [
        (start, f"{name}, {percent(law.TMO.at(start), 2)}")
        for start, name in ((law.NOTICE_OF_2013_2, "second semestre 2013"), (law.NOTICE_OF_2014_1, "premier semestre 2014"))
    ]
)
MOST = 1000000

# What the law asks, as the texts say it.
LEGAL, STATUTORY = law.LEGAL_RESERVE.at(CHECKED), law.LEAST_STATUTORY_RESERVE.at(CHECKED)
LEAST_KEPT = LEGAL + STATUTORY * (1 - LEGAL)
PREMIUM = f"{number(law.TMO_PREMIUM.at(CHECKED) * 100)} points"
PAID_AT_ONCE = law.PAID_AT_ONCE.at(CHECKED)
YEARS_TO_PAY = quantity(law.YEARS_TO_PAY.at(CHECKED), ("an", "ans"))

CONTROLS = (
    Choice(
        "regime",
        "Droit appliqué",
        options=(("2014", "2014"), ("today", "aujourd’hui")),
        default="today",
        help="L’ordre et les pourcentages n’ont pas été changés par la loi de 2014 ; le plafond d’intérêt a changé en 2017 : sans prime en 2014, moyenne de "
        f"trois ans plus {PREMIUM} depuis.",
    ),
    Slider(
        "result",
        "Résultat net de l’exercice",
        low=-100000,
        high=200000,
        step=1000,
        default=40000,
        unit="€",
        help="Montant fictif. Négatif : une perte.",
        integer=True,
    ),
    Slider("losses", "Pertes antérieures non apurées", low=0, high=200000, step=1000, default=0, unit="€", help="Elles se déduisent d’abord.", integer=True),
    Slider("capital", "Capital souscrit", low=0, high=500000, step=1000, default=100000, unit="€", help="Montant fictif.", integer=True),
    Slider(
        "paid",
        "Part du capital libérée",
        low=0,
        high=100,
        step=5,
        default=100,
        unit="%",
        help="Ce que les associés ont vraiment versé. L’intérêt ne porte que sur cette part.",
        integer=True,
    ),
    Slider(
        "shares_age",
        "Âge des parts",
        low=0,
        high=10,
        step=1,
        default=1,
        unit=("an", "ans"),
        help=f"Une part se libère d’au moins {percent(PAID_AT_ONCE)} à la souscription, du reste en {YEARS_TO_PAY} au plus.",
        integer=True,
    ),
    Slider(
        "legal_reserve",
        "Réserve légale déjà constituée",
        low=0,
        high=500000,
        step=1000,
        default=20000,
        unit="€",
        help=f"{percent(LEGAL)} du résultat s’y ajoutent, tant que c’est dû.",
        integer=True,
    ),
    Slider(
        "other_reserves",
        "Autres réserves déjà constituées",
        low=0,
        high=500000,
        step=1000,
        default=50000,
        unit="€",
        help="Réserve statutaire et réserves complémentaires.",
        integer=True,
    ),
    Choice(
        "reserves_reading",
        f"Quelles réserves arrêtent les {percent(LEGAL)} ?",
        options=((law.ALL_RESERVES, "toutes les réserves totalisées"), (law.LEGAL_RESERVE_ALONE, "la seule réserve légale")),
        default=law.ALL_RESERVES,
        help="Deux lectures : le texte de l’article 16 vise les diverses réserves totalisées ; la foire aux questions des SCIC raisonne sur la réserve légale.",
    ),
    Switch(
        "stop_at_capital",
        "Les statuts arrêtent la réserve légale au capital",
        default=False,
        help="Arrondi prudent : la dernière année, on ne prend que ce qui manque pour que les réserves atteignent le capital. "
        "C’est une pratique, à prévoir aux statuts.",
    ),
    Slider(
        "statutory_rate",
        "Réserve statutaire",
        low=int(STATUTORY * 100),
        high=100,
        step=1,
        default=int(STATUTORY * 100),
        unit="%",
        help=f"Taux fixé par les statuts : au moins {percent(STATUTORY)} de ce qui reste.",
        decimals=1,
    ),
    Slider(
        "aids",
        "Aides publiques et associatives de l’année",
        low=0,
        high=200000,
        step=1000,
        default=20000,
        unit="€",
        help="Subventions reçues : elles ne peuvent pas servir d’intérêt aux parts.",
        integer=True,
    ),
    Choice(
        "aids_reading",
        "Comment les exclure ?",
        options=((law.FROM_BALANCE, "A : les retirer du solde"), (law.FROM_RESULT, "B : calculer le solde sans elles")),
        default=law.FROM_BALANCE,
        help="Deux lectures pour l’intérêt : A, la plus stricte, retire les aides de ce qui reste après les réserves ; B calcule ce qui reste comme si les "
        "aides n’avaient pas été reçues. Les réserves, elles, se calculent toujours sur tout le bénéfice.",
    ),
    Slider(
        "voted_rate",
        "Taux voté par l’assemblée",
        low=0,
        high=10,
        step=0.05,
        default=2,
        unit="%",
        help="Dans la limite des statuts et du plafond légal.",
        decimals=2,
    ),
    Choice(
        "notice",
        "Avis de TMO en vigueur",
        options=NOTICES,
        default=law.NOTICE_OF_2013_2,
        help="Selon la date de l’assemblée de 2014, l’un ou l’autre avis s’appliquait ; règle ancienne à vérifier.",
        only=("regime", ("2014",)),
    ),
    Choice(
        "meeting",
        "Année de l’assemblée générale",
        options=tuple([(year, year) for year in MEETINGS] + [(TYPED, "2025 ou après")]),
        default=MEETINGS[-1],
        help="Le plafond fait la moyenne des trois années d’avant. À partir de 2025, il faut les taux de 2024, que les sources consultées ne donnent pas.",
        only=("regime", ("today",)),
    ),
    Number(
        "typed_cap",
        "Plafond d’intérêt, à saisir",
        low=0,
        high=15,
        step=0.01,
        default=LAST_CAP,
        unit="%",
        help=f"Pour une assemblée de 2025 ou après : le taux publié, que ce cours ne connaît pas. {quantity(LAST_CAP, '%', 2)} est le "
        f"plafond de {MEETINGS[-1]}, pas le vôtre.",
        decimals=2,
        only=("meeting", (TYPED,)),
    ),
)

PRESETS = (
    Preset("subsidised", "Une SCIC subventionnée", note="40 000 € de résultat et 20 000 € de subventions. Montants fictifs.", values={}),
    Preset("no-aid", "Le même résultat, sans aide", note="Les subventions disparaissent : l’intérêt redevient possible.", values={"aids": 0}),
    Preset(
        "full-reserves",
        "Les réserves atteignent le capital",
        note=f"La réserve légale n’est plus due : {percent(STATUTORY)} suffisent.",
        values={"aids": 0, "other_reserves": 80000},
    ),
    Preset(
        "last-step",
        "La dernière marche de la réserve légale",
        note="Il manque 2 000 € pour que les réserves atteignent le capital : les statuts s’arrêtent là.",
        values={"aids": 0, "other_reserves": 78000, "stop_at_capital": True},
    ),
    Preset(
        "unpaid",
        "Des parts à moitié versées",
        note="Six ans après la souscription, la moitié des parts n’est pas payée : l’intérêt en souffre, et la loi n’est pas tenue.",
        values={"aids": 0, "paid": 50, "shares_age": 6},
    ),
    Preset("loss", "Une année de perte", note="Ni réserve obligatoire, ni intérêt.", values={"result": -15000}),
)

PREDICTION = Prediction(
    "La SCIC fait 40 000 € de résultat, dont 20 000 € de subventions, et l’assemblée vote 2 % d’intérêt sur 100 000 € de "
    "capital. Combien verse-t-on aux associés ?",
    Number("guess", "Votre prédiction", low=0, high=MOST, step=100, default=2000, unit="€", decimals=2),
)

METHOD = Method(
    formulas=(
        ("E = résultat − pertes antérieures", "si E est nul ou négatif : aucune réserve obligatoire, aucun intérêt."),
        (f"réserve légale = {percent(LEGAL)} × E", "tant que les réserves sont inférieures au capital ; ensuite 0."),
        (f"arrondi prudent : réserve légale = min({percent(LEGAL)} × E ; capital − réserves)", "si les statuts le prévoient : ce n’est pas dans la loi."),
        ("réserve statutaire = taux × (E − réserve légale)", f"taux d’au moins {percent(STATUTORY)}."),
        (
            "solde = E − réserve légale − réserve statutaire",
            f"au plus {percent(1 - LEAST_KEPT)} de E, ou {percent(1 - STATUTORY)} quand la réserve légale n’est plus due.",
        ),
        ("intérêt ≤ min(taux × capital libéré ; solde − aides)", "lecture A ; en lecture B : (E − aides) × part qui reste après les réserves."),
        (
            f"plafond = moyenne des six TMO des trois années d’avant + {PREMIUM}",
            "depuis les assemblées de 2017 ; le TMO est le taux moyen de rendement des obligations privées.",
        ),
        (
            f"capital libéré ≥ {percent(PAID_AT_ONCE)} à la souscription, tout en {YEARS_TO_PAY}",
            "loi de 1947, art. 12 ; lu dans la foire aux questions des SCIC.",
        ),
    ),
    hypotheses=(
        "Les montants de départ sont fictifs ; toutes les parts ont le même âge et la même part libérée.",
        "Les réserves se comparent au capital souscrit ; l’intérêt porte sur le capital libéré.",
        "L’assemblée verse tout l’intérêt que son vote permet ; le reste est reporté ou mis en réserve.",
        "Il n’y a ni ristourne, ni incorporation des réserves au capital, ni revalorisation des parts.",
    ),
    limits=(
        f"« {percent(LEAST_KEPT)} » n’est pas une constante : c’est {percent(LEGAL)} + {percent(STATUTORY)} × "
        f"{percent(1 - LEGAL)}, tant que la réserve légale est due.",
        "Avant 2017, que le plafond ait été le dernier TMO publié est à vérifier ; l’avis en vigueur dépend de la date de l’assemblée.",
        f"Huit des vingt-quatre TMO, dont quatre de ceux qui font le plafond de {MEETINGS[-1]}, viennent d’une seule source secondaire.",
        "Que les aides doivent rejoindre les réserves impartageables, et non un simple report, est à vérifier.",
        "TMO de 2024 et de 2025 non retrouvés : aucun plafond n’est calculé pour 2025 et 2026.",
        "La déduction fiscale des réserves n’est pas traitée : son périmètre actuel n’a pas été vérifié.",
    ),
    sources=(
        "Loi n° 47-1775 du 10 septembre 1947, art. 12, 16 et 19 nonies.",
        "Loi n° 47-1775, art. 14, modifié par la loi n° 2016-1691 du 9 décembre 2016, art. 113 ; décret n° 2017-446 du 30 mars 2017.",
        "TMO semestriels de 2012 à 2023 : Orion expertise comptable, février 2024 ; Arapl, mars 2024.",
        "Déduction des aides : foire aux questions « Résultats et réserves », les-scic.coop.",
    ),
)


def compute(values, guess):
    cap = _cap(values)
    due = law.legal_reserve_due(values["capital"], values["legal_reserve"], other_reserves=values["other_reserves"], reading=values["reserves_reading"])
    shared = _share_out(values, due, cap=cap, aids_reading=values["aids_reading"], reserves_reading=values["reserves_reading"])
    kept = shared.legal + shared.statutory
    rate = min(cap, values["voted_rate"] / 100)
    profit = shared.base > 0
    least = kept / shared.base if profit else 0.0
    indicators = [
        Indicator(
            "Mise en réserve obligatoire",
            euros(kept),
            number=kept,
            verdict=Verdict(None, f"{percent(least, 1)} de ce qui est à répartir" if profit else "rien n’est dû sans bénéfice"),
        ),
        Indicator("Intérêt versé aux associés", euros(shared.interest), number=shared.interest, verdict=_interest_verdict(values, shared, rate)),
        Indicator("Plafond du taux d’intérêt", percent(cap, 2), number=cap * 100, verdict=_rate_verdict(values, cap)),
        Indicator("À reporter ou en réserve libre", euros(shared.rest), number=shared.rest, verdict=None),
    ]
    return Outcome(
        [
            Figure("plotly", "Où va le résultat", reading=_split_reading(shared), draw=lambda view: _split_chart(view, shared)),
            Figure(
                "plotly",
                "Ce qui limite l’intérêt",
                reading=_limits_reading(_limits(values, shared, cap)),
                draw=lambda view: _limits_chart(view, _limits(values, shared, cap)),
            ),
        ],
        indicators,
        sentence=_sentence(values, shared, least),
        tables=[_steps_table(values, shared, due=due, rate=rate), _readings_table(values, cap)],
        answer=_answer(guess, values, shared=shared, rate=rate),
    )


def _cap(values):
    if values["regime"] == "2014":
        return law.interest_cap_before_2017(values["notice"])
    if values["meeting"] == TYPED:
        return values["typed_cap"] / 100
    return law.interest_cap(int(values["meeting"]))


def _paid_up(values):
    return values["capital"] * values["paid"] / 100


def _paid_enough(values):
    return not values["capital"] or law.paid_up_enough(values["paid"] / 100, values["shares_age"], DATES[values["regime"]])


def _share_out(values, due, cap, aids_reading, reserves_reading):
    missing = law.legal_reserve_missing(values["capital"], values["legal_reserve"], other_reserves=values["other_reserves"], reading=reserves_reading)
    return law.allocate(
        values["result"],
        values["losses"],
        due=due,
        statutory_rate=values["statutory_rate"] / 100,
        aids=values["aids"],
        paid_up=_paid_up(values),
        rate=min(cap, values["voted_rate"] / 100),
        date=DATES[values["regime"]],
        aids_reading=aids_reading,
        legal_at_most=missing if values["stop_at_capital"] else None,
    )


def _interest_verdict(values, shared, rate):
    if shared.base <= 0:
        return Verdict(False, "aucun intérêt sans bénéfice (art. 19 nonies)")
    wanted = rate * _paid_up(values)
    if shared.distributable < wanted - law.HALF_CENTIME:
        if shared.balance < wanted - law.HALF_CENTIME:
            return Verdict(False, "le solde après réserves n’y suffit pas")
        return Verdict(False, "les aides ne peuvent pas le payer (art. 19 nonies)")
    return Verdict(True, f"{percent(rate, 2)} du capital libéré")


def _rate_verdict(values, cap):
    if values["regime"] == "2014":
        return Verdict(None, "dernier TMO publié, sans prime ; à vérifier")
    if values["meeting"] == TYPED:
        return Verdict(None, "saisi par vous : le taux publié est à vérifier")
    if values["voted_rate"] / 100 > cap + law.ROUNDING:
        return Verdict(False, "le taux voté le dépasse : il y est ramené")
    return Verdict(True, "le taux voté le respecte (loi de 1947, art. 14)")


def _sentence(values, shared, least):
    if shared.base <= 0:
        return "Une fois les pertes déduites, il n’y a pas de bénéfice : aucune réserve n’est obligatoire et aucun intérêt n’est versé."
    text = f"Sur {euros(shared.base)} à répartir, {euros(shared.legal + shared.statutory)}, soit {percent(least, 1)}, vont obligatoirement en réserve ; "
    if shared.interest < law.HALF_CENTIME:
        text += "aucun intérêt n’est versé."
    else:
        text += f"{euros(shared.interest)} sont versés aux associés et {euros(shared.rest)} restent à la société."
    return text if _paid_enough(values) else f"{text} Les parts ne sont pas assez libérées (art. 12)."


def _answer(guess, values, shared, rate):
    if guess is None:
        return ""
    said = f"Vous aviez prédit {quantity(guess, '€', 0)} ; le calcul donne {euros(shared.interest)}. "
    if abs(guess - shared.interest) < 1:
        return f"{said}Vous aviez vu juste."
    if shared.base <= 0:
        return f"{said}Sans bénéfice, il n’y a pas d’intérêt."
    wanted = rate * _paid_up(values)
    if shared.interest < wanted and abs(guess - wanted) < 1:
        return f"{said}C’est le taux appliqué au capital libéré ; mais le solde, une fois les réserves et les aides retirées, n’y suffit pas."
    if guess > shared.interest:
        return f"{said}Les réserves passent d’abord, puis les aides sont exclues, puis le taux est plafonné."
    return f"{said}Le solde permettait davantage."


def _parts(shared):
    return (
        ("réserve légale", shared.legal),
        ("réserve statutaire", shared.statutory),
        ("intérêt aux parts", shared.interest),
        ("report ou réserve libre", shared.rest),
    )


def _split_chart(view, shared):
    parts = _parts(shared)
    amounts = [amount for _, amount in parts]
    series = Series("montant", amounts, colour="petrol", texts=[euros(amount) for amount in amounts])
    return bar_chart(view, [name for name, _ in parts], series=[series], x_title="Euros", unit="€")


def _split_reading(shared):
    if shared.base <= 0:
        return "Toutes les barres sont à zéro : sans bénéfice, rien n’est réparti."
    return f"Quatre barres : {', '.join([name + ' ' + euros(amount) for name, amount in _parts(shared)])}."


def _limits(values, shared, cap):
    """What could each limit the interest, in euros: the legal cap, the vote, what is left."""
    return (
        ("taux plafond × capital", cap * _paid_up(values) if cap > 0 else 0.0),
        ("taux voté × capital", values["voted_rate"] / 100 * _paid_up(values)),
        ("solde sans les aides", shared.distributable),
    )


def _limits_chart(view, limits):
    amounts = [amount for _, amount in limits]
    series = Series("limite", amounts, colour="ochre", texts=[euros(amount) for amount in amounts])
    return bar_chart(view, [name for name, _ in limits], series=[series], x_title="Euros", unit="€")


def _limits_reading(limits):
    return f"L’intérêt est la plus courte des trois barres : {', '.join([name + ' ' + euros(amount) for name, amount in limits])}."


def _steps_table(values, shared, due, rate):
    rows = [
        ["Résultat moins pertes antérieures (E)", euros(shared.base), "art. 19 nonies"],
        [f"Réserve légale, {percent(LEGAL)}", euros(shared.legal), _legal_words(values, shared, due)],
        [f"Réserve statutaire, {quantity(values['statutory_rate'], '%')}", euros(shared.statutory), "art. 19 nonies"],
        ["Solde", euros(shared.balance), "ce qui reste après les réserves"],
        ["Solde sans les aides", euros(shared.distributable), f"lecture {values['aids_reading']}, aides de {euros(values['aids'])}"],
        [f"Intérêt à {percent(rate, 2)} au plus", euros(shared.interest), "taux voté, dans la limite du plafond"],
        ["Report ou réserve libre", euros(shared.rest), "ce qui reste"],
        ["Capital libéré, qui porte l’intérêt", euros(_paid_up(values)), _paid_words(values)],
    ]
    return Table("La répartition, dans l’ordre de la loi", ["Étape", "Montant", "Règle"], rows)


def _legal_words(values, shared, due):
    if not due:
        return "plus due : les réserves atteignent le capital"
    if values["stop_at_capital"] and shared.base > 0:
        return "art. 16, al. 2 ; arrêtée au capital si les statuts le prévoient"
    return "art. 16, al. 2"


def _paid_words(values):
    need = f"tout, après {YEARS_TO_PAY}" if values["shares_age"] >= law.YEARS_TO_PAY.at(DATES[values["regime"]]) else f"au moins {percent(PAID_AT_ONCE)}"
    return ("respecté : " if _paid_enough(values) else "non respecté : ") + need + " (art. 12)"


def _readings_table(values, cap):
    rows = []
    for reading, name in ((law.ALL_RESERVES, "toutes les réserves"), (law.LEGAL_RESERVE_ALONE, "réserve légale seule")):
        due = law.legal_reserve_due(values["capital"], values["legal_reserve"], other_reserves=values["other_reserves"], reading=reading)
        for aids_reading in (law.FROM_BALANCE, law.FROM_RESULT):
            shared = _share_out(values, due, cap=cap, aids_reading=aids_reading, reserves_reading=reading)
            rows.append([f"{name}, {aids_reading}", yes_or_no(due), euros(shared.legal + shared.statutory), euros(shared.interest), euros(shared.rest)])
    return Table("Les quatre lectures de la loi, avec vos montants", ["Lecture", "Réserve légale due", "Réserves obligatoires", "Intérêt", "Report"], rows)


SIMULATOR = Simulator(
    "scic-result",
    "Débat 3",
    title="Que devient le résultat d’une SCIC ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)

"""« Que devient le résultat d'une SCIC ? »: one year's result, shared out in the order of the law."""

from essor.portable.french import euros, percent, quantity, yes_or_no
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, YEARS
from essor.portable.simulators.controls import Amended, Choice, Number, Regime, Slider, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note

TYPED = "typed"
MEETINGS = [str(year) for year in range(law.FIRST_AVERAGED_MEETING, law.LAST_KNOWN_MEETING + 1)]
LAST_CAP = round(law.interest_cap(law.LAST_KNOWN_MEETING) * 10000) / 100
# Notices of TMO that a general meeting of 2014 could go by.
NOTICES = [
    (start, f"{name}, {percent(law.TMO.at(start), 2)}")
    for start, name in ((law.NOTICE_OF_2013_2, "second semestre 2013"), (law.NOTICE_OF_2014_1, "premier semestre 2014"))
]
MOST = 1000000

# What the law asks, as the texts say it.
LEGAL, STATUTORY = law.LEGAL_RESERVE.at(CHECKED), law.LEAST_STATUTORY_RESERVE.at(CHECKED)
LEAST_KEPT = LEGAL + STATUTORY * (1 - LEGAL)
PREMIUM = law.TMO_PREMIUM.text(CHECKED)
PAID_AT_ONCE = law.PAID_AT_ONCE.at(CHECKED)
YEARS_TO_PAY = law.YEARS_TO_PAY.text(CHECKED)

LAST_CAP_SHOWN, LAST_MEETING = quantity(LAST_CAP, "%", 2), MEETINGS[-1]
AFTER_LEGAL, AFTER_STATUTORY, AFTER_BOTH = percent(1 - LEGAL), percent(1 - STATUTORY), percent(1 - LEAST_KEPT)

CONTROLS = (
    Regime(),
    Slider("result", low=-100000, high=200000, step=1000, default=40000, unit="€", integer=True),
    Slider("losses", low=0, high=200000, step=1000, default=0, unit="€", integer=True),
    Slider("capital", low=0, high=500000, step=1000, default=100000, unit="€", integer=True),
    Slider("paid", low=0, high=100, step=5, default=100, unit="%", integer=True),
    Slider("shares_age", low=0, high=10, step=1, default=1, unit=YEARS, integer=True),
    Slider("legal_reserve", low=0, high=500000, step=1000, default=20000, unit="€", integer=True),
    Slider("other_reserves", low=0, high=500000, step=1000, default=50000, unit="€", integer=True),
    Choice("reserves_reading", options=(law.ALL_RESERVES, law.LEGAL_RESERVE_ALONE), default=law.ALL_RESERVES),
    Switch("stop_at_capital", default=False),
    Slider("statutory_rate", low=int(STATUTORY * 100), high=100, step=1, default=int(STATUTORY * 100), unit="%", decimals=1),
    Slider("aids", low=0, high=200000, step=1000, default=20000, unit="€", integer=True),
    Choice("aids_reading", options=(law.FROM_BALANCE, law.FROM_RESULT), default=law.FROM_BALANCE),
    Slider("voted_rate", low=0, high=10, step=0.05, default=2, unit="%", decimals=2),
    Choice("notice", options=NOTICES, default=law.NOTICE_OF_2013_2, only=("regime", ("2014",))),
    Choice("meeting", options=tuple([(year, year) for year in MEETINGS] + [(TYPED, "2025 ou après")]), default=MEETINGS[-1], only=("regime", ("today",))),
    Number("typed_cap", low=0, high=15, step=0.01, default=LAST_CAP, unit="%", decimals=2, only=("meeting", (TYPED,))),
    Amended("amended_legal", law.LEGAL_RESERVE, low=0, high=50, step=1),
    Amended("amended_statutory", law.LEAST_STATUTORY_RESERVE, low=50, high=100, step=1),
    Amended("amended_premium", law.TMO_PREMIUM, low=0, high=10, step=0.5, decimals=1),
)

PRESETS = (
    Preset("subsidised", {}),
    Preset("no-aid", {"aids": 0}),
    Preset("full-reserves", {"aids": 0, "other_reserves": 80000}),
    Preset("last-step", {"aids": 0, "other_reserves": 78000, "stop_at_capital": True}),
    Preset("unpaid", {"aids": 0, "paid": 50, "shares_age": 6}),
    Preset("loss", {"result": -15000}),
)

BET = Number("guess", low=0, high=MOST, step=100, default=2000, unit="€", decimals=2, choices=(0, 1000, 2000, 17000))
AIDS, PAID = 20000, 2000  # euros, of a challenge


def _paid_despite_aids(values, outcome):
    return values["aids"] >= AIDS and values["aids_reading"] == law.FROM_BALANCE and outcome.indicator("interest").number >= PAID


def _half_kept(values, outcome):
    """No more in reserve than what statutes must keep."""
    base = values["result"] - values["losses"]
    return base > 0 and outcome.indicator("reserves").number <= STATUTORY * base + law.HALF_CENTIME


def _brought_down_and_paid(values, outcome):
    """The vote is above the legal rate, and the legal rate is paid in full, on some capital."""
    interest = outcome.indicator("interest")
    return values["voted_rate"] > outcome.indicator("rate_cap").number and interest.number > 0 and interest.verdict.ok is True


CHALLENGES = (
    Challenge("malgre-les-aides", _paid_despite_aids, {"result": 52000}),
    Challenge("la-moitie", _half_kept, {"other_reserves": 80000}),
    Challenge("vote-trop-haut", _brought_down_and_paid, {"aids": 0, "voted_rate": 5}),
)


def compute(values):
    # Statutes below what the law asks are brought up to it.
    least_rate = law.LEAST_STATUTORY_RESERVE.at(values["date"]) * 100
    values = dict(values, statutory_rate=max(values["statutory_rate"], least_rate))
    cap = _cap(values)
    due = law.legal_reserve_due(values["capital"], values["legal_reserve"], other_reserves=values["other_reserves"], reading=values["reserves_reading"])
    shared = _share_out(values, due, cap=cap, aids_reading=values["aids_reading"], reserves_reading=values["reserves_reading"])
    kept = shared.legal + shared.statutory
    rate = min(cap, values["voted_rate"] / 100)
    profit = shared.base > 0
    least = kept / shared.base if profit else 0.0
    verdict = note(f"{percent(least, 1)} de ce qui est à répartir" if profit else "rien n’est dû sans bénéfice")
    yield Headline(_headline(shared, kept))
    yield Indicator("reserves", euros(kept), number=kept, verdict=verdict)
    yield Indicator("interest", euros(shared.interest), number=shared.interest, verdict=_interest_verdict(values, shared, rate))
    yield Indicator("rate_cap", percent(cap, 2), number=cap * 100, verdict=_rate_verdict(values, cap))
    yield Indicator("rest", euros(shared.rest), number=shared.rest)
    yield Figure("Où va le résultat", _split_reading(shared), lambda view: _amounts_chart(view, _parts(shared), label="montant", guess=values["guess"]))
    limits = _limits(values, shared, cap)
    reading = f"L’intérêt est la plus courte des trois barres : {_amounts(limits)}."
    yield Figure("Ce qui limite l’intérêt", reading, lambda view: _amounts_chart(view, limits, label="limite", least=" : la limite"))
    yield _sentence(values, shared, least)
    yield Why(lambda: _why_steps(values, shared, due=due, cap=cap, rate=rate))
    yield Later(lambda: _steps_table(values, shared, due=due, rate=rate))
    yield Later(lambda: _readings_table(values, cap))
    yield lambda guess: _answer(guess, values, shared=shared, rate=rate)


def _headline(shared, kept):
    if shared.base <= 0:
        return "Sans bénéfice, rien à répartir"
    if shared.interest < law.HALF_CENTIME:
        return f"{euros(kept)} mis en réserve, rien pour les associés"
    return f"{euros(kept)} mis en réserve, {euros(shared.interest, 0 if shared.interest >= 1 else 2)} aux associés"


def _cap(values):
    if values["regime"] == "2014":
        return law.interest_cap_before_2017(values["notice"])
    if values["meeting"] == TYPED:
        return values["typed_cap"] / 100
    return law.interest_cap(int(values["meeting"]), values["date"])


def _paid_up(values):
    return values["capital"] * values["paid"] / 100


def _paid_enough(values):
    return not values["capital"] or law.paid_up_enough(values["paid"] / 100, values["shares_age"], values["date"])


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
        date=values["date"],
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
        return note(f"dernier TMO publié, sans prime ({law.TMO.state(values['date'])})")
    if values["meeting"] == TYPED:
        return note("saisi par vous : comparez-le aux taux publiés")
    if values["voted_rate"] / 100 > cap + law.ROUNDING:
        return Verdict(False, "le taux voté le dépasse : il y est ramené")
    return Verdict(True, f"le taux voté le respecte ({_cap_law(values)})")


def _cap_law(values):
    return law.TMO_PREMIUM.cited("loi de 1947, art. 14", values["date"])


def _legal_law(values):
    return law.LEGAL_RESERVE.cited("art. 16, al. 2", values["date"])


def _statutory_law(values):
    return law.LEAST_STATUTORY_RESERVE.cited("art. 19 nonies", values["date"])


def _sentence(values, shared, least):
    if shared.base <= 0:
        return "Une fois les pertes déduites, il n’y a pas de bénéfice : aucune réserve n’est obligatoire et aucun intérêt n’est versé."
    text = f"Sur {euros(shared.base)} à répartir, {euros(shared.legal + shared.statutory)}, soit {percent(least, 1)}, vont obligatoirement en réserve ; "
    if shared.interest < law.HALF_CENTIME:
        text += "aucun intérêt n’est versé."
    else:
        text += f"{euros(shared.interest)} sont versés aux associés et {euros(shared.rest)} restent à la société."
    return text if _paid_enough(values) else f"{text} Les parts ne sont pas assez libérées (art. 12)."


def _why_steps(values, shared, due, cap, rate):
    base = f"Le résultat, {euros(values['result'])}, moins les pertes antérieures, {euros(values['losses'])}"
    if shared.base <= 0:
        return [
            f"{base}, ne laisse pas de bénéfice.",
            "Sans bénéfice, aucune réserve n’est obligatoire et aucun intérêt n’est versé (loi de 1947, art. 19 nonies).",
        ]
    kept = f"En tout, {euros(shared.legal + shared.statutory)} sont mis en réserve."
    return [
        f"{base}, laisse {euros(shared.base)} à répartir (loi de 1947, art. 19 nonies).",
        _why_legal(values, shared, due),
        f"Sur ce qui reste, {law.LEAST_STATUTORY_RESERVE.text(values['date'])} au moins vont à la réserve statutaire ({_statutory_law(values)}), "
        f"ici {quantity(values['statutory_rate'], '%')}, soit {euros(shared.statutory)}. {kept}",
        _why_aids(values, shared),
        _why_rate(values, cap, rate),
        f"On verse la plus petite des deux sommes, ce que le solde permet et ce que le taux donne : {euros(shared.interest)} ; "
        f"{euros(shared.rest)} restent à la société.",
    ]


def _why_legal(values, shared, due):
    if values["reserves_reading"] == law.ALL_RESERVES:
        held = f"toutes les réserves, {euros(values['legal_reserve'] + values['other_reserves'])}"
    else:
        held = f"la seule réserve légale, {euros(values['legal_reserve'])}"
    compared = f"On compare {held}, au capital, {euros(values['capital'])}, qui"
    legal = law.LEGAL_RESERVE.at(values["date"])
    if not due:
        return f"{compared} est atteint : la réserve légale n’est plus due (art. 16, al. 2)."
    text = f"{compared} n’est pas atteint : {percent(legal)} du bénéfice à répartir vont à la réserve légale ({_legal_law(values)})"
    if shared.legal < legal * shared.base - law.HALF_CENTIME:
        return f"{text} ; vos statuts limitent ici cette somme à {euros(shared.legal)}."
    return f"{text}, soit {euros(shared.legal)}."


def _why_aids(values, shared):
    if not values["aids"]:
        return f"Il n’y a pas d’aides à écarter : tout le solde, {euros(shared.balance)}, peut payer l’intérêt."
    text = f"Les aides, {euros(values['aids'])}, ne peuvent pas payer l’intérêt (art. 19 nonies) ; le solde est de {euros(shared.balance)}"
    if values["aids_reading"] == law.FROM_BALANCE:
        return f"{text} : on les retire du solde, et il reste {euros(shared.distributable)} pour le payer."
    return f"{text} : on n’en garde que la proportion du bénéfice qui ne vient pas des aides, et il reste {euros(shared.distributable)} pour le payer."


def _why_rate(values, cap, rate):
    sources = {"2014": "dernier TMO publié, sans prime", TYPED: "saisi par vous", "today": _cap_law(values)}
    key = values["regime"] if values["regime"] == "2014" else TYPED if values["meeting"] == TYPED else "today"
    voted = values["voted_rate"] / 100
    kept = "est ramené au" if voted > cap + law.ROUNDING else "ne dépasse pas le"
    return (
        f"Le taux voté, {percent(voted, 2)}, {kept} plafond, {percent(cap, 2)} ({sources[key]}) : "
        f"sur {euros(_paid_up(values))} de capital libéré, cela ferait {euros(max(0.0, rate) * _paid_up(values))}."
    )


def _answer(guess, values, shared, rate):
    fact = f"le calcul donne {euros(shared.interest)}"
    if abs(guess - shared.interest) < 1:
        return fact, RIGHT
    if shared.base <= 0:
        return fact, "Sans bénéfice, il n’y a pas d’intérêt."
    wanted = rate * _paid_up(values)
    if shared.interest < wanted and abs(guess - wanted) < 1:
        return fact, "C’est le taux appliqué au capital libéré ; mais le solde, une fois les réserves et les aides retirées, n’y suffit pas."
    if guess > shared.interest:
        return fact, "Les réserves passent d’abord, puis les aides sont exclues, puis le taux est plafonné."
    return fact, "Le solde permettait davantage."


def _parts(shared):
    return (
        ("réserve légale", shared.legal),
        ("réserve statutaire", shared.statutory),
        ("intérêt aux parts", shared.interest),
        ("report ou réserve libre", shared.rest),
    )


def _amounts_chart(view, named, label, least="", guess=None):
    """Amounts as bars; what is said after the lowest; the reader's guess as a line."""
    amounts = [amount for _, amount in named]
    texts = [euros(amount) + (least if amount == min(amounts) else "") for amount in amounts]
    series = Series(label, amounts, colour="petrol", texts=texts)
    marks = bet_on("x", guess, label="votre pari sur l’intérêt")
    return bar_chart(view, [name for name, _ in named], series=[series], x_title="Euros", unit="€", marks=marks)


def _split_reading(shared):
    if shared.base <= 0:
        return "Toutes les barres sont à zéro : sans bénéfice, rien n’est réparti."
    return f"Quatre barres : {_amounts(_parts(shared))}."


def _amounts(named):
    return ", ".join([f"{name} {euros(amount)}" for name, amount in named])


def _limits(values, shared, cap):
    """What could each limit the interest, in euros: the legal cap, the vote, what is left."""
    return (
        ("taux plafond × capital", cap * _paid_up(values) if cap > 0 else 0.0),
        ("taux voté × capital", values["voted_rate"] / 100 * _paid_up(values)),
        ("solde sans les aides", shared.distributable),
    )


def _steps_table(values, shared, due, rate):
    rows = [
        ["Résultat moins pertes antérieures (E)", euros(shared.base), "art. 19 nonies"],
        [f"Réserve légale, {law.LEGAL_RESERVE.text(values['date'])}", euros(shared.legal), _legal_words(values, shared, due)],
        [f"Réserve statutaire, {quantity(values['statutory_rate'], '%')}", euros(shared.statutory), _statutory_law(values)],
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
        return f"{_legal_law(values)} ; arrêtée au capital si les statuts le prévoient"
    return _legal_law(values)


def _paid_words(values):
    need = f"tout, après {YEARS_TO_PAY}" if values["shares_age"] >= law.YEARS_TO_PAY.at(values["date"]) else f"au moins {percent(PAID_AT_ONCE)}"
    return ("respecté : " if _paid_enough(values) else "non respecté : ") + need + " (art. 12)"


def _readings_table(values, cap):
    rows = []
    for reading, name in ((law.ALL_RESERVES, "toutes les réserves"), (law.LEGAL_RESERVE_ALONE, "réserve légale seule")):
        due = law.legal_reserve_due(values["capital"], values["legal_reserve"], other_reserves=values["other_reserves"], reading=reading)
        for aids_reading in (law.FROM_BALANCE, law.FROM_RESULT):
            shared = _share_out(values, due, cap=cap, aids_reading=aids_reading, reserves_reading=reading)
            rows.append([f"{name}, {aids_reading}", yes_or_no(due), euros(shared.legal + shared.statutory), euros(shared.interest), euros(shared.rest)])
    return Table("Les quatre lectures de la loi, avec vos montants", ["Lecture", "Réserve légale due", "Réserves obligatoires", "Intérêt", "Report"], rows)


SIMULATOR = Simulator("scic-result", CONTROLS, compute=compute, bet=BET, about="interest", presets=PRESETS, challenges=CHALLENGES)

"""« Qui paie le bonus de 5 % ? »: the euro that is missing for each 21 Bou'Sols, and who brings it.

The law of circulation is engine A (models.currency); the arithmetic of bonus and fee is rules.local_currency.
"""

from essor.portable.french import centimes, euros, listed, percent, quantity
from essor.portable.models import currency
from essor.portable.pictures.lines import Line, Point, line_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules.local_currency import BONUS, TRANCHE_EUROS, bonus_per_unit, cover_without_support, round_trip
from essor.portable.simulators.bousol_circuits import FOUR_SECTORS, MELTED, SOLISTES_2016, UNITS, WEEKS
from essor.portable.simulators.controls import Choice, Number, Slider
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

EUSKO_FEE = 5  # %, data/faits

PATH_WEEKS = 104
HIGHEST_FEE = 10
HALF_EURO = 0.5  # less is not seen: amounts are shown in whole euros
LEDGER_ROWS = 15

BONUS_PER_UNIT = percent(bonus_per_unit(BONUS), 2)

CONTROLS = (
    Choice("payer", options=("collectivite", "association", "prestataires"), default="association"),
    Slider("fee", low=0, high=HIGHEST_FEE, step=0.1, default=0, unit="%", decimals=2, only=("payer", ("collectivite", "association"))),
    Slider("bonus", low=0, high=10, step=0.5, default=BONUS * 100, unit="%", decimals=1),
    Slider("lost", low=0, high=20, step=1, default=0, unit="%", decimals=1),
    Slider("melt", low=0, high=20, step=1, default=0, unit="%", decimals=1),
    Slider("reuse", low=0, high=95, step=1, default=40, unit="%", decimals=1),
    Slider("hold", low=1, high=26, step=0.25, default=2, unit=WEEKS, decimals=2),
    Slider("solistes", low=10, high=5000, step=10, default=SOLISTES_2016, unit=("soliste", "solistes"), integer=True),
)

PRESETS = (
    Preset("no-fee", {}),
    Preset("boulonnais-2016", {"fee": EUSKO_FEE}),
    Preset("souvenirs", {"payer": "prestataires", "lost": 10}),
    Preset("eusko", {"fee": EUSKO_FEE, "hold": 10.75}),
)

BET = Number("guess", low=0, high=100, step=0.01, default=5, unit="%", decimals=2, choices=(3, 4.76, 5, 8.33))

SMALL_ADVANCE = 100  # €


def _paid(values, outcome):
    """Whether the association, which pays the whole bonus, is paid back."""
    return values["payer"] == "association" and values["bonus"] == BONUS * 100 and outcome.indicator("balance").verdict.ok


def _least(values, outcome):
    return _paid(values, outcome) and values["fee"] < EUSKO_FEE and not values["lost"] and not values["melt"]


def _melted(values, outcome):
    return _paid(values, outcome) and not values["fee"]


def _at_once(values, outcome):
    at_once = outcome.indicator("to_advance").number <= SMALL_ADVANCE
    return at_once and _paid(values, outcome) and values["fee"] <= EUSKO_FEE and values["solistes"] >= SOLISTES_2016


CHALLENGES = (
    Challenge("least", _least, {"fee": 4.8}),
    Challenge("melted", _melted, {"melt": 10, "hold": 10.75}),
    Challenge("at-once", _at_once, {"fee": 5, "reuse": 0, "hold": 1}),
)


def compute(values):
    bonus = values["bonus"] / 100
    lost = values["lost"] / 100
    c = currency.circuit(
        2,
        values["solistes"] / currency.WEEKS_PER_MONTH * TRANCHE_EUROS * (1 + bonus),
        reuse=values["reuse"] / 100,
        act_solistes=1 / values["hold"],
        act_prestataires=1 / values["hold"],
        sector_shares=FOUR_SECTORS,
        melt=currency.weekly_melt(values["melt"] / 100),
    )
    state = currency.steady_state(c)
    fee_paid_by_all = values["payer"] == "prestataires"
    even = currency.bonus_account(state, bonus, fee=0, lost=lost).break_even_fee
    fee = even if fee_paid_by_all else values["fee"] / 100
    account = currency.bonus_account(state, bonus, fee=fee, lost=lost)
    back = round_trip(TRANCHE_EUROS, bonus, fee)
    points = currency.cash_path(currency.mean_path(c, PATH_WEEKS), bonus, fee=fee, lost=lost)
    advance = max(0.0, -min(points))
    # Judged as shown: the rate to a hundredth of a point, the round trip to the centime.
    covered = _hundredths(fee * 100) >= _hundredths(even * 100)
    pump = _hundredths(back) > _hundredths(TRANCHE_EUROS)
    verdict = Verdict(covered, f"une commission de {percent(fee)}{' couvre le bonus' if covered else ' ne couvre pas le bonus'}")
    yield Headline(_headline(values["payer"], account, fee=fee, covered=covered))
    yield Indicator("even_fee", percent(even, 2), number=even * 100, verdict=Verdict(True, "la commission y est fixée") if fee_paid_by_all else verdict)
    verdict = Verdict(not pump, "pompe ouverte : l’aller-retour rapporte" if pump else "pompe fermée : l’aller-retour ne rapporte rien")
    yield Indicator("round_trip", euros(back, 2), number=back, verdict=verdict)
    verdict = Verdict(covered, "commission et fonte moins bonus, tous payeurs confondus")
    yield Indicator("balance", euros(account.balance), number=account.balance, verdict=verdict)
    yield Indicator("to_advance", euros(advance), number=advance, verdict=note("le bonus part tout de suite, la commission revient plus tard"))
    sentence = (
        f"Chaque tranche de 20 € demande {euros(TRANCHE_EUROS * bonus, 2)} de bonus ; les euros des solistes couvrent "
        f"{percent(cover_without_support(bonus), 2)} des Bou’Sols émis. "
    )
    if values["payer"] == "collectivite":
        sentence += f"La collectivité verse {euros(account.bonus_paid)} de bonus par an ; "
        if account.fees + account.released < HALF_EURO:
            sentence += "rien n’en revient."
        else:
            sentence += f"commission et fonte rapportent {euros(account.fees + account.released)} à l’association, qui ne les lui rend pas."
    elif covered:
        sentence += f"Une commission de {percent(fee, 2)} suffit à rembourser le bonus, une fois le régime atteint."
    else:
        sentence += f"Avec une commission de {percent(fee, 2)}, il manque {euros(-account.balance)} par an."
    yield Figure(
        "Ce que la commission rapporte, moins ce que le bonus coûte",
        _balance_reading(even, bonus, account=account, fee=fee),
        lambda view: _balance(view, state, bonus=bonus, lost=lost, even=even, fee=fee, account=account, guess=values["guess"]),
    )
    yield Figure("La trésorerie du bonus pendant deux ans", _cash_reading(points, advance, covered=covered, account=account), lambda view: _cash(view, points))
    yield sentence
    yield Why(lambda: _why_steps(values, state, account=account, fee=fee, back=back, advance=advance))
    yield Later(lambda: _who_table(values["payer"], account))
    if bonus == BONUS:
        yield Later(lambda: _ledger_table(values, fee))
    yield lambda guess: _answer(guess, even, bonus=bonus, reuse=values["reuse"] / 100)


def _hundredths(value):
    """What two decimals show, as an integer."""
    return int(value * 100 + 0.5)


def _headline(payer, account, fee, covered):
    """Who pays, at these values; amounts as shown, in whole euros."""
    if account.bonus_paid < HALF_EURO:
        return "Aucun bonus, personne ne paie"
    if payer == "collectivite":
        return f"La collectivité paie {euros(account.bonus_paid)} de bonus par an"
    if covered and not _hundredths(fee * 100):
        return "La fonte rembourse le bonus, sans commission"
    if payer == "prestataires":
        return f"Les prestataires paient, par une commission de {percent(fee, 2)}"
    if account.balance > -HALF_EURO:
        if account.released < HALF_EURO:
            return f"La commission de {percent(fee, 2)} rembourse le bonus"
        return f"La fonte et {percent(fee, 2)} de commission remboursent le bonus"
    return f"L’association perd {euros(-account.balance)} par an"


def _why_steps(values, state, account, fee, back, advance):
    lost, bonus = values["lost"] / 100, values["bonus"] / 100
    units = quantity(TRANCHE_EUROS * (1 + bonus), UNITS)
    return [
        _why_missing(bonus, units),
        _why_lost(state.reconverted * (1 - lost), state.melted * (1 - lost), lost),
        _why_even(account, bonus),
        _why_paid(values["payer"], account, fee),
        f"Reconvertis aussitôt, {units} rendent {euros(back, 2)}, commission de {percent(fee, 2)} déduite : "
        + ("l’aller-retour rapporte." if _hundredths(back) > _hundredths(TRANCHE_EUROS) else "l’aller-retour ne rapporte rien."),
        _why_advance(advance),
    ]


def _why_missing(bonus, units):
    if not bonus:
        return f"Sans bonus, {euros(TRANCHE_EUROS)} donnent {units} : le fonds, qui garde un euro par Bou’Sol (usage des réseaux), n’attend rien de plus."
    return (
        f"{euros(TRANCHE_EUROS)} donnent {units}, et le fonds garde un euro par Bou’Sol (usage des réseaux) : il manque "
        f"{euros(TRANCHE_EUROS * bonus, 2)}, soit {percent(bonus_per_unit(bonus), 2)} de ce qui est émis."
    )


def _why_lost(back, melted, lost):
    parts = ["redeviennent des euros"]
    parts += [f"{percent(melted, 2)} fondent et libèrent leurs euros"] if melted > MELTED else []
    parts += [f"{percent(lost, 2)} ne reviennent jamais et bloquent les leurs"] if lost else []
    if len(parts) == 1:
        return "Tout ce qui est émis finit par être reconverti : la commission porte donc sur chaque Bou’Sol, une seule fois, quel que soit le réemploi."
    return f"Des Bou’Sols émis, {percent(back, 2)} {listed(parts)} ; la commission ne porte que sur les premiers."


def _why_even(account, bonus):
    even = percent(account.break_even_fee, 2)
    if not bonus:
        return f"Il n’y a pas de bonus à rembourser : la commission d’équilibre est de {even}."
    if account.released >= account.bonus_paid:
        return f"La fonte libère au moins autant d’euros que le bonus en demande : la commission d’équilibre est de {even}."
    return f"La commission d’équilibre est la différence entre ce qui manque et ce que la fonte libère, divisée par ce qui est reconverti : {even}."


def _why_paid(payer, account, fee):
    said = {
        "collectivite": f"La collectivité paie le bonus, {euros(account.bonus_paid)} par an, et rien ne lui est rendu",
        "association": f"L’association paie le bonus, {euros(account.bonus_paid)} par an",
        "prestataires": f"Les prestataires paient : leur commission est fixée à l’équilibre, pour un bonus de {euros(account.bonus_paid)} par an",
    }[payer]
    return (
        f"{said} ; la commission de {percent(fee, 2)} rapporte {euros(account.fees)} et la fonte {euros(account.released)} : "
        f"le solde par an, tous payeurs confondus, est de {euros(account.balance)}."
    )


def _why_advance(advance):
    if advance < HALF_EURO:
        return "Le bonus ne sort pas plus vite que commission et fonte ne rentrent : sur deux ans, rien n’est à avancer."
    return f"Le bonus part dès l’échange, et la commission n’est retenue qu’à la reconversion : sur deux ans, il faut avancer jusqu’à {euros(advance)}."


def _answer(guess, even, bonus, reuse):
    fact = f"le calcul donne {percent(even, 2)}"
    if abs(guess - even * 100) < 0.05:
        return fact, RIGHT
    plain = abs(even - bonus_per_unit(BONUS)) < 1e-9 and bonus == BONUS
    if guess == 5 and plain:
        return fact, "Le bonus vaut 1 € pour 20 €, mais la commission porte sur les 21 Bou’Sols : on divise par 21, pas par 20."
    if plain and reuse and guess > even * 100 and int(guess * (1 - reuse) + 0.5) == int(BONUS * 100):
        return fact, "Tout Bou’Sol finit par être reconverti : le réemploi retarde la commission, il ne la réduit pas."
    if guess > even * 100:
        return fact, "À votre taux, la commission rapporterait plus que le bonus ne coûte."
    return fact, "À votre taux, il resterait une part du bonus à financer."


def _balance(view, state, bonus, lost, even, fee, account, guess):
    fees = [0, HIGHEST_FEE]
    balances = [currency.bonus_account(state, bonus, fee=f / 100, lost=lost).balance for f in fees]
    pump = bonus_per_unit(bonus) * 100
    marks = [Mark("x", even * 100, f"équilibre {percent(even, 2)}")]
    if abs(pump - even * 100) > 0.15:
        marks.append(Mark("x", pump, f"pompe fermée {quantity(pump, '%', 2)}"))
    if guess is not None and guess <= HIGHEST_FEE and abs(guess - even * 100) > 0.15:
        marks.append(Mark("x", guess, "votre pari"))
    if len(marks) > 1:
        marks.sort(key=lambda mark: -mark.value)
    return line_chart(
        view,
        [Line("", fees, ys=balances, colour="petrol", strong=True)],
        x_title="Commission de reconversion",
        y_title="Solde par an, en euros",
        marks=marks,
        points=[Point(fee * 100, account.balance, "ici")],
        x_unit="%",
        y_unit="€",
    )


def _balance_reading(even, bonus, account, fee):
    if account.released > account.bonus_paid:
        text = "Le solde annuel monte avec la commission ; la fonte suffit à payer le bonus, même sans commission. "
    else:
        text = f"Le solde annuel monte avec la commission et passe par zéro à {percent(even, 2)}. "
    text += f"À {percent(fee, 2)}, il est de {euros(account.balance)}."
    if bonus:
        text += f" Au-dessous de {percent(bonus_per_unit(bonus), 2)}, changer des euros puis les reconvertir rapporte de l’argent."
    return text


def _cash(view, points):
    return line_chart(
        view,
        [Line("", list(range(1, PATH_WEEKS + 1)), ys=points, colour="petrol", strong=True)],
        x_title="Semaines depuis le lancement",
        y_title="Euros cumulés depuis le lancement",
        y_unit="€",
        x_step=currency.WEEKS_PER_SEMESTER,
    )


def _cash_reading(points, advance, covered, account):
    if not advance:
        return "La trésorerie du bonus ne passe pas sous zéro : rien n’est à avancer."
    lowest, last = min(points), points[-1]
    text = f"Commission et fonte moins bonus : la trésorerie part de zéro et descend jusqu’à {euros(lowest)}"
    if last >= lowest + HALF_EURO:
        return f"{text} en semaine {points.index(lowest) + 1}. Elle remonte ensuite : commission et fonte rapportent plus que le bonus ne coûte."
    # Less than a thousandth of the bonus in six months: a line that does not move.
    if last > points[-1 - currency.WEEKS_PER_SEMESTER] - max(HALF_EURO, account.bonus_paid / 2000):
        return f"{text}. Elle s’y stabilise : la commission paie le bonus de chaque semaine, sans rendre l’avance."
    if covered:
        return f"{text}. Elle descend encore au bout de deux ans, mais de moins en moins : la commission rattrapera le bonus de chaque semaine."
    return f"{text}. Elle descend encore : la commission ne rembourse pas le bonus en deux ans."


def _who_table(payer, account):
    public = -account.bonus_paid if payer == "collectivite" else 0.0
    association = account.fees + account.released - (0.0 if payer == "collectivite" else account.bonus_paid)
    rows = [
        ["solistes", euros(account.bonus_paid), "pouvoir d’achat ajouté par le bonus"],
        ["porteurs de billets", euros(-account.released - account.dormant), "fonte et billets jamais reconvertis"],
        ["prestataires", euros(-account.fees), "commission de reconversion"],
        ["collectivité", euros(public), "subvention du bonus"],
        ["association", euros(association), "commission et fonte, moins le bonus si elle le paie"],
        ["fonds de garantie", euros(account.dormant), "euros immobilisés par les billets jamais reconvertis"],
    ]
    return Table("Qui donne et qui reçoit, par an (la somme est nulle, aux arrondis près)", ["Qui", "Euros par an", "Pourquoi"], rows)


def _ledger_table(values, fee):
    payer = "collectivité" if values["payer"] == "collectivite" else currency.ASSOCIATION
    entries = currency.tranche_ledger(2, values["reuse"] / 100, fee=fee, bonus_payer=payer)
    shown = entries[:LEDGER_ROWS]
    rows = [[str(rank + 1), e.payer, e.payee, f"{centimes(e.amount)} {e.currency}"] for rank, e in enumerate(shown)]
    rest = entries[LEDGER_ROWS:]
    if rest:
        paid = sum(e.amount for e in rest if e.currency == "€" and e.payee != currency.ASSOCIATION)
        kept = sum(e.amount for e in rest if e.currency == "€" and e.payee == currency.ASSOCIATION)
        rows.append([f"{LEDGER_ROWS + 1} à {len(entries)}", currency.FUND, "prestataires suivants, association", f"{centimes(paid)} € et {centimes(kept)} €"])
    return Table("Le parcours d’une tranche de 20 €, au centime, si rien ne se perd ni ne fond", ["Étape", "Qui paie", "Qui reçoit", "Montant"], rows)


SIMULATOR = Simulator("bousol-bonus", CONTROLS, compute=compute, bet=BET, about="even_fee", presets=PRESETS, challenges=CHALLENGES)

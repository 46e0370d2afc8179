"""Engine A of the local currency: the exact absorbing Markov chain of a unit, its mean path, and its accounts.

A unit is held by somebody until it is reconverted into euros or melts away. Each week a holder of type i loses the
share δ of what it holds to melt, then acts with probability a: it pays type j with probability Π[i][j], or
reconverts with the rest. What is received in a week is held from the next week on.

Two conventions of mass: M⁻ counts before holders act (issue of the week included), M⁺ at the end of the week.
"""

from collections import namedtuple

from essor.portable.checks import check_share

WEEKS_PER_YEAR = 52
WEEKS_PER_MONTH = 4  # a « month » here is four weeks, so that one 20 € tranche a month is 0.25 a week
WEEKS_PER_SEMESTER = 26

ROUNDING = 1e-12  # relative: what floats may be off by

# holders: names. issued: units per week to each. act: weekly probability. pays: Π, one row per holder.
# melt: weekly share lost. All lists have the same length.
Circuit = namedtuple("Circuit", ["holders", "issued", "act", "pays", "melt"])

SteadyState = namedtuple(
    "SteadyState",
    [
        "issued",  # Φ, units per week
        "visits",  # v, mean number of times a unit comes to each holder
        "received",  # units received in payment by each holder, per week
        "spent",  # units that each holder pays or reconverts, per week
        "payments",  # n, payments per unit
        "life",  # L, weeks between issue and end
        "volume",  # V = Φ n, units paid per week
        "mass_before",  # M⁻ = Φ L
        "mass_after",  # M⁺ = Φ (L − 1)
        "velocity",  # 52 n / L, payments a year per unit in circulation
        "reconverted",  # ρ, share of what is issued
        "melted",  # 1 − ρ
        "masses",  # M⁻ by holder
    ],
)

Week = namedtuple("Week", ["mass_before", "mass_after", "volume", "issued", "reconverted", "melted"])

SECTORS = ("alimentation", "loisirs et culture", "services de proximité", "mobilité douce", "habitat durable")


def circuit(
    phase: int,
    issued_to_solistes: float,
    reuse,
    act_solistes: float,
    act_prestataires: float,
    sector_shares,
    issued_to_beneficiaries: float = 0.0,
    act_beneficiaries: float = 0.8,
    melt: float = 0.0,
) -> Circuit:
    """Build one of the Bou'Sol's three circuits.

    phase 1 « Sol-éco »: solistes pay prestataires, who reconvert. Phase 2 « b to b »: prestataires also pay each
    other. Phase 3: beneficiaries of a local social aid receive units too.
    `reuse` is p, the share that a prestataire spends locally, in [0, 1): one number, or one per sector.
    `sector_shares` splits any payment between sectors and sums to 1. Issues are in units per week, `act_*` and
    `melt` are weekly probabilities. Raises ValueError on a value outside its range.
    """
    if phase not in (1, 2, 3):
        raise ValueError(f"phase must be 1, 2 or 3, got {phase}")
    count = len(sector_shares)
    if count == 0 or not abs(sum(sector_shares) - 1) <= 1e-9 or min(sector_shares) < 0:
        raise ValueError("sector_shares must be non-negative and sum to 1")
    reuses = list(reuse) if isinstance(reuse, (list, tuple)) else [reuse] * count
    if len(reuses) != count:
        raise ValueError("reuse must have one value per sector")
    for share in reuses:
        check_share("reuse", share)
    for name, rate in (("act_solistes", act_solistes), ("act_prestataires", act_prestataires), ("act_beneficiaries", act_beneficiaries)):
        if not 0 < rate <= 1:
            raise ValueError(f"{name} must be in (0, 1], got {rate}")
    check_share("melt", melt)
    for name, units in (("issued_to_solistes", issued_to_solistes), ("issued_to_beneficiaries", issued_to_beneficiaries)):
        if not units >= 0:
            raise ValueError(f"{name} must be at least 0, got {units}")

    holders = ["solistes"]
    issued = [issued_to_solistes]
    act = [act_solistes]
    if phase == 3:
        holders.append("bénéficiaires")
        issued.append(issued_to_beneficiaries)
        act.append(act_beneficiaries)
    consumers = len(holders)
    holders += list(SECTORS[:count]) if count > 1 else ["prestataires"]
    issued += [0.0] * count
    act += [act_prestataires] * count
    pays = [[0.0] * consumers + list(sector_shares) for _ in range(consumers)]
    for sector in range(count):
        p = reuses[sector] if phase > 1 else 0.0
        pays.append([0.0] * consumers + [p * share for share in sector_shares])
    return Circuit(holders, issued, act=act, pays=pays, melt=[melt] * len(holders))


def steady_state(c: Circuit) -> SteadyState:
    """The long-run means of a circuit, exactly, from v = e (I − T)⁻¹.

    Raises ValueError if nothing is issued or if units can circulate for ever.
    """
    phi = sum(c.issued)
    if phi <= 0:
        raise ValueError("nothing is issued")
    size = len(c.holders)
    passes = [_pass(c, i) for i in range(size)]
    holds = [1 / (1 - (1 - c.melt[i]) * (1 - c.act[i])) for i in range(size)]  # h: weeks held
    # v (I − T) = e, solved as (I − T)ᵗ v = e.
    matrix = [[(1.0 if i == j else 0.0) - passes[j] * c.pays[j][i] for j in range(size)] for i in range(size)]
    visits = _solve(matrix, [units / phi for units in c.issued])
    spent = [visits[i] * passes[i] for i in range(size)]
    paid = [sum(row) for row in c.pays]
    payments = sum(spent[i] * paid[i] for i in range(size))
    life = sum(visits[i] * holds[i] for i in range(size))
    back = sum(spent[i] * (1 - paid[i]) for i in range(size))
    return SteadyState(
        phi,
        visits,
        received=[phi * sum(spent[i] * c.pays[i][j] for i in range(size)) for j in range(size)],
        spent=[phi * share for share in spent],
        payments=payments,
        life=life,
        volume=phi * payments,
        mass_before=phi * life,
        mass_after=phi * (life - 1),
        velocity=WEEKS_PER_YEAR * payments / life,
        reconverted=back,
        melted=1 - back,
        masses=[phi * visits[i] * holds[i] for i in range(size)],
    )


# One payment of a unit, in shares of what is issued: what is paid, and what those who receive it then reconvert or lose to melt.
Turn = namedtuple("Turn", ["paid", "reconverted", "melted"])


def turns(c: Circuit, count: int) -> list:
    """The life of what is issued: `count` payments, then all the next as one turn, whose `paid` is what circulates still.

    What is paid, less what is reconverted and melted, is paid again; what melts before the first payment is 1 − its `paid`.
    """
    state = steady_state(c)
    size = len(c.holders)
    passes = [_pass(c, i) for i in range(size)]
    held = [units / state.issued for units in c.issued]
    found: list[Turn] = []
    for _ in range(count + 1):
        spent = [held[i] * passes[i] for i in range(size)]
        held = [sum(spent[i] * c.pays[i][j] for i in range(size)) for j in range(size)]
        back = sum(held[i] * passes[i] * (1 - sum(c.pays[i])) for i in range(size))
        found.append(Turn(sum(held), back, melted=sum(held[i] * (1 - passes[i]) for i in range(size))))
    back = max(0.0, state.reconverted - sum(turn.reconverted for turn in found[:count]))
    found[count] = Turn(found[count].paid, back, melted=max(0.0, found[count].paid - back))
    return found


def reuse_for_payments(c: Circuit, payments: float):
    """The local reuse p, equal in all sectors, that gives `payments` per unit; None if no p in [0, 1) does.

    n = n₀ / (1 − g p), where n₀ is what p = 0 gives and g the share that a prestataire spends before it melts.
    """
    first = sum(units * _pass(c, i) for i, units in enumerate(c.issued)) / sum(c.issued)
    if payments < first * (1 - ROUNDING):
        return None
    reuse = max(0.0, (1 - first / payments) / _pass(c, len(c.holders) - 1))
    return reuse if reuse < 1 else None


def _pass(c, i):
    """g: the share of what holder i gets that it spends rather than lets melt."""
    kept = (1 - c.melt[i]) * (1 - c.act[i])
    return (1 - c.melt[i]) * c.act[i] / (1 - kept)


def mean_path(c: Circuit, weeks: int) -> list:
    """The expected state of the currency, week by week, from nothing."""
    size = len(c.holders)
    path = []
    issued = sum(c.issued)
    nothing = [0.0] * size
    held = nothing[:]
    # All that a week needs of each holder, in one tuple: in MicroPython, looking each up costs a fifth of the time.
    holders = []
    for i in range(size):
        targets = [(j, share) for j, share in enumerate(c.pays[i]) if share]
        holders.append((i, c.issued[i], c.melt[i], c.act[i], 1 - sum(c.pays[i]), targets))
    for _ in range(weeks):
        inbox = nothing[:]
        before = after = volume = reconverted = melted = 0.0
        for i, new, melt, act, back, targets in holders:
            mine = held[i] + new
            if not mine:
                continue
            before += mine
            if melt:
                lost = mine * melt
                melted += lost
                mine -= lost
            spent = mine * act
            reconverted += spent * back
            mine -= spent
            held[i] = mine
            after += mine
            for j, share in targets:
                inbox[j] += spent * share
        for j, received in enumerate(inbox):
            if received:
                held[j] += received
                volume += received
        path.append(Week(before, after + volume, volume=volume, issued=issued, reconverted=reconverted, melted=melted))
    return path


def weekly_melt(semester_rate: float) -> float:
    """The weekly share lost that amounts to `semester_rate`, in [0, 1), over 26 weeks."""
    check_share("semester_rate", semester_rate)
    return 1 - (1 - semester_rate) ** (1 / WEEKS_PER_SEMESTER)


def local_multiplier_3(reuse: float) -> float:
    """LM3, the multiplier of three rounds of spending: 2 + p, always at least 2 in a currency that only buys locally."""
    return 2 + reuse


BonusAccount = namedtuple(
    "BonusAccount",
    [
        "break_even_fee",  # f*, or None when nothing is ever reconverted
        "bonus_paid",  # € a year put in the fund by whoever pays the bonus
        "fees",  # € a year kept on reconversion
        "released",  # € a year freed from the fund by melt
        "balance",  # fees + released − bonus
        "dormant",  # € a year immobilised for units that never come back
    ],
)


def bonus_account(state: SteadyState, bonus: float, fee: float, lost: float = 0.0) -> BonusAccount:
    """Yearly accounts of a bonus in the long run, in euros, and the fee that pays for it without subsidy.

    `bonus` b, `fee` f and `lost` (share of units never used again, whose euros stay in the fund) are fractions in
    [0, 1). Break-even: f·ρ + melted ≥ b/(1+b), with ρ and melted counted on what is issued, losses included.
    """
    for name, value in (("bonus", bonus), ("fee", fee), ("lost", lost)):
        check_share(name, value)
    back = state.reconverted * (1 - lost)
    melted = state.melted * (1 - lost)
    needed = bonus / (1 + bonus)
    year = WEEKS_PER_YEAR * state.issued
    return BonusAccount(
        max(0.0, needed - melted) / back if back > 0 else None,
        year * needed,
        fees=year * fee * back,
        released=year * melted,
        balance=year * (fee * back + melted - needed),
        dormant=year * lost,
    )


def cash_path(path, bonus: float, fee: float, lost: float = 0.0) -> list:
    """Cumulated euros of the bonus scheme after each week: fees and released melt minus bonus, from a mean path.

    The lowest point, when negative, is the cash that somebody has to advance.
    """
    needed = bonus / (1 + bonus)
    total = 0.0
    points = []
    for week in path:
        total += (1 - lost) * (fee * week.reconverted + week.melted) - needed * week.issued
        points.append(total)
    return points


# One entry of the ledger: `amount` in integer centimes of `currency` (« € » or « Bou’Sols ») from payer to payee.
Entry = namedtuple("Entry", ["payer", "payee", "currency", "amount"])

FUND = "fonds de garantie"
BANK = "banque Sol"
ASSOCIATION = "association"


def tranche_ledger(phase: int, reuse: float, fee: float, bonus_payer: str) -> list:
    """Follow one 20 € tranche until its last centime is reconverted: a list of entries in integer centimes.

    `reuse` p and `fee` f are fractions in [0, 1). Each prestataire passes on the whole centimes of p × what it
    received and reconverts the rest; the fee is rounded down, in its favour.
    """
    check_share("reuse", reuse)
    check_share("fee", fee)
    buyer, holder = ("CCAS", "bénéficiaire") if phase == 3 else ("soliste", "soliste")
    entries = [
        Entry(buyer, FUND, currency="€", amount=2000),
        Entry(bonus_payer, FUND, currency="€", amount=100),
        Entry(BANK, holder, currency="Bou’Sols", amount=2100),
    ]
    payer, amount, rank = holder, 2100, 1
    while amount:
        payee = f"prestataire {rank}"
        entries.append(Entry(payer, payee, currency="Bou’Sols", amount=amount))
        # 1e-9 lifts products such as 0.29 × 100, which binary floats put just under the integer.
        passed = min(int(amount * reuse + 1e-9), amount - 1) if phase > 1 else 0
        given_back = amount - passed
        kept = int(given_back * fee + 1e-9)
        entries.append(Entry(payee, BANK, currency="Bou’Sols", amount=given_back))
        if given_back > kept:
            entries.append(Entry(FUND, payee, currency="€", amount=given_back - kept))
        if kept:
            entries.append(Entry(FUND, ASSOCIATION, currency="€", amount=kept))
        payer, amount, rank = payee, passed, rank + 1
    return entries


def _solve(matrix, right):
    """Solve matrix · x = right by Gaussian elimination with partial pivoting."""
    size = len(right)
    rows = [list(matrix[i]) + [right[i]] for i in range(size)]
    for column in range(size):
        pivot = column
        for i in range(column + 1, size):
            if abs(rows[i][column]) > abs(rows[pivot][column]):
                pivot = i
        if abs(rows[pivot][column]) < 1e-12:
            raise ValueError("units circulate for ever: no steady state")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column]
        for i in range(column + 1, size):
            row = rows[i]
            factor = row[column] / lead[column]
            if factor:
                for j in range(column, size + 1):
                    row[j] -= factor * lead[j]
    result = [0.0] * size
    for i in range(size - 1, -1, -1):
        result[i] = (rows[i][size] - sum(rows[i][j] * result[j] for j in range(i + 1, size))) / rows[i][i]
    return result

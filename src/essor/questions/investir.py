"""Debate 3 on public money: capital, reserves, exit and votes of a SCIC, de minimis aid, grants, a responsible bond."""

from itertools import count

from essor.portable.french import percent
from essor.portable.models.power import banzhaf
from essor.portable.models.transversality import concentration
from essor.portable.rules import scic as law, state_aid
from essor.portable.rules.bonds import Project, bond_share
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.grants import AGREEMENT_ABOVE, is_grant

LAST = law.LAST_KNOWN_MEETING
CAP = law.interest_cap(LAST)
RESERVES = law.allocate(60000, 0, due=True, statutory_rate=0.60, aids=0, paid_up=100000, rate=0, date=CHECKED)
ALLOCATED = law.allocate(50000, 0, due=True, statutory_rate=law.LEAST_STATUTORY_RESERVE.at(CHECKED), aids=15000, paid_up=300000, rate=CAP, date=CHECKED)

# (granted, euros): the aids of both questions, decided in September 2026.
AIDS = (("2023-06-01", 80000), ("2024-02-01", 140000), ("2025-04-01", 70000))
DECIDED = "2026-09-01"
WANTED = 200000

CASH, IN_KIND = 9000, 5500
MOVED = (150, 150, 120, 70, 110)
HOUSING = Project(70, 30, elsewhere=20, cost=90)
HOMES = 1800


def _allowed_after(months):
    year, month = divmod(2026 * 12 + 8 + months, 12)
    date = f"{year}-{month + 1:02}-02"
    return state_aid.allowed(AIDS, WANTED, date=date, kind=state_aid.GENERAL, window=state_aid.ROLLING, first_month=1, limit_date=CHECKED)


VALUES = {
    "largest_subscription": law.largest_public_subscription(30000, 150000, CHECKED),
    "largest_withdrawal": 165000 - 80000 / law.PUBLIC_CEILING.at(CHECKED),
    "least_reserve": 100 * (RESERVES.legal + RESERVES.statutory) / RESERVES.base,
    "last_meeting": str(LAST),
    "interest_cap": percent(CAP, 2),
    "largest_interest": ALLOCATED.interest,
    "exit_value": law.exit_value(40000, 120000, 84000),
    "real_loss": 50000 - 50000 / 1.03**10,
    "power_of_the_smallest": 100 * banzhaf([45, 35, 20]).shares[2],
    "proportional_vote": 100 * law.proportional_vote([40, 35, 25], [1, 0.4, 0.3]),
    "de_minimis_room": state_aid.ceiling(state_aid.GENERAL, CHECKED) - state_aid.counted(AIDS, DECIDED, state_aid.ROLLING),
    "de_minimis_wait": next(months for months in count() if _allowed_after(months)),
    # Who brings, defines and runs the project still needs a general interest, and no individual return.
    "cases_that_are_no_grant": sum(not is_grant(True, one, individual_return=other, date=CHECKED) for one in (True, False) for other in (True, False)),
    "grant_without_agreement": AGREEMENT_ABOVE.at(CHECKED) - CASH - IN_KIND,
    "concentration": 100 * concentration(MOVED),
    "homes": HOMES * bond_share(HOUSING),
}

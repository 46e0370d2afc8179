"""A responsible bond and what it paid for: four checks, FIN-01 to FIN-04.

They are tools of this course, not a text of law: they agree with the four components of the ICMA principles, which are
voluntary (use of proceeds, selection of projects, management of proceeds, reporting).
"""

from collections import namedtuple

from essor.portable.checks import share_of
from essor.portable.rules.dated import SECONDARY, Dated

# The reference that an issuer may cite. The day within 2014 and 2017 is not in our sources; the first of the year stands for it.
FRAMEWORK = Dated(
    "reference for responsible bonds",
    [
        ("2014-01-01", "Green Bond Principles (ICMA)", "wiki.treasurers.org ; optionfinance.fr", SECONDARY),
        ("2017-01-01", "Green et Social Bond Principles (ICMA)", "optionfinance.fr, 2017", SECONDARY),
        ("2024-12-21", "principes ICMA, ou label européen EuGB", "règlement (UE) 2023/2631", SECONDARY),
    ],
)

# One project: euros from this bond, the part of them that pays for spending earlier than the issue, euros from other
# bonds, and what the project cost.
Project = namedtuple("Project", ["allocated", "earlier", "elsewhere", "cost"])


def allocation_rate(projects, net_proceeds: float) -> float:
    """FIN-01: share of the net proceeds that is allocated; more than 1 is not allowed. 0 without proceeds."""
    return share_of(sum(p.allocated for p in projects), net_proceeds)


def left_to_allocate(projects, net_proceeds: float) -> float:
    """FIN-01: euros not yet allocated; below 0, more was promised than was raised."""
    return net_proceeds - sum(p.allocated for p in projects)


def refinancing_share(projects) -> float:
    """FIN-02: share of what is allocated that pays for spending earlier than the issue. 0 when nothing is allocated."""
    return share_of(sum(p.earlier for p in projects), sum(p.allocated for p in projects))


def bond_share(project) -> float:
    """FIN-03: share of the project's cost paid by this bond; its results may be claimed for that share only. 0 without a cost."""
    return share_of(project.allocated, project.cost)


def counted_twice(project) -> float:
    """FIN-04: euros that all bonds together allocate beyond what the project cost; 0 when none."""
    return max(0, project.allocated + project.elsewhere - project.cost)


def earlier_is_possible(project) -> bool:
    """Whether the earlier spending is a part of what is allocated (what FIN-02 supposes)."""
    return project.earlier <= project.allocated

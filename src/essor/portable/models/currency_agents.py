"""Engine C of the local currency: everybody has a name, a commune, a purse in whole centimes.

The law is that of currency_cohorts, one person at a time; without melt, the two have the same distribution (but for
the liberty said there). Melt is by purse: the share δ, rounded up or down at random so that its mean stays exact.
On request, rules that no cohort can follow: buying near home, a weekly limit on notes spent, and suppliers known
by name, which make the reuse p a consequence of how wide the network is.
"""

from essor.portable.models.currency import Week
from essor.portable.models.currency_cohorts import Town
from essor.portable.models.random_draws import Draws
from essor.portable.rules.local_currency import TRANCHE_EUROS, TRANCHE_UNITS

COMMUNES = 74  # of the Boulonnais, 2014 file


def supplier_found(coverage: float, names: int) -> float:
    """The probability 1 − (1 − x)^d that one at least of d suppliers known by name belongs to a network.

    `coverage` x is the share of the territory's businesses that are members, in [0, 1]; `names` d is a whole number.
    """
    if not 0 <= coverage <= 1 or names < 0 or int(names) != names:
        raise ValueError(f"coverage must be in [0, 1] and names a whole number, got {coverage} and {names}")
    return 1 - (1 - coverage) ** names


class Agent:
    """Somebody who holds units. `purse` and `received` (in payment, since the start) are in centimes of units."""

    def __init__(self, name, commune):
        self.name = name
        self.commune = commune
        self.purse = 0
        self.inbox = 0
        self.received = 0
        self.suppliers = None  # prestataires it knows; None: any


class Agents:
    """A town of named agents, whose weeks are drawn from a seed. All amounts are whole centimes.

    `near` is the probability to look first for a prestataire of one's own commune. `most_notes` limits what anyone
    spends in a week. `coverage` and `names` give each prestataire a list of `names` suppliers, each a member of the
    network with probability `coverage`: a note that would be reused is reconverted when none is. `fee` f is kept on
    reconversion, rounded down. With `journal`, payments are kept in `payments` as (payer, payee, amount).
    """

    def __init__(
        self,
        place: Town,
        seed: int,
        communes: int = COMMUNES,
        near: float = 0.0,
        most_notes=None,
        coverage=None,
        names: int = 0,
        fee: float = 0.0,
        journal: bool = False,
    ):
        self.place = place
        self._draws = draws = Draws(seed)
        self.near = near
        self.most = None if most_notes is None else most_notes * place.note
        self.fee = fee
        self.groups = [[Agent(f"{g.name} {i + 1}", draws.below(communes)) for i in range(g.people)] for g in place.groups]
        self.sectors = [[Agent(f"{s.name} {i + 1}", draws.below(communes)) for i in range(s.members)] for s in place.sectors]
        self.everybody = [agent for part in self.groups + self.sectors for agent in part]
        self._neighbours = [_by_commune(members, communes) for members in self.sectors]
        self._last_share = []
        reached = 0.0
        for sector in place.sectors:
            reached += sector.share
            self._last_share.append(reached)
        if coverage is not None:
            self._introduce(coverage, names)
        self.payments: list | None = [] if journal else None
        # Since the start. Euros of melted units stay in the fund.
        self.issued = self.reconverted = self.melted = 0
        self.exchanged = self.bonus = self.fund = self.paid_out = self.fees = 0

    def exchange(self, agent: Agent, euros: int) -> int:
        """Change centimes of euros into units, bonus included, for an agent. Returns the units issued."""
        units = euros * TRANCHE_UNITS // TRANCHE_EUROS
        agent.purse += units
        self.exchanged += euros
        self.bonus += units - euros
        self.fund += units
        self.issued += units
        return units

    @property
    def mass(self) -> int:
        """Units in circulation, after the books; purses hold them."""
        return self.issued - self.reconverted - self.melted

    def week(self) -> Week:
        """Draw the next week and give its totals."""
        uniform = self._draws.uniform
        issued = 0
        for group, people in zip(self.place.groups, self.groups):
            euros = group.lot * self.place.note * TRANCHE_EUROS // TRANCHE_UNITS
            for person in people:
                if uniform() < group.chance:
                    issued += self.exchange(person, euros)
        before = self.mass
        melted = self._melt()
        reconverted = volume = 0
        for group, people in zip(self.place.groups, self.groups):
            for person in people:
                if person.purse and uniform() < group.act:
                    volume += self._spend(person, 1)
        for sector, members in zip(self.place.sectors, self.sectors):
            for member in members:
                if member.purse and uniform() < sector.act:
                    held = member.purse
                    paid = self._spend(member, sector.reuse)
                    volume += paid
                    given_back = min(held, self.most or held) - paid
                    self._reconvert(member, given_back)
                    reconverted += given_back
        for members in self.sectors:
            for member in members:
                member.purse += member.inbox
                member.received += member.inbox
                member.inbox = 0
        return Week(before, before - reconverted - melted, volume=volume, issued=issued, reconverted=reconverted, melted=melted)

    def _melt(self):
        rate, total = self.place.melt, 0
        if rate:
            for agent in self.everybody:
                if agent.purse:
                    lost = self._draws.rounded(agent.purse * rate)
                    agent.purse -= lost
                    total += lost
        self.melted += total
        return total

    def _spend(self, payer, reuse):
        """Each note of the purse, and what is left of one, is paid on with probability `reuse`. Returns what is paid."""
        left = min(payer.purse, self.most or payer.purse)
        paid = 0
        while left:
            amount = min(left, self.place.note)
            left -= amount
            if (reuse == 1 or self._draws.uniform() < reuse) and payer.suppliers != []:
                payee = self._payee(payer)
                payer.purse -= amount
                payee.inbox += amount
                paid += amount
                if self.payments is not None:
                    self.payments.append((payer, payee, amount))
        return paid

    def _payee(self, payer):
        """A prestataire, never the payer: a known supplier, or one of a sector drawn by the shares."""
        if payer.suppliers:
            return payer.suppliers[self._draws.below(len(payer.suppliers))]
        rank = 0
        if len(self.sectors) > 1:
            where = self._draws.uniform()
            while rank < len(self.sectors) - 1 and where >= self._last_share[rank]:
                rank += 1
        if self.near and self._draws.uniform() < self.near:
            neighbours = self._neighbours[rank][payer.commune]
            if neighbours and neighbours != [payer]:
                return self._other(neighbours, payer)
        return self._other(self.sectors[rank], payer)

    def _other(self, members, payer):
        while True:
            payee = members[self._draws.below(len(members))]
            if payee is not payer:
                return payee

    def _reconvert(self, member, units):
        """Give units back for euros, one for one, fee deducted."""
        kept = int(units * self.fee + 1e-9)  # lifts products that binary floats put just under the integer
        member.purse -= units
        self.reconverted += units
        self.fund -= units
        self.paid_out += units - kept
        self.fees += kept

    def _introduce(self, coverage, names):
        """Give each prestataire the members of the network among the `names` suppliers that it knows."""
        members = [member for sector in self.sectors for member in sector]
        for member in members:
            known = self._draws.binomial(names, coverage)
            member.suppliers = [self._other(members, member) for _ in range(known)]


def _by_commune(members, communes):
    places = [[] for _ in range(communes)]
    for member in members:
        places[member.commune].append(member)
    return places

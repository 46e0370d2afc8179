"""Engine B of the local currency: the random law of the agents (engine C), drawn by cohorts.

The law. Money comes in notes of one face value. Each week, somebody receives a lot of notes with some probability; each
note melts with probability δ; then each holder acts with probability a, and every note in an acting holder's pocket
goes its own way: to a prestataire drawn in a sector drawn by the shares or, if the holder is a prestataire, back
into euros with probability 1 − p. What is received in a week is held from the next week on. Its mean is engine A.

Exact and fast, because nobody needs a name. Solistes who hold as many notes are exchangeable: their numbers are
thinned by binomial draws. A note paid in a given week lies with any of the prestataires who have not acted since, each
as likely: who holds it needs no drawing before somebody acts. So a prestataire is known by the week it last acted,
and each week's notes are one pile. The cost of a week depends on how long money is held, hardly on how many
people hold it.

One liberty: a note may be « paid » to its own payer, with probability 1 over the members of the sector. Means do not
change; variances do, by about that much. Engine C never does it.
"""

from collections import namedtuple

from essor.portable.checks import check_share
from essor.portable.models.currency import SECTORS, Circuit, Week
from essor.portable.models.random_draws import Draws
from essor.portable.rules.local_currency import BONUS, TRANCHE_UNITS

CENTIMES = 100

# People who receive `lot` notes at once with probability `chance` a week, and act with probability `act`.
Group = namedtuple("Group", ["name", "people", "lot", "chance", "act"])

# Prestataires of a sector: `share` of all payments, p = `reuse`, weekly probability `act`.
Sector = namedtuple("Sector", ["name", "members", "share", "reuse", "act"])

# `note` is the face value in centimes; `melt` the weekly probability that a note loses its value.
Town = namedtuple("Town", ["note", "groups", "sectors", "melt"])


def town(
    solistes: int,
    prestataires: int,
    reuse,
    act_solistes: float,
    act_prestataires: float,
    shares=(1.0,),
    chance: float = 0.25,
    beneficiaries: int = 0,
    aid_euros: int = 0,
    act_beneficiaries: float = 0.8,
    melt: float = 0.0,
) -> Town:
    """The people and prestataires of a Bou'Sol: `chance` is a soliste's weekly probability to change one 20 € tranche.

    `reuse` p is in [0, 1): one number, or one per sector; 0 everywhere is phase 1. Prestataires are split as the
    `shares` of the sectors, two at least in each. A beneficiary receives an aid of `aid_euros`, whole euros, with
    the bonus, one week in four on average. Raises ValueError on a value outside its range.
    """
    if min(shares) <= 0 or not abs(sum(shares) - 1) <= 1e-9:
        raise ValueError("shares must be positive and sum to 1")
    if solistes < 1 or beneficiaries < 0 or prestataires < 2 * len(shares):
        raise ValueError("at least one soliste, and two prestataires in each sector, are needed")
    reuses = list(reuse) if isinstance(reuse, (list, tuple)) else [reuse] * len(shares)
    if len(reuses) != len(shares):
        raise ValueError("reuse must have one value per sector")
    for share in reuses:
        check_share("reuse", share)
    check_share("melt", melt)
    for name, rate in (("act_solistes", act_solistes), ("act_prestataires", act_prestataires), ("act_beneficiaries", act_beneficiaries), ("chance", chance)):
        if not 0 < rate <= 1:
            raise ValueError(f"{name} must be in (0, 1], got {rate}")
    if int(aid_euros) != aid_euros or aid_euros < 0:
        raise ValueError(f"aid_euros must be a whole number of euros, got {aid_euros}")
    tranche = TRANCHE_UNITS * CENTIMES
    aid = int(aid_euros * CENTIMES * (1 + BONUS) + 0.5)
    note = _common_divisor(tranche, aid)
    groups = [Group("solistes", solistes, lot=tranche // note, chance=chance, act=act_solistes)]
    if beneficiaries and aid:
        groups.append(Group("bénéficiaires", beneficiaries, lot=aid // note, chance=0.25, act=act_beneficiaries))
    names = SECTORS if len(shares) > 1 else ("prestataires",)
    members = _split(prestataires, shares)
    sectors = [Sector(names[i], members[i], share=shares[i], reuse=reuses[i], act=act_prestataires) for i in range(len(shares))]
    return Town(note, groups, sectors=sectors, melt=melt)


def mean_circuit(place: Town) -> Circuit:
    """The circuit of engine A that is the mean of a town, in units per week."""
    unit = place.note / CENTIMES
    consumers, sectors = place.groups, place.sectors
    idle = [0.0] * len(consumers)
    return Circuit(
        [holder.name for holder in consumers + sectors],
        [g.people * g.chance * g.lot * unit for g in consumers] + [0.0] * len(sectors),
        act=[holder.act for holder in consumers + sectors],
        pays=[idle + [s.share for s in sectors] for _ in consumers] + [idle + [payer.reuse * s.share for s in sectors] for payer in sectors],
        melt=[place.melt] * (len(consumers) + len(sectors)),
    )


class Cohorts:
    """A town whose weeks are drawn from a seed. `week()` moves on by one and gives its totals in whole centimes."""

    def __init__(self, place: Town, seed: int):
        self.place = place
        self._draws = Draws(seed)
        self._groups = [_Holders(group, place.melt, self._draws) for group in place.groups]
        self._sectors = [_Piles(sector, place.melt, self._draws) for sector in place.sectors]
        self._shares = [sector.share for sector in place.sectors]
        self._mass = 0

    def week(self) -> Week:
        """Draw the next week. Volume is what is paid; all of it arrives at prestataires."""
        issued = paid = reconverted = melted = 0
        for holders in self._groups:
            issued += holders.receive()
        before = self._mass + issued
        for holders in self._groups:
            melted += holders.melt()
            paid += holders.act()
        for piles in self._sectors:
            melted += piles.melt()
            spent = piles.act()
            reused = self._draws.binomial(spent, piles.reuse)
            paid += reused
            reconverted += spent - reused
        for piles, notes in zip(self._sectors, self._draws.multinomial(paid, self._shares)):
            piles.take(notes)
        self._mass = before - reconverted - melted
        note = self.place.note
        return Week(before * note, self._mass * note, volume=paid * note, issued=issued * note, reconverted=reconverted * note, melted=melted * note)


def cohorts_path(place: Town, weeks: int, seed: int) -> list:
    """One random run of `weeks` weeks from nothing: a list of Week, in whole centimes."""
    run = Cohorts(place, seed)
    return [run.week() for _ in range(weeks)]


class _Holders:
    """People of a group, counted by the number of notes they hold."""

    def __init__(self, group, melt, draws):
        self.lot, self.chance, self.acting = group.lot, group.chance, group.act
        self.melting = melt
        self.binomial = draws.binomial
        self.counts = [group.people]  # counts[k]: people who hold k notes

    def receive(self):
        """Some receive a lot. Returns the notes issued."""
        counts, lot, lots = self.counts, self.lot, 0
        for held in range(len(counts) - 1, -1, -1):
            if counts[held]:
                while len(counts) <= held + lot:
                    counts.append(0)
                lucky = self.binomial(counts[held], self.chance)
                counts[held] -= lucky
                counts[held + lot] += lucky
                lots += lucky
        return lots * lot

    def melt(self):
        """Each note may lose its value. Returns how many did."""
        if not self.melting:
            return 0
        counts, total = self.counts, 0
        for held in range(1, len(counts)):
            people = counts[held]
            # Those who lose nothing, then one note, two…: the binomial law of their losses, one value at a time.
            chance, rest, lost = (1 - self.melting) ** held, 1.0, 0
            while people:
                some = self.binomial(people, min(1.0, chance / rest)) if lost < held and rest > 0 else people
                if lost:
                    counts[held] -= some
                    counts[held - lost] += some
                    total += some * lost
                people -= some
                rest -= chance
                chance *= self.melting / (1 - self.melting) * (held - lost) / (lost + 1)
                lost += 1
        return total

    def act(self):
        """Some spend all that they hold. Returns the notes spent."""
        counts, spent, total = self.counts, 0, 0
        for held in range(1, len(counts)):
            if counts[held]:
                some = self.binomial(counts[held], self.acting)
                counts[held] -= some
                spent += some
                total += some * held
        counts[0] += spent
        return total


class _Piles:
    """Prestataires of a sector by the week they last acted, and notes by the week they were paid, oldest first.

    The notes of entry i lie with the members of entries 0 to i, each as likely.
    """

    def __init__(self, sector, melt, draws):
        self.reuse, self.acting = sector.reuse, sector.act
        self.melting = melt
        self.binomial = draws.binomial
        self.members = [sector.members]
        self.notes = [0]
        self.size = 1  # entries in use: the lists never shrink, which MicroPython does slowly

    def melt(self):
        """Each note may lose its value. Returns how many did."""
        if not self.melting:
            return 0
        total = 0
        for i in range(self.size):
            if self.notes[i]:
                lost = self.binomial(self.notes[i], self.melting)
                self.notes[i] -= lost
                total += lost
        return total

    def act(self):
        """Some spend all that they hold. Returns the notes spent."""
        members, notes, binomial = self.members, self.notes, self.binomial
        holders = actors = spent = kept = 0
        for i in range(self.size):
            count, pile = members[i], notes[i]
            if count:
                some = binomial(count, self.acting)
                holders += count
                actors += some
                count -= some
            if pile and actors:
                taken = pile if actors == holders else binomial(pile, actors / holders)
                spent += taken
                pile -= taken
            if count:
                members[kept], notes[kept] = count, pile
                kept += 1
            elif kept:
                notes[kept - 1] += pile  # nobody in between: these notes lie with the same members
        if kept == len(members):
            members.append(0)
            notes.append(0)
        members[kept], notes[kept] = actors, 0
        self.size = kept + 1
        return spent

    def take(self, count):
        """Receive notes, which any member may hold."""
        self.notes[self.size - 1] += count


def _common_divisor(one, other):
    while other:
        one, other = other, one % other
    return one


def _split(total, shares):
    """`total` split as the shares, two at least in each part."""
    parts, reached, given = [], 0.0, 0
    spare = total - 2 * len(shares)
    for share in shares:
        reached += share
        upto = int(spare * reached + 0.5)
        parts.append(2 + upto - given)
        given = upto
    return parts

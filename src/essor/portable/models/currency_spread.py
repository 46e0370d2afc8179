"""How far chance carries the mass of engine B from its mean: the exact variance, without a draw.

The variance of a count of notes follows from the mean number of ordered pairs of notes: var = pairs + mean − mean².
A pair forgets all but one thing of its past: whether one holder has both notes, who then acts on both at once, or two
holders, who act independently. So pairs are followed by types of holders, like notes in engine A. The law, its liberty
included, is that of currency_cohorts.
"""

from collections import namedtuple
from math import sqrt

from essor.portable.models.currency_cohorts import CENTIMES, Town

# Before holders act, as Week.mass_before: mean and standard deviation, in units.
Spread = namedtuple("Spread", ["mean", "deviation"])


def spread_path(place: Town, weeks: int) -> list:
    """Mean and standard deviation of the mass, week by week, of the runs of `cohorts_path` from nothing."""
    groups, sectors = place.groups, place.sectors
    size, people = len(groups) + len(sectors), len(groups)
    holders = groups + sectors
    # Where an acting holder's note goes, and where any note is at the end of the week, by type.
    goes = [[(people + j, (1.0 if i < people else holders[i].reuse) * s.share) for j, s in enumerate(sectors)] for i in range(size)]
    ends = [[(i, 1.0 - holders[i].act)] + [(j, holders[i].act * share) for j, share in goes[i] if share] for i in range(size)]
    kept = (1.0 - place.melt) * (1.0 - place.melt)
    unit = place.note / CENTIMES
    notes = [0.0] * size
    apart = [[0.0] * size for _ in range(size)]  # pairs of notes of two holders, by their types
    joint = [0.0] * size  # pairs of notes of one holder
    path = []
    for _ in range(weeks):
        _issue(groups, notes, apart=apart, joint=joint)
        mean = sum(notes)
        pairs = sum(joint) + sum([sum(row) for row in apart])
        path.append(Spread(mean * unit, sqrt(max(0.0, pairs + mean - mean * mean)) * unit))
        if place.melt:
            notes = [count * (1.0 - place.melt) for count in notes]
            apart = [[count * kept for count in row] for row in apart]
            joint = [count * kept for count in joint]
        arrived = _moved(notes, ends)
        met = [[0.0] * size for _ in range(size)]
        for i in range(size):
            reached = _moved(apart[i], ends)
            for k, share in ends[i]:
                row = met[k]
                for j in range(size):
                    row[j] += share * reached[j]
            both = joint[i] * holders[i].act
            if both:
                for k, share in goes[i]:
                    for j, other in goes[i]:
                        met[k][j] += both * share * other
        for i in range(size):
            stayed = apart[i][i] * (1.0 - holders[i].act) * (1.0 - holders[i].act)
            joint[i] *= 1.0 - holders[i].act
            if i >= people:
                # A note that arrives is with any member, the other note's own holder too.
                same = (met[i][i] - stayed) / sectors[i - people].members
                joint[i] += same
                met[i][i] -= same
        notes, apart = arrived, met
    return path


def _issue(groups, notes, apart, joint):
    """Adds what the groups receive: the pairs of a new note with older ones, then with other new ones."""
    for g, group in enumerate(groups):
        each = group.chance * group.lot
        new = each * group.people
        for j in range(len(notes)):
            if j != g:
                apart[g][j] += new * notes[j]
                apart[j][g] += new * notes[j]
        joint[g] += 2.0 * each * notes[g] + new * (group.lot - 1)
        apart[g][g] += 2.0 * each * notes[g] * (group.people - 1) + new * each * (group.people - 1)
        notes[g] += new


def _moved(counts, ends):
    moved = [0.0] * len(counts)
    for i, count in enumerate(counts):
        if count:
            for j, share in ends[i]:
                moved[j] += count * share
    return moved

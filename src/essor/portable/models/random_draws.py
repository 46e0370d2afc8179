"""Seeded random draws: the same seed gives the same numbers in every Python.

Uniform numbers come from L'Ecuyer's MRG32k3a (Operations Research 47(1), 1999): its whole numbers stay below 2⁵³, so
that doubles hold them exactly. MicroPython's small integers stop at 2³⁰; beyond them it is slower.
"""

from math import log, sqrt

# Below this mean, a binomial draw walks up from 0; above, rejection is faster (and right from a mean of 10 on).
_LEAST_MEAN_OF_REJECTION = 15

# ln k! − Stirling's formula, for k from 0 to 9.
_STIRLING = (
    0.08106146679532726,
    0.04134069595540929,
    0.02767792568499834,
    0.02079067210376509,
    0.01664469118982119,
    0.01387612882307075,
    0.01189670994589177,
    0.01041126526197209,
    0.009255462182712733,
    0.00833056343336287,
)


def uniform_stream(seed: int):
    """A function without arguments that gives, at each call, the next number of the seed's stream, in (0, 1).

    Numbers are multiples of 2⁻³², nearly. `seed` is any whole number from 0 to 2³² − 1.
    """
    if not 0 <= seed < 4294967296 or int(seed) != seed:
        raise ValueError(f"seed must be a whole number from 0 to 4294967295, got {seed}")
    return _mrg32k3a([float(1 + _mixed(seed, rank) % 4294944442) for rank in range(6)]).__next__


def _mrg32k3a(state):
    """The generator, from its six numbers: whole, from 1 to 4 294 944 442.

    Three steps in turn spare the moves between the three numbers of each half. A generator with its constants at hand:
    in MicroPython a closure with so many variables is ten times slower, and a global takes longer to find.
    """
    a, b, c, d, e, f = state
    m1 = 4294967087.0
    m2 = 4294944443.0
    norm = 1 / (m1 + 1)
    while True:
        a = (1403580.0 * b - 810728.0 * a) % m1
        d = (527612.0 * f - 1370589.0 * d) % m2
        yield (a - d if a > d else a - d + m1) * norm
        b = (1403580.0 * c - 810728.0 * b) % m1
        e = (527612.0 * d - 1370589.0 * e) % m2
        yield (b - e if b > e else b - e + m1) * norm
        c = (1403580.0 * a - 810728.0 * c) % m1
        f = (527612.0 * e - 1370589.0 * f) % m2
        yield (c - f if c > f else c - f + m1) * norm


def _mixed(seed, rank):
    """32 well-mixed bits of (seed, rank): neighbouring seeds start far apart (finaliser of MurmurHash3)."""
    bits = (int(seed) + 0x9E3779B9 * (rank + 1)) & 0xFFFFFFFF
    bits = ((bits ^ (bits >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    bits = ((bits ^ (bits >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return bits ^ (bits >> 16)


class Draws:
    """Random draws from one seed. `uniform()` gives a number in (0, 1)."""

    def __init__(self, seed: int):
        self.uniform = uniform_stream(seed)

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` − 1, each as likely; `count` is far below 2³²."""
        return int(self.uniform() * count)

    def binomial(self, trials: int, chance: float) -> int:
        """How many of `trials` independent trials succeed, each with probability `chance`."""
        if not 0 <= chance <= 1 or trials < 0:
            raise ValueError(f"binomial of {trials} trials with probability {chance}")
        if chance > 0.5:
            return trials - self.binomial(trials, 1 - chance)
        if trials * chance >= _LEAST_MEAN_OF_REJECTION:
            return _by_rejection(self.uniform, trials, chance)
        # Walks up the probabilities of 0, 1, 2… (BINV: Kachitvichyanukul and Schmeiser, 1988).
        left = self.uniform()
        weight = (1 - chance) ** trials
        if left <= weight:
            return 0
        odds = chance / (1 - chance)
        for count in range(1, trials + 1):
            left -= weight
            weight *= odds * (trials - count + 1) / count
            if left <= weight:
                return count
        return self.binomial(trials, chance)  # rounding left a crumb: draw again

    def multinomial(self, trials: int, shares) -> list:
        """How many of `trials` fall in each box, when box i takes one with probability shares[i]; they sum to 1."""
        counts = []
        left, rest = trials, 1.0
        for share in shares[:-1]:
            count = self.binomial(left, min(1.0, share / rest)) if left and rest > 0 else 0
            counts.append(count)
            left -= count
            rest -= share
        return counts + [left]

    def rounded(self, amount: float) -> int:
        """A whole number just below or just above `amount` ≥ 0, whose mean is `amount`."""
        whole = int(amount)
        return whole + (1 if self.uniform() < amount - whole else 0)


def _by_rejection(uniform, trials, chance):
    """A binomial draw by transformed rejection (Hörmann's BTRS, J. Statist. Comput. Simul. 46, 1993)."""
    spread = sqrt(trials * chance * (1 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    centre = trials * chance + 0.5
    sure = 0.92 - 4.2 / b
    odds = chance / (1 - chance)
    mode = int((trials + 1) * chance)
    while True:
        across = uniform() - 0.5
        height = uniform()
        edge = 0.5 - abs(across)
        place = (2 * a / edge + b) * across + centre
        if not 0 <= place < trials + 1:
            continue
        count = int(place)
        if edge >= 0.07 and height <= sure:
            return count
        height = log(height * (2.83 + 5.1 / b) * spread / (a / (edge * edge) + b))
        bound = (
            (mode + 0.5) * log((mode + 1) / (odds * (trials - mode + 1)))
            + (trials + 1) * log((trials - mode + 1) / (trials - count + 1))
            + (count + 0.5) * log(odds * (trials - count + 1) / (count + 1))
            + _tail(mode)
            + _tail(trials - mode)
            - _tail(count)
            - _tail(trials - count)
        )
        if height <= bound:
            return count


def _tail(k):
    """What Stirling's formula lacks of ln k!."""
    if k < 10:
        return _STIRLING[k]
    square = (k + 1.0) * (k + 1.0)
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1)

"""How often one name may act. Nothing is remembered of who was quiet long enough."""


class Rate:
    """`burst` acts at once, then `each` a second. At most `names` are followed: more are refused until some have been quiet."""

    def __init__(self, burst: int, each: float, names: int):
        self._burst, self._each, self._names = burst, each, names
        self._left: dict[str, tuple[float, float]] = {}  # how many acts are left, and when that was

    def allows(self, name: str, now: float) -> bool:
        """Whether `name` may act at `now`, in seconds of a clock that never goes back; if so, that is one act."""
        left = self._now(*self._left.get(name, (self._burst, now)), now)
        if name not in self._left and len(self._left) >= self._names:
            self.forget(now)
        if left < 1 or (name not in self._left and len(self._left) >= self._names):
            return False
        self._left[name] = (left - 1, now)
        return True

    def forget(self, now: float) -> None:
        """Forget the names that may act as if they never had."""
        self._left = {name: (left, since) for name, (left, since) in self._left.items() if self._now(left, since, now) < self._burst}

    def _now(self, left, since, now):
        return min(self._burst, left + (now - since) * self._each)

    def __len__(self):
        return len(self._left)

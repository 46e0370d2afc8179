"""Preconditions shared by rules and models."""


def check_share(name: str, value: float) -> None:
    """Raise ValueError unless `value` is a fraction in [0, 1)."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} must be in [0, 1), got {value}")

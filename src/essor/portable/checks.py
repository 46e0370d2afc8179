"""What rules, models and simulators ask of shares."""


def check_share(name: str, value: float) -> None:
    """Raise ValueError unless `value` is a fraction in [0, 1)."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} must be in [0, 1), got {value}")


def share_of(part: float, whole: float) -> float:
    """Part over whole; nothing out of nothing is nothing."""
    return part / whole if whole else 0.0

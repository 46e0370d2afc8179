"""Every dated parameter of the law."""

from importlib import import_module

from essor.places import PORTABLE
from essor.portable.rules.dated import Dated


def dated_values(value):
    """The dated parameters of a constant: itself, or those of a table of them."""
    inside = value.values() if isinstance(value, dict) else ()
    return [value] if isinstance(value, Dated) else [one for inner in inside for one in dated_values(inner)]


PARAMETERS = [
    (f"{path.stem}.{name}", value)
    for path in sorted((PORTABLE / "rules").glob("*.py"))
    if path.stem not in ("__init__", "dated")
    for name, constant in vars(import_module(f"essor.portable.rules.{path.stem}")).items()
    if name.isupper()
    for value in dated_values(constant)
]

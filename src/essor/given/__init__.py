"""Tables of `data/` that simulators compute with, as literals that the page's Python may be given.

A module here reads its table when CPython imports it, for the notebook, the build and the tests. In a page, which has no
file, the module of the same name is `source` of it: the same values, written out by the build.
"""


def source(module) -> str:
    """A module of this folder for the page: the assignments of the names in its `__all__`, which hold tuples, texts and numbers."""
    return "".join([f"{name} = {getattr(module, name)!r}\n" for name in module.__all__])

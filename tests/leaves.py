"""What tables and lists hold, at any depth."""


def leaves(value):
    if not isinstance(value, (dict, list, tuple)):
        return [value]
    return [leaf for inner in (value.values() if isinstance(value, dict) else value) for leaf in leaves(inner)]


def strings(value):
    return [leaf for leaf in leaves(value) if isinstance(leaf, str)]


def numbers(value):
    return [leaf for leaf in leaves(value) if isinstance(leaf, (int, float)) and not isinstance(leaf, bool)]

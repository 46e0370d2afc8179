"""What tables, lists and sources hold, at any depth."""

import ast


def leaves(value):
    if not isinstance(value, (dict, list, tuple)):
        return [value]
    return [leaf for inner in (value.values() if isinstance(value, dict) else value) for leaf in leaves(inner)]


def strings(value):
    return [leaf for leaf in leaves(value) if isinstance(leaf, str)]


def numbers(value):
    return [leaf for leaf in leaves(value) if isinstance(leaf, (int, float)) and not isinstance(leaf, bool)]


def literals(source):
    """The texts of a Python module, its docstrings aside."""
    tree = ast.parse(source)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, holders) and isinstance(node.body[0], ast.Expr)}
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs]

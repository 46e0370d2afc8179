"""Essor: an interactive course on the social and solidarity economy for French local government.

Importing this package loads nothing else: neither ipywidgets nor Sphinx.
"""

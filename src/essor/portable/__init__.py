"""What runs in both Pythons: CPython, and MicroPython in the page. Nothing here imports from outside this folder."""

"""The room's votes by phone: a small server on the trainer's machine, in memory only.

`question.py` reads what the deck asks and what phones answer, `state.py` counts, `rate.py` bounds, all three without a network;
`addresses.py` finds where phones reach this machine, `server.py` speaks HTTP, `__main__.py` is `make salle`.
"""

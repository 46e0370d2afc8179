"""What would mislead whoever follows a case step by step: a way that leads nowhere, back, or to one kind of end only."""


def fault(steps: list[dict], ends: list[dict]) -> str | None:
    """The first thing wrong in a case of that kind (see `essor.portable.questions`), naming the step and the key; None if nothing is."""
    ids = [part["id"] for part in (*steps, *ends)]
    if repeated := {id for id in ids if ids.count(id) > 1}:
        return f"id {min(repeated)!r} is there twice"
    for step in steps:
        if len(step["choix"]) < 2:
            return f"etape {step['id']!r}: expected at least two choix"
        for rank, choice in enumerate(step["choix"], 1):
            if choice["vers"] not in ids:
                return f"etape {step['id']!r}, choix {rank}: vers is {choice['vers']!r}, expected one of {', '.join(ids)}"
    leads = {step["id"]: [choice["vers"] for choice in step["choix"]] for step in steps}
    reached: list[str] = []
    if again := _repeated(leads, ids[0], (), reached):
        return f"etape {again!r}: vers leads back to it"
    if unreached := [id for id in ids if id not in reached]:
        return f"id {unreached[0]!r}: no vers leads there"
    kinds = {end["juste"] for end in ends}
    return None if len(kinds) == 2 else f"fin: juste is {kinds.pop()} for each, expected both"


def _repeated(leads, at, before, reached) -> str | None:
    """The first step that a way leads back to; notes what is reached."""
    if at in before:
        return at
    if at in reached:
        return None
    reached.append(at)
    return next((again for to in leads.get(at, []) if (again := _repeated(leads, to, (*before, at), reached))), None)

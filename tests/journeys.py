"""The ways through a file to follow."""


def ways(exercise):
    """Every way from the first step, those that stop before an end among them: (ranks, choices, the end that it reaches or None)."""
    steps = {step["id"]: step["choix"] for step in exercise["etape"]}
    ends = {end["id"]: end for end in exercise["fin"]}

    def after(at, ranks, taken):
        for rank, choice in enumerate(steps.get(at, [])):
            way = [*ranks, str(rank)], [*taken, choice]
            yield *way, ends.get(choice["vers"])
            yield from after(choice["vers"], *way)

    return list(after(exercise["etape"][0]["id"], [], []))

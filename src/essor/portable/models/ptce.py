"""Territorial clusters of economic cooperation (PTCE): a census of units and jobs, and two means of eight levers."""

from collections import namedtuple

# The eight levers of the RTES study of 2014, in its order: (short name, what the local authority does).
LEVERS = (
    ("Pédagogie", "Faire connaître l’ESS, ses valeurs et ses réalisations"),
    ("Contrats", "Inscrire les pôles dans les contrats et les schémas"),
    ("Transversalité", "Organiser la transversalité dans la collectivité"),
    ("Entre collectivités", "Coopérer entre collectivités"),
    ("Concertation", "Associer durablement réseaux et acteurs de l’ESS"),
    ("Immobilier", "S’appuyer sur l’aménagement et l’immobilier"),
    ("Coordination", "Financer dans la durée coordination et recherche"),
    ("Accompagnement", "Mobiliser compétences internes et ingénieries externes"),
)
HIGHEST = 5


def arithmetic_mean(marks) -> float:
    """The usual mean: a good mark makes up for a bad one."""
    return sum(marks) / len(marks)


def geometric_mean(marks) -> float:
    """The n-th root of the product of n marks ≥ 0: never above the usual mean, and 0 as soon as one mark is 0."""
    product = 1.0
    for mark in marks:
        if mark < 0:
            raise ValueError(f"marks must be at least 0, got {mark}")
        product *= mark
    return product ** (1 / len(marks)) if product else 0.0


def weakest(marks) -> list:
    """Ranks of the lowest mark."""
    lowest = min(marks)
    return [rank for rank, mark in enumerate(marks) if mark == lowest]


# Totals of a census: units, those that take part, jobs in all, jobs per unit (None without units) and jobs reached.
Census = namedtuple("Census", ["units", "taking_part", "jobs", "jobs_per_unit", "jobs_reached"])


def census(units, shares, jobs: int) -> Census:
    """Add up `units` by kind, and those that take part at the given `shares` in [0, 1].

    Jobs are known for the whole only: those reached suppose as many jobs per unit in every kind.
    """
    total = sum(units)
    part = sum(count * share for count, share in zip(units, shares))
    mean = jobs / total if total else None
    return Census(total, part, jobs=jobs, jobs_per_unit=mean, jobs_reached=part * mean if total else 0.0)

"""Territorial clusters of economic cooperation (PTCE): loi n° 2014-856 du 31 juillet 2014, art. 9."""

from collections import namedtuple

# What article 9 asks of a cluster, each yes or no.
Cluster = namedtuple("Cluster", ["same_territory", "ess_enterprises", "other_enterprises", "partners", "common_strategy", "innovative_projects"])


def criteria_met(cluster: Cluster) -> int:
    """How many of the article's six elements a cluster has."""
    return sum(1 for element in cluster if element)


def has_every_element(cluster: Cluster) -> bool:
    """Whether a cluster has every element of article 9. Whether it fits the definition is judged on evidence.

    On one territory, enterprises of the ESS join other enterprises, in liaison with local authorities, research or
    training bodies, for a common and continuous strategy of pooling, cooperation or partnership that serves innovative
    economic and social projects and sustainable local development (ESS-09).
    """
    return criteria_met(cluster) == len(cluster)

"""What makes a cluster: ESS-09 of the legal reference."""

from essor.portable.rules.ptce import Cluster, criteria_met, has_every_element


# ESS-09, associatheque.fr: « au service de projets économiques et sociaux innovants et d'un développement local durable ».
def test_a_cluster_needs_its_six_elements():
    assert has_every_element(Cluster(*[True] * 6))
    for missing in range(6):
        cluster = Cluster(*[rank != missing for rank in range(6)])
        assert not has_every_element(cluster) and criteria_met(cluster) == 5

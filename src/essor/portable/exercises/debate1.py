"""Exercises of debate 1: a department's weight, two denominators, budgets, the split of a change, axes, a network."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.models.departments import YEARS, department, region
from essor.portable.models.networks import components, density, star, without
from essor.portable.models.territory import SHARED_WIN, excess_jobs, per_inhabitant, shift_share, win_parts
from essor.portable.rules.statistics import specific_index
from essor.portable.simulators.controls import Number

# Sheets « Pas-de-Calais » and « Aquitaine » of the day's file, 2014; a test holds them equal to data/faits.
PAS_DE_CALAIS_JOBS = 48390
PAS_DE_CALAIS_SHARE = 13
PAS_DE_CALAIS_BUDGET = 8700000
PAS_DE_CALAIS_SOLIDARITY = 220000000
PAS_DE_CALAIS_INHABITANTS = 1489209
REGION_SHARE = 11.3
FRANCE_SHARE = 9.8
AQUITAINE_BUDGET = 4150000
AQUITAINE_INHABITANTS = 3232352
# France, 2019 (data/ess-france.csv).
SHARE_OF_ALL_JOBS = 10.2
SHARE_OF_PRIVATE_JOBS = 13.6

LAST = YEARS.index("2015")

PARTNERS = 11
DIRECT_LINKS = [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
NETWORK = star(PARTNERS + 1) + DIRECT_LINKS
FIVE_LINKS = [[1, 2], [1, 0], [1, 4], [1, 0], [1, 6], [1, 0], [1, 8], [1, 0], [1, 10], [1, 0], [1, 0]]

# Fictitious marks: four specialists, and an axis that is average everywhere.
SPECIALISTS = [[10, 2, 2, 2], [2, 10, 2, 2], [2, 2, 10, 2], [2, 2, 2, 10], [5, 5, 5, 5]]


def _against_france(code):
    return specific_index(department(code).shares[LAST], region("F").shares[LAST])


def _excess():
    return excess_jobs(PAS_DE_CALAIS_JOBS, PAS_DE_CALAIS_SHARE / 100, FRANCE_SHARE / 100)


def _wide_budget():
    return per_inhabitant(PAS_DE_CALAIS_BUDGET + PAS_DE_CALAIS_SOLIDARITY, PAS_DE_CALAIS_INHABITANTS)


def _mutuals(effect):
    # The mutual societies of the simulator's starting table, among all families.
    parts = shift_share(
        [30000, 6000, 3000, 1000], [32100, 5900, 2850, 1250], reference_start=[1800000, 300000, 130000, 80000], reference_end=[1908000, 294000, 124800, 88800]
    )
    return getattr(parts[2], effect)


def _average_axis_wins():
    wins = win_parts(SPECIALISTS)
    return 100 * wins[4] / sum(wins)


LOZERE = Exercise(
    "lozere-quotient",
    "Fin 2015 (valeur départementale à vérifier), l’ESS occupe 27,96 % des emplois salariés, publics et privés, en Lozère, et 10,48 % en France. Quel est le "
    "quotient ? Répondez au centième.",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.01, default=0, unit=("fois", "fois"), decimals=2),
    expected=lambda: _against_france("48"),
    tolerance=0.01,
    traps=(
        Trap(2.01, "2,01 compare la Lozère aux 13,9 % de l’emploi privé : les deux parts n’ont pas le même dénominateur."),
        Trap(17.48, "17,48 est l’écart en points. Le quotient est un rapport : divisez."),
        Trap(1.67, "1,67 est ce qui dépasse : le quotient compte aussi le 1 de départ."),
        Trap(0.37, "C’est l’inverse : la part de la France divisée par celle de la Lozère."),
    ),
    right="27,96 / 10,48 : la Lozère a la part la plus forte des cent départements.",
    otherwise="Divisez la part du département par la part de la France, de même définition et de même année.",
    solution="27,96 / 10,48 = 2,67. Ce quotient décrit un poids, pas un nombre d’emplois : la Lozère est aussi le département métropolitain le moins peuplé.",
    simulator="my-departement",
    settings={"departement": "48", "annee": "2015", "reference": "france"},
)

HAUTS_DE_SEINE = Exercise(
    "hauts-de-seine-quotient",
    "Même calcul pour les Hauts-de-Seine, fin 2015 (valeur départementale à vérifier) : 4,91 % contre 10,48 %. Quel est le quotient ? Répondez au centième.",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.01, default=0, unit=("fois", "fois"), decimals=2),
    expected=lambda: _against_france("92"),
    tolerance=0.01,
    traps=(
        Trap(2.14, "C’est l’inverse : la France divisée par le département. Un quotient inférieur à 1 veut dire « moins présente »."),
        Trap(5.57, "5,57 est l’écart en points. Le quotient est un rapport : divisez."),
        Trap(0.35, "0,35 compare avec les 13,9 % de l’emploi privé : les dénominateurs diffèrent."),
        Trap(0.69, "0,69 compare avec l’Île-de-France (7,09 %) : c’est une autre référence, et un autre récit."),
    ),
    right="Moins de la moitié du poids national : c’est la part la plus faible des cent départements.",
    otherwise="Divisez la part du département par la part de la France.",
    solution="4,91 / 10,48 = 0,47. Face à l’Île-de-France (7,09 %), le même département serait à 0,69 : la référence change le récit.",
    simulator="my-departement",
    settings={"departement": "92", "annee": "2015", "reference": "france"},
)

PRIVATE_JOBS_SHARE = Exercise(
    "two-denominators",
    "En 2019, la même ESS pèse 10,2 % de tout l’emploi salarié et 13,6 % du seul emploi privé. Sur 100 emplois salariés, combien sont privés ?",
    control=Number("answer", label="Votre réponse", low=0, high=200, step=1, default=0, unit="%", decimals=1),
    expected=lambda: 100 * SHARE_OF_ALL_JOBS / SHARE_OF_PRIVATE_JOBS,
    tolerance=0.5,
    traps=(
        Trap(133.3, "Le rapport est à l’envers : l’emploi privé ne peut pas dépasser l’emploi total."),
        Trap(25, "25 % est la part de l’emploi public, celle qui reste."),
        Trap(3.4, "3,4 est l’écart entre deux parts de dénominateurs différents : il ne mesure rien."),
    ),
    right="Les deux parts ont le même numérateur : leur rapport est celui des dénominateurs.",
    otherwise="Appelez E le nombre d’emplois de l’ESS : tout l’emploi vaut E / 10,2 % et l’emploi privé E / 13,6 %. Divisez.",
    solution="(E / 13,6 %) / (E / 10,2 %) = 10,2 / 13,6 = 75 %. Quand on vous annonce 13,6 %, demandez toujours : de quoi ?",
    simulator=None,
    settings={},
)

REGION_QUOTIENT = Exercise(
    "quotient-against-the-region",
    "Le Pas-de-Calais déclare 13 % d’emplois dans l’ESS, contre 11,3 % pour le Nord-Pas-de-Calais. Quel est le quotient "
    "face à la région ? Répondez au centième.",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.01, default=0, unit=("fois", "fois"), decimals=3),
    expected=lambda: specific_index(PAS_DE_CALAIS_SHARE / 100, REGION_SHARE / 100),
    tolerance=0.006,
    traps=(
        Trap(1.327, "1,33 est le quotient face à la France (9,8 %). Ici, la référence est la région."),
        Trap(0.869, "C’est l’inverse : la région divisée par le département."),
        Trap(1.7, "1,7 est l’écart en points entre 13 % et 11,3 %."),
    ),
    right="Face à une région où l’ESS pèse déjà lourd, le même département ressort moins.",
    otherwise="Divisez 13 par 11,3.",
    solution="13 / 11,3 = 1,15. Face à la France, le quotient était de 1,33 : rien n’a changé sur le terrain, seule la référence a changé.",
    simulator="location-quotient",
    settings={"retained": "1"},
)

EXCESS_JOBS = Exercise(
    "excess-jobs",
    "Le Pas-de-Calais compte 48 390 emplois de l’ESS, soit 13 % de ses emplois ; la part est de 9,8 % en France. Combien d’emplois de l’ESS a-t-il de plus "
    "que s’il ressemblait à la France ? Répondez à 100 près.",
    control=Number("answer", label="Votre réponse", low=0, high=1000000, step=1, default=0, unit=("emploi", "emplois")),
    expected=_excess,
    tolerance=100,
    traps=(
        Trap(1548, "3,2 % de 48 390 : l’écart de points porte sur tout l’emploi, pas sur les seuls emplois de l’ESS."),
        Trap(36479, "C’est ce que le territoire aurait avec la part nationale. Il reste à le retrancher des 48 390."),
        Trap(15801, "Le tiers de plus du quotient se rapporte aux 36 479 emplois attendus, pas aux 48 390 présents."),
        Trap(4742, "9,8 % des emplois de l’ESS n’a pas de sens : la part porte sur tout l’emploi."),
    ),
    right="L’emploi total implicite est de 372 231 ; 3,2 % de ce total font l’excédent.",
    otherwise="Retrouvez d’abord l’emploi total (48 390 / 13 %), puis appliquez-lui l’écart de points, 3,2 %.",
    solution="48 390 / 0,13 = 372 231 emplois en tout ; 9,8 % feraient 36 479 ; 48 390 − 36 479 = 11 911 emplois de plus.",
    simulator="location-quotient",
    settings={"retained": "0"},
)

AQUITAINE = Exercise(
    "aquitaine-per-inhabitant",
    "La région Aquitaine consacrait 4 150 000 € à l’ESS en 2013, pour 3 232 352 habitants. Combien cela fait-il par habitant ? Répondez au centime.",
    control=Number("answer", label="Votre réponse", low=0, high=10000, step=0.01, default=0, unit="€", decimals=2),
    expected=lambda: per_inhabitant(AQUITAINE_BUDGET, AQUITAINE_INHABITANTS),
    tolerance=0.01,
    traps=(
        Trap(0.78, "C’est l’inverse : des habitants par euro."),
        Trap(12.84, "La virgule s’est décalée d’un rang : 4,15 M€ pour 3,23 millions d’habitants font un peu plus d’un euro."),
        Trap(5.84, "5,84 € est le chiffre du Pas-de-Calais, un département : autre budget, autre population."),
    ),
    right="Un peu plus d’un euro par habitant.",
    otherwise="Divisez les crédits par la population.",
    solution="4 150 000 / 3 232 352 = 1,28 € par habitant.",
    simulator="budget-per-inhabitant",
    settings={"perimeter": "direct"},
)

WIDE_BUDGET = Exercise(
    "pas-de-calais-wide-budget",
    "Le Pas-de-Calais déclare 8,7 M€ en direct pour l’ESS et 220 M€ au titre des solidarités, pour 1 489 209 habitants. Combien par "
    "habitant, tout compris ? Répondez au centime.",
    control=Number("answer", label="Votre réponse", low=0, high=100000, step=0.01, default=0, unit="€", decimals=2),
    expected=_wide_budget,
    tolerance=0.05,
    traps=(
        Trap(5.84, "5,84 € ne compte que les crédits directs. Ajoutez les 220 M€."),
        Trap(147.73, "147,73 € ne compte que les solidarités. Ajoutez les crédits directs."),
        Trap(1.28, "1,28 € est le chiffre de l’Aquitaine."),
    ),
    right="Vingt-six fois plus qu’en crédits directs : le périmètre décide du classement.",
    otherwise="Additionnez les deux montants, puis divisez par la population.",
    solution="(8 700 000 + 220 000 000) / 1 489 209 = 153,57 €. Avant de comparer deux collectivités, demandez ce que chacune a compté.",
    simulator="budget-per-inhabitant",
    settings={"perimeter": "wide"},
)

LOCAL_EFFECT = Exercise(
    "shift-share-local-effect",
    "Les associations d’un territoire passent de 1 000 à 1 100 emplois. En France, les associations gagnent 6 %, toute l’ESS 5 %. "
    "Combien d’emplois l’effet local explique-t-il ?",
    control=Number("answer", label="Votre réponse", low=0, high=10000, step=1, default=0, unit=("emploi", "emplois")),
    # All of France: 100 associations' jobs become 106; another family takes the whole from 200 to 210.
    expected=lambda: shift_share([1000, 0], [1100, 0], reference_start=[100, 100], reference_end=[106, 104])[0].local,
    tolerance=1,
    traps=(
        Trap(100, "100 est la variation observée. Une partie serait venue sans rien de local."),
        Trap(60, "60 est ce que la croissance des associations en France explique (6 % de 1 000) : c’est le reste qui est local."),
        Trap(50, "50 est l’effet national : 5 % de 1 000."),
        Trap(10, "10 est l’effet de structure : les associations croissent d’un point de plus que l’ensemble."),
    ),
    right="Le territoire aurait eu 1 060 emplois au rythme des associations françaises : le reste est local.",
    otherwise="Calculez d’abord les emplois attendus si les associations d’ici avaient suivi celles de France.",
    solution="Au rythme de sa famille : 1 000 × 1,06 = 1 060. Effet local : 1 100 − 1 060 = 40. National : 50 ; structure : 10 ; total : 100.",
    simulator=None,
    settings={},
)

STRUCTURE_EFFECT = Exercise(
    "shift-share-structure-effect",
    "Dans la table de départ du simulateur, les mutuelles ont 3 000 emplois ici ; en France elles reculent de 4 %, quand l’ensemble croît de 4,57 %. Combien "
    "d’emplois l’effet de structure retire-t-il ? Arrondissez à l’unité.",
    control=Number("answer", label="Votre réponse", low=0, high=10000, step=1, default=0, unit=("emploi", "emplois")),
    expected=lambda: -_mutuals("mix"),
    tolerance=1,
    traps=(
        Trap(120, "120 est le recul des mutuelles au rythme français (4 % de 3 000). L’effet de structure se mesure par rapport à l’ensemble, qui croît."),
        Trap(137, "137 est l’effet national, positif : 4,57 % de 3 000."),
        Trap(30, "30 est l’effet local : 2 850 emplois au lieu de 2 880."),
        Trap(150, "150 est la baisse observée, de 3 000 à 2 850."),
    ),
    right="L’écart de croissance est de 8,57 points, appliqué à 3 000 emplois.",
    otherwise="L’effet de structure applique aux emplois de départ l’écart entre la croissance de la famille et celle de l’ensemble.",
    solution="3 000 × (−4 % − 4,57 %) = −257. Effet national : +137 ; local : −30 ; total : −150, la baisse observée.",
    simulator="shift-share",
    settings={"start": 2009},
)

WEIGHTINGS = Exercise(
    "weightings-of-three-criteria",
    "Avec quatre critères, il y a 286 façons de répartir dix points de poids. Combien y en a-t-il avec trois critères ?",
    control=Number("answer", label="Votre réponse", low=0, high=100000, step=1, default=0, unit=("façon", "façons"), integer=True),
    expected=lambda: sum(win_parts([[1, 1, 1]])) // SHARED_WIN,
    tolerance=0,
    traps=(
        Trap(1000, "10 × 10 × 10 oublie que la somme des poids est fixée : deux poids suffisent à connaître le troisième."),
        Trap(121, "Deux poids de 0 à 10 sont choisis librement, mais leur somme ne peut pas dépasser dix."),
        Trap(286, "286 est le nombre pour quatre critères."),
        Trap(30, "Chaque critère peut recevoir onze valeurs, de 0 à 10, et les répartitions se combinent."),
    ),
    right="Onze possibilités quand le premier poids est nul, puis dix, et ainsi de suite jusqu’à une.",
    otherwise="Fixez le premier poids, de 0 à 10, et comptez les façons de partager ce qui reste entre deux critères.",
    solution="11 + 10 + … + 1 = 66. Le simulateur les essaie toutes plutôt que d’en choisir une.",
    simulator=None,
    settings={},
)

AVERAGE_AXIS = Exercise(
    "average-axis-wins",
    "Quatre axes ont 10 sur un critère et 2 sur les trois autres ; le cinquième a 5 partout. Ce dernier a la meilleure moyenne. Dans quelle part des 286 "
    "pondérations est-il premier ? Répondez à 0,1 point près.",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.1, default=0, unit="%", decimals=1),
    expected=_average_axis_wins,
    tolerance=0.1,
    traps=(
        Trap(100, "La meilleure moyenne suppose des poids égaux. Dès qu’un critère prend quatre points sur dix, son spécialiste passe devant."),
        Trap(20, "Une chance sur cinq supposerait que les cinq axes se valent."),
        Trap(0, "Il gagne quand aucun critère ne pèse plus de trois points sur dix : ces pondérations existent."),
        Trap(24.1, "24,1 % est la part de chacun des quatre spécialistes."),
    ),
    right="Dix pondérations sur 286 : celles où aucun critère ne pèse plus de trois points.",
    otherwise="Un spécialiste obtient 2 + 8 × poids / 10 ; l’axe moyen obtient toujours 5. Cherchez quand aucun spécialiste ne dépasse 5.",
    solution="2 + 0,8 × poids dépasse 5 dès que le poids atteint 4. Restent les répartitions de dix points en quatre poids "
    "d’au plus 3 : il y en a dix, soit 3,5 %.",
    simulator="axis-portfolio",
    settings={"scores": SPECIALISTS},
)

DENSITY = Exercise(
    "network-density",
    "Un animateur est lié à onze partenaires. Cinq liens directs se créent entre eux. Quelle est alors la densité du réseau, en % ? Répondez à 0,2 point près.",
    control=Number("answer", label="Votre réponse", low=0, high=200, step=0.1, default=0, unit="%", decimals=1),
    expected=lambda: 100 * density(PARTNERS + 1, NETWORK),
    tolerance=0.2,
    traps=(
        Trap(16.7, "16,7 % est la densité de l’étoile seule, avant les cinq liens."),
        Trap(12.1, "Les liens possibles ont été comptés deux fois : entre douze membres, il y en a 66, pas 132."),
        Trap(29.1, "Le total est à prendre entre les douze membres, animateur compris : 66 liens possibles, et non 55."),
        Trap(7.6, "7,6 % ne compte que les cinq nouveaux liens."),
    ),
    right="Seize liens sur soixante-six.",
    otherwise="Comptez les liens qui existent, puis les paires possibles entre douze membres : 12 × 11 / 2.",
    solution="(11 + 5) / 66 = 24,2 %.",
    simulator="stakeholder-map",
    settings={"links": FIVE_LINKS},
)

GROUPS_LEFT = Exercise(
    "network-without-its-hub",
    "Dans ce réseau, les cinq liens directs relient dix partenaires deux par deux. L’animateur s’en va : en combien de groupes séparés "
    "les onze partenaires se retrouvent-ils ?",
    control=Number("answer", label="Votre réponse", low=0, high=1000, step=1, default=0, unit=("groupe", "groupes"), integer=True),
    expected=lambda: len(components(*without(PARTNERS + 1, NETWORK, 0))),
    tolerance=0,
    traps=(
        Trap(11, "Onze serait le résultat sans aucun lien direct : chacun se retrouverait seul."),
        Trap(5, "Les cinq paires, oui ; il reste un onzième partenaire, seul."),
        Trap(1, "Les paires ne sont pas reliées entre elles : elles ne passaient que par l’animateur."),
        Trap(10, "Chaque lien direct réunit deux partenaires : cinq liens retirent cinq groupes aux onze."),
    ),
    right="Cinq paires et un partenaire seul.",
    otherwise="Comptez les paires, puis les partenaires qui n’en font pas partie.",
    solution="Cinq paires et le onzième partenaire : six groupes. Dix liens placés en chaîne les garderaient tous ensemble.",
    simulator="stakeholder-map",
    settings={"links": FIVE_LINKS, "state": "gone"},
)

EXERCISES = (
    LOZERE,
    HAUTS_DE_SEINE,
    PRIVATE_JOBS_SHARE,
    REGION_QUOTIENT,
    EXCESS_JOBS,
    AQUITAINE,
    WIDE_BUDGET,
    LOCAL_EFFECT,
    STRUCTURE_EFFECT,
    WEIGHTINGS,
    AVERAGE_AXIS,
    DENSITY,
    GROUPS_LEFT,
)

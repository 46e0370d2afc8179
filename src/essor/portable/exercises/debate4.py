"""Exercises of debate 4: how far a policy crosses the administration, who links whom, which rule decides."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.models.deliberation import borda, majority_gauge
from essor.portable.models.networks import components
from essor.portable.models.transversality import density
from essor.portable.simulators.controls import Number

# Five departments, two actions: the first gathers three departments, the second two.
SMALL = [[2, 0], [3, 0], [2, 2], [0, 3], [1, 0]]
ESS_MONEY, ALL_MONEY = 260, 400
PARTNERS = 8
THREE_WEIGHTS = [40, 35, 25]
THREE_GRADES = [[4, 2, 0], [0, 4, 2], [0, 2, 4]]
MENTION_WEIGHTS = [25, 20, 30, 15, 10]
MENTION_GRADES = [[3], [4], [1], [2], [0]]


SPLIT_LINKS = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (6, 7)]


def _pairs_still_joined():
    groups = [len(group) for group in components(PARTNERS, SPLIT_LINKS)]
    return 100 * sum([size * (size - 1) for size in groups]) / (PARTNERS * (PARTNERS - 1))


def _links_to_hold():
    links = 0
    while len(components(PARTNERS, [(rank, rank + 1) for rank in range(links)])) > 1:
        links += 1
    return links


DENSITY = Exercise(
    "tr-density",
    "Cinq directions, deux actions. La première réunit la 1re, la 2e et la 3e ; la seconde réunit la 3e et la 4e ; la 5e est seulement informée. Quelle est "
    "la densité du réseau des directions ?",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=1, default=0, unit="%", decimals=1),
    expected=lambda: 100 * density(SMALL),
    tolerance=0.5,
    traps=(
        Trap(80, "80 % est la couverture : quatre directions sur cinq contribuent. La densité compte des paires."),
        Trap(20, "Vous avez compté deux actions sur dix paires ; une action à trois directions relie trois paires."),
        Trap(30, "La première action donne trois paires ; la seconde en ajoute une."),
    ),
    right="Quatre paires travaillent ensemble, sur dix possibles.",
    otherwise="Comptez les paires réunies par chaque action, puis divisez par 5 × 4 / 2 = 10.",
    solution="La première action relie 1-2, 1-3 et 2-3 ; la seconde, 3-4. Quatre paires sur dix : 40 %. Être informée (1) ne compte pas.",
    simulator="transversality-matrix",
    settings={
        "matrix": [
            [2, 0, 0, 0, 0, 260],
            [3, 0, 0, 0, 0, 0],
            [2, 2, 0, 0, 0, 0],
            [0, 3, 0, 0, 0, 90],
            [1, 0, 0, 0, 0, 20],
            [0, 0, 0, 0, 0, 30],
            [0, 0, 0, 0, 0, 0],
        ]
    },
)

MONEY = Exercise(
    "tr-budget-moved",
    "Les crédits de l’ESS font 400 k€, dont 260 k€ dans la direction de l’ESS. Combien faut-il en inscrire dans d’autres directions, sans dépenser plus, "
    "pour que la part des crédits hors direction ESS atteigne 50 % ?",
    control=Number("answer", label="Votre réponse", low=0, high=10000, step=1, default=0, unit="k€", integer=True),
    expected=lambda: ESS_MONEY - ALL_MONEY / 2,
    tolerance=0,
    traps=(
        Trap(120, "Ajouter 120 k€ ailleurs suffirait, mais en dépensant plus. À budget égal, ce qui arrive d’un côté part de l’autre."),
        Trap(130, "C’est la moitié des crédits de la direction de l’ESS ; on cherche la moitié du total."),
        Trap(140, "C’est ce qui est déjà inscrit ailleurs."),
        Trap(200, "C’est le total à atteindre ailleurs ; 140 k€ y sont déjà."),
    ),
    right="Il faut 200 k€ ailleurs, et 140 k€ y sont déjà.",
    otherwise="Calculez la moitié du total, puis ce qui manque hors de la direction de l’ESS.",
    solution="Hors direction ESS : 400 − 260 = 140 k€, soit 35 %. Pour 50 %, il en faut 200 : on déplace 60 k€.",
    simulator="transversality-matrix",
    settings={
        "matrix": [
            [2, 3, 3, 3, 2, 200],
            [3, 0, 0, 0, 0, 60],
            [1, 2, 0, 1, 0, 0],
            [2, 0, 0, 1, 3, 90],
            [0, 1, 2, 1, 0, 20],
            [0, 0, 2, 0, 0, 30],
            [0, 1, 0, 0, 1, 0],
        ]
    },
)

HOLD = Exercise(
    "missing-link-enough",
    "Une chargée de mission relie huit services et partenaires qui ne se parlent pas. Combien de liens directs faut-il créer entre eux, au moins, pour que "
    "le réseau tienne d’un seul morceau après son départ ?",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=1, default=0, unit=("lien", "liens"), integer=True),
    expected=_links_to_hold,
    tolerance=0,
    traps=(
        Trap(8, "Avec huit liens, on peut fermer un cercle : il en reste un de trop."),
        Trap(28, "28 liens relieraient chacun à tous les autres ; il suffit qu’un chemin existe."),
        Trap(4, "Quatre liens font quatre duos, qui ne se parlent pas entre eux."),
        Trap(1, "Un seul lien réunit deux membres ; les six autres restent isolés."),
    ),
    right="Chaque lien réunit deux groupes : de huit groupes à un seul, il faut sept liens.",
    otherwise="Partez de huit groupes isolés : chaque lien bien placé en fait un de moins.",
    solution="Huit groupes, puis sept, puis six… jusqu’à un : sept liens, par exemple en chaîne. Un réseau sans lien de trop reste "
    "fragile : un second départ le casserait.",
    simulator="missing-link",
    settings={"leaver": "1", "links": [[1, other] for other in range(2, 10)] + [[rank, rank + 1] for rank in range(2, 9)] + [[0, 0]]},
)

PAIRS = Exercise(
    "missing-link-pairs",
    "Après un départ, huit membres restent, en deux groupes : six d’un côté, deux de l’autre. Quelle part des paires est encore reliée ?",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.1, default=0, unit="%", decimals=1),
    expected=_pairs_still_joined,
    tolerance=0.5,
    traps=(
        Trap(75, "75 % est la part des membres du plus gros groupe. Les paires se comptent autrement."),
        Trap(53.6, "Vous avez oublié la paire du petit groupe : 15 + 1."),
        Trap(50, "Deux groupes ne coupent pas les paires en deux : le gros groupe en garde quinze sur vingt-huit."),
        Trap(100, "Les six et les deux ne peuvent plus se joindre : douze paires sont coupées."),
    ),
    right="Quinze paires d’un côté, une de l’autre, sur vingt-huit.",
    otherwise="Un groupe de n membres a n (n − 1) / 2 paires ; comparez à celles de huit membres.",
    solution="6 × 5 / 2 = 15 et 2 × 1 / 2 = 1, sur 8 × 7 / 2 = 28 : 16 / 28 = 57,1 %. Perdre deux membres de vue coûte douze paires sur vingt-huit.",
    simulator="missing-link",
    settings={"leaver": "1", "links": [[1, other] for other in range(2, 10)] + [[a + 2, b + 2] for a, b in SPLIT_LINKS] + [[0, 0], [0, 0]]},
)

POINTS = Exercise(
    "deliberation-borda",
    "Trois collèges, 40, 35 et 25 %. Le premier classe A, B, C ; le deuxième B, C, A ; le troisième C, B, A. Combien de points par voix le projet gagnant "
    "obtient-il par la méthode de Borda (2 points pour un premier rang, 1 pour un deuxième) ?",
    control=Number("answer", label="Votre réponse", low=0, high=2, step=0.01, default=0, unit="", decimals=2),
    expected=lambda: max(borda(THREE_WEIGHTS, THREE_GRADES)) / (2 * sum(THREE_WEIGHTS)),
    tolerance=0.02,
    traps=(
        Trap(0.8, "C’est le score de A, premier au vote pondéré, mais dernier pour 60 % des voix."),
        Trap(0.85, "C’est le score de C."),
        Trap(0.4, "C’est la part des voix de A ; Borda compte aussi les deuxièmes rangs."),
        Trap(0.7, "Ce sont les seuls premiers rangs de B ; ses deuxièmes rangs comptent aussi."),
    ),
    right="B gagne sans être le premier choix du plus gros collège.",
    otherwise="Pour chaque projet : 2 × le poids qui le classe premier, plus le poids qui le classe deuxième.",
    solution="A : 2 × 0,40 = 0,80. B : 2 × 0,35 + 0,40 + 0,25 = 1,35. C : 2 × 0,25 + 0,35 = 0,85. B l’emporte, alors que A avait le plus de voix.",
    simulator="deliberation-rules",
    settings={"opinions": [[40, 4, 2, 0], [35, 0, 4, 2], [25, 0, 2, 4], [0, 0, 0, 0], [0, 0, 0, 0]]},
)

MENTION = Exercise(
    "deliberation-mention",
    "Cinq collèges, de 25, 20, 30, 15 et 10 %, donnent à un projet les notes 3, 4, 1, 2 et 0 (de 0, à rejeter, à 4, très bien). "
    "Quelle est sa mention majoritaire, de 0 à 4 ?",
    control=Number("answer", label="Votre réponse", low=0, high=4, step=1, default=0, unit="", integer=True),
    expected=lambda: majority_gauge(MENTION_WEIGHTS, MENTION_GRADES, 0)[0],
    tolerance=0,
    traps=(
        Trap(3, "À 3 ou plus, on ne compte que 25 + 20 = 45 % : ce n’est pas la majorité."),
        Trap(1, "1 est la note du plus gros collège, 30 % : aucun collège ne fait la majorité à lui seul."),
        Trap(4, "4 est la meilleure note, donnée par 20 % seulement."),
        Trap(0, "0 n’est donné que par 10 % ; plus de la moitié fait mieux."),
    ),
    right="60 % donnent 2 ou plus : c’est la plus haute note qu’une majorité atteint.",
    otherwise="Additionnez les poids en partant de la meilleure note, jusqu’à dépasser la moitié.",
    solution="4 : 20 %. 3 ou plus : 45 %. 2 ou plus : 60 %, la majorité est atteinte. La mention est 2, passable.",
    simulator="deliberation-rules",
    settings={"opinions": [[25, 3, 0, 0], [20, 4, 0, 0], [30, 1, 0, 0], [15, 2, 0, 0], [10, 0, 0, 0]]},
)

EXERCISES = (DENSITY, MONEY, HOLD, PAIRS, POINTS, MENTION)

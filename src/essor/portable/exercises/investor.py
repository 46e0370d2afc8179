"""Exercises of debate 3 on public money: grant or contract, and what a responsible bond paid for."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.models.transversality import concentration
from essor.portable.rules.bonds import Project, bond_share
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.grants import AGREEMENT_ABOVE, is_grant
from essor.portable.simulators.controls import Number

CASH, IN_KIND = 9000, 5500
MOVED = (150, 150, 120, 70, 110)
HOUSING = Project(70, 30, elsewhere=20, cost=90)
HOMES = 1800


def _not_grants():
    return len([1 for interest in (True, False) for individual in (True, False) if not is_grant(True, interest, individual_return=individual, date=CHECKED)])


CASES = Exercise(
    "grant-initiative-is-not-enough",
    "Une association vient avec son projet, le définit et le conduit. Sur les quatre combinaisons des deux autres réponses (intérêt général, prestation pour "
    "la collectivité), combien excluent tout de même la subvention ?",
    control=Number("answer", label="Votre réponse", low=0, high=8, step=1, default=0, unit=("combinaison", "combinaisons"), integer=True),
    expected=_not_grants,
    tolerance=0,
    traps=(
        Trap(0, "L’initiative ne suffit pas : il faut aussi un intérêt général et aucune prestation vendue à la collectivité."),
        Trap(1, "Une seule combinaison convient ; la question porte sur celles qui ne conviennent pas."),
        Trap(2, "Comptez bien les deux façons d’échouer, et le cas où les deux échouent ensemble."),
        Trap(7, "Sept est le compte sur les huit combinaisons ; ici, l’initiative est acquise : il n’en reste que quatre."),
    ),
    right="Sur quatre combinaisons, une seule permet la subvention.",
    otherwise="Écrivez les quatre combinaisons : oui et non à l’intérêt général, oui et non à la prestation.",
    solution="Intérêt général et pas de prestation : subvention possible. Les trois autres combinaisons échouent, sur l’un, sur l’autre, ou "
    "sur les deux (loi n° 2000-321, art. 9-1).",
    simulator="grant-or-contract",
    settings={"starter": "third", "interest": True, "individual": True},
)

ROOM = Exercise(
    "grant-agreement-room",
    "Une commune a déjà versé 9 000 € cette année à une association et lui prête une salle évaluée à 5 500 €. Quelle aide peut-elle encore lui donner au "
    "plus, sans devoir signer de convention ? (Seuil, et prise en compte de la salle : à vérifier.)",
    control=Number("answer", label="Votre réponse", low=0, high=1000000, step=1, default=0, unit="€", integer=True),
    expected=lambda: AGREEMENT_ABOVE.at(CHECKED) - CASH - IN_KIND,
    tolerance=0,
    traps=(
        Trap(14000, "Nous comptons aussi la salle prêtée, pour sa valeur (à vérifier) : une subvention peut être en nature."),
        Trap(23000, "Le seuil se compare au total de l’année, pas à la dernière aide."),
        Trap(17500, "Vous avez compté la salle, mais pas les 9 000 € déjà versés."),
        Trap(14500, "C’est ce qui est déjà accordé ; cherchez ce qui reste jusqu’à 23 000 €."),
    ),
    right="La convention est due au-delà du seuil : le seuil lui-même peut être atteint.",
    otherwise="Additionnez ce qui est déjà accordé, argent et salle, puis comparez à 23 000 €.",
    solution="9 000 + 5 500 = 14 500 € ; 23 000 − 14 500 = 8 500 €. Un euro de plus, et la convention est due (loi n° 2000-321, art. 10 ; seuil "
    "et compte des aides en nature à vérifier).",
    simulator="grant-or-contract",
    settings={"amount": 8500, "already": CASH + IN_KIND},
)

INDEX = Exercise(
    "esr-concentration",
    "L’emprunt de 600 M€ est réparti en 210, 150, 120, 70 et 50. La Région déplace 60 M€ des écoles vers les PME et l’ESS : 150, 150, 120, 70 et 110. "
    "Combien vaut alors l’indice de concentration, sur 100 ?",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.01, default=0, unit="", decimals=2),
    expected=lambda: 100 * concentration(MOVED),
    tolerance=0.1,
    traps=(
        Trap(24.56, "C’est l’indice avant le déplacement."),
        Trap(20, "20 est le minimum, quand les cinq lignes sont égales : elles ne le sont pas encore."),
        Trap(25, "C’est la part des deux plus grosses lignes ; l’indice additionne les carrés des cinq parts."),
    ),
    right="Déplacer de la plus grosse ligne vers la plus petite rapproche l’indice de 20.",
    otherwise="Divisez chaque ligne par 600, mettez au carré, additionnez, multipliez par 100.",
    solution="Parts : 25, 25, 20, 11,67 et 18,33 %. Carrés : 6,25 + 6,25 + 4 + 1,36 + 3,36 = 21,22 sur 100, contre 24,56 avant.",
    simulator="esr-bond",
    settings={"projects": [[150, 90, 0, 300], [150, 40, 60, 260], [120, 20, 0, 160], [70, 30, 20, 90], [110, 0, 0, 110]]},
)

CLAIM = Exercise(
    "esr-homes",
    "L’emprunt paie 70 M€ d’un programme de logements sociaux qui en coûte 90, et qui livre 1 800 logements (programme fictif). Combien le rapport "
    "d’affectation peut-il en compter au titre de l’emprunt ?",
    control=Number("answer", label="Votre réponse", low=0, high=100000, step=1, default=0, unit=("logement", "logements"), integer=True),
    expected=lambda: HOMES * bond_share(HOUSING),
    tolerance=1,
    traps=(
        Trap(1800, "L’emprunt n’a pas tout payé : d’autres financeurs compteraient les mêmes logements."),
        Trap(400, "C’est la part des autres financeurs, 20 M€ sur 90."),
        Trap(1260, "1 260 serait 70 % ; la part de l’emprunt est 70 sur 90."),
    ),
    right="Les résultats se comptent au prorata de ce que l’emprunt a payé.",
    otherwise="Calculez la part de l’emprunt dans le coût du programme, puis appliquez-la aux logements.",
    solution="70 / 90 = 77,8 % ; 1 800 × 70 / 90 = 1 400 logements (contrôle du cours).",
    simulator="esr-bond",
    settings={"proceeds": 600},
)

EXERCISES = (CASES, ROOM, INDEX, CLAIM)

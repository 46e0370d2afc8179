"""Exercises on the Bou'Sol and the eusko: reuse for three payments, the closing fee, a false measure of reuse."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.french import number, percent
from essor.portable.models.currency import circuit, reuse_for_payments
from essor.portable.rules.local_currency import BONUS, bonus_per_unit
from essor.portable.simulators.controls import Number

# Facts of the register (data/faits); a test holds them equal.
EUSKO_EXCHANGED_2020 = 1431791
EUSKO_RECONVERTED_2020 = 706558


def _reuse_for_three_payments():
    # Speeds do not matter: without melt, every unit that is not reconverted is paid on.
    return 100 * reuse_for_payments(circuit(2, 1.0, reuse=0.0, act_solistes=0.5, act_prestataires=0.5, sector_shares=[1.0]), 3)


def _closing_fee():
    return 100 * bonus_per_unit(BONUS)


THREE_PAYMENTS = Exercise(
    "bousol-three-payments",
    "En phase 2 et sans fonte, quelle part de ce qu’ils reçoivent les prestataires doivent-ils réemployer pour qu’un Bou’Sol fasse en moyenne trois "
    "paiements ? Arrondissez à l’unité.",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=1, default=0, unit="%", decimals=2),
    expected=_reuse_for_three_payments,
    tolerance=0.7,
    traps=(
        Trap(33, "33 % est la part reconvertie : un paiement sur trois est alors le dernier. La question porte sur ce qui reste dans le circuit."),
        Trap(0.67, "La réponse est attendue en pourcentage : 0,67 s’écrit 67 %."),
        Trap(60, "À 60 %, un Bou’Sol fait 2,5 paiements : 1 / (1 − 0,60). Il manque encore un demi-paiement."),
        Trap(75, "À 75 %, un Bou’Sol fait quatre paiements : le premier achat du soliste, puis trois autres. Le premier compte aussi."),
        Trap(50, "À 50 %, un Bou’Sol fait deux paiements : 1 / (1 − 0,50)."),
    ),
    right="n = 1 / (1 − p) vaut 3 quand p vaut deux tiers.",
    otherwise="Le nombre de paiements est n = 1 / (1 − p) : cherchez la part p pour laquelle la part reconvertie, 1 − p, vaut un tiers.",
    solution="Avec n = 1 / (1 − p), trois paiements demandent 1 − p = 1/3, donc p = 2/3, soit 66,7 %, ou 67 % à l’unité près. Le premier paiement est celui du "
    "soliste ; les deux autres sont faits entre prestataires.",
    simulator="bousol-circuits",
    settings={"phase": "2", "reuse": 66.7},
)

MONEY_PUMP = Exercise(
    "bousol-money-pump",
    "Une commerçante change 20 € en 21 Bou’Sols, puis les reconvertit aussitôt. À partir de quelle commission cet aller-retour ne lui rapporte-t-il plus "
    "rien ? Répondez à 0,05 point de pourcentage près.",
    control=Number("answer", label="Votre réponse", low=0, high=100, step=0.01, default=0, unit="%", decimals=2),
    expected=_closing_fee,
    tolerance=0.05,
    traps=(
        Trap(
            5,
            "5 % ferme bien la pompe, mais un taux plus bas suffit : la commission porte sur 21 Bou’Sols, et il faut en "
            "retenir un seul. On divise par 21, pas par 20.",
        ),
        Trap(
            0,
            "Sans commission, ou presque, 21 Bou’Sols redonnent 21 € : chaque tour rapporte 1 €. Si vous avez écrit une fraction, "
            "passez en pourcentage : 0,01 s’écrit 1 %.",
        ),
        Trap(95.24, "95,24 % est la part des Bou’Sols couverte par les euros du soliste (20/21). La commission cherchée est ce qui manque."),
        Trap(1, "C’est le montant du bonus en euros, pas un taux : rapportez-le aux 21 Bou’Sols reconvertis."),
    ),
    right="Il faut retenir un Bou’Sol sur 21.",
    otherwise="Cherchez le taux f pour lequel 21 × (1 − f) redonne exactement 20 €.",
    solution="21 × (1 − f) = 20 donne f = 1/21, soit 4,76 %. À 5 %, 21 Bou’Sols redonnent 19,95 € : la pompe est fermée, de peu. Le simulateur est réglé sur "
    "4,77 %, le premier centième qui ferme tout à fait la pompe.",
    simulator="bousol-bonus",
    # The first hundredth above 1/21: at 4.76 % the pump would still leak.
    settings={"payer": "association", "fee": 4.77},
)

STABLE_MASS = Exercise(
    "eusko-stable-mass",
    f"En 2020, les particuliers ont changé {number(EUSKO_EXCHANGED_2020)} eusko et les professionnels en ont reconverti {number(EUSKO_RECONVERTED_2020)}. Si "
    "la masse en circulation était restée stable cette année-là, combien d’eusko auraient été reconvertis pour les mêmes eusko changés ?",
    control=Number("answer", label="Votre réponse", low=0, high=10000000, step=1, default=0, unit=("eusko", "eusko"), integer=True),
    expected=lambda: EUSKO_EXCHANGED_2020,
    tolerance=1000,
    traps=(
        Trap(EUSKO_RECONVERTED_2020, "C’est ce qui a été reconverti alors que la masse augmentait. Si elle ne bouge pas, tout ce qui entre doit ressortir."),
        Trap(
            EUSKO_EXCHANGED_2020 - EUSKO_RECONVERTED_2020,
            "C’est la hausse de la masse en 2020 : changés moins reconvertis. Si la masse est stable, cette hausse est nulle.",
        ),
        Trap(EUSKO_EXCHANGED_2020 + EUSKO_RECONVERTED_2020, "Les deux flux vont en sens contraire : on ne les additionne pas."),
    ),
    right="Quand la masse ne bouge pas, il ressort autant d’eusko qu’il en entre, quel que soit le nombre de paiements entre-temps.",
    otherwise="La masse augmente de ce qui est changé et diminue de ce qui est reconverti : écrivez que sa variation est nulle.",
    solution=f"Masse stable : changés − reconvertis = 0, donc {number(EUSKO_EXCHANGED_2020)}"
    f" eusko reconvertis, et un rapport de 100 %. Le rapport réel, {percent(EUSKO_RECONVERTED_2020 / EUSKO_EXCHANGED_2020, 1)}, mesure la croissance de la "
    "masse ; il ne dit rien de la part que les professionnels réemploient.",
    simulator=None,
    settings={},
)

EXERCISES = (THREE_PAYMENTS, MONEY_PUMP, STABLE_MASS)

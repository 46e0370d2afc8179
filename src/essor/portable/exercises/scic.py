"""Exercises on SCICs and de minimis aid: ceiling, passive crossing, reserves, interest, exit, votes, moving window."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.french import euros, percent
from essor.portable.models.power import banzhaf
from essor.portable.rules import scic as law
from essor.portable.rules import state_aid
from essor.portable.rules.dated import CHECKED
from essor.portable.simulators.controls import Number

STILL = [0, 0, 0, 0]
NOBODY = [0, 0, 0, 0]
LAST = law.LAST_KNOWN_MEETING


def _euro_answer(most=1000000):
    return Number("answer", label="Votre réponse", low=0, high=most, step=1, default=0, unit="€", decimals=2)


def _percent_answer():
    return Number("answer", label="Votre réponse", low=0, high=100, step=0.1, default=0, unit="%", decimals=2)


LARGEST_SUBSCRIPTION = Exercise(
    "scic-largest-subscription",
    "Aujourd’hui, une SCIC a 150 000 € de capital, dont 30 000 € aux collectivités. Combien les collectivités peuvent-elles encore souscrire, ensemble ?",
    control=_euro_answer(),
    expected=lambda: law.largest_public_subscription(30000, 150000, CHECKED),
    tolerance=100,
    traps=(
        Trap(
            45000,
            "45 000 €, c’est la moitié du capital d’avant moins ce qu’elles ont déjà. Mais leur souscription augmente aussi le capital : "
            "après elle, leur part ne serait que de 38 %.",
        ),
        Trap(75000, "75 000 €, c’est la moitié du capital d’avant. Il faut retirer ce qu’elles ont déjà, et compter que le capital augmente."),
        Trap(120000, "120 000 €, c’est ce que détiennent les autres. Les collectivités peuvent l’égaler, mais elles ont déjà 30 000 €."),
        Trap(0, "0 €, c’était la réponse avant la loi de 2014 : à 20 %, le plafond était déjà atteint."),
    ),
    right="Elles égalent les autres associés : 120 000 € sur 240 000 €.",
    otherwise="À 50 %, les collectivités peuvent détenir autant que tous les autres réunis. Cherchez ce que les autres détiennent.",
    solution="x = (0,50 × 150 000 − 30 000) / (1 − 0,50) = 90 000 €. Après : 120 000 € sur 240 000 €, soit 50 % "
    "exactement, ce que la loi permet (art. 19 septies).",
    simulator="scic-capital",
    settings={"start": [[30000, 20000, 40000, 60000]], "movements": [[90000, 0, 0, 0], STILL, STILL, STILL, STILL]},
)

PASSIVE_CROSSING = Exercise(
    "scic-passive-crossing",
    "Les collectivités détiennent 80 000 € d’un capital de 165 000 €. Combien les autres associés peuvent-ils retirer, au plus, "
    "avant que le plafond de 50 % soit dépassé ?",
    control=_euro_answer(),
    expected=lambda: 165000 - 80000 / law.PUBLIC_CEILING.at(CHECKED),
    tolerance=100,
    traps=(
        Trap(2500, "2 500 €, c’est ce qui sépare les 80 000 € de la moitié de 165 000 €. Mais un retrait abaisse aussi cette moitié : il compte double."),
        Trap(85000, "85 000 €, c’est tout ce que les autres détiennent : s’ils partaient tous, les collectivités auraient 100 % du capital."),
        Trap(0, "À 48,48 %, il reste une marge : cherchez le capital dont 80 000 € font exactement la moitié."),
        Trap(82500, "82 500 €, c’est la moitié du capital actuel. La question porte sur ce qui peut en partir."),
    ),
    right="80 000 € font la moitié de 160 000 € : la marge est de 5 000 €.",
    otherwise="Cherchez le capital dont 80 000 € font exactement la moitié, puis comparez-le au capital actuel.",
    solution="Le capital peut descendre jusqu’à 80 000 / 0,50 = 160 000 € : 5 000 € de retraits. Au-delà, le "
    "plafond est franchi sans que les collectivités aient "
    "rien souscrit : le capital étant variable, la part se vérifie à chaque mouvement.",
    simulator="scic-capital",
    settings={"start": [[80000, 15000, 30000, 40000]], "movements": [[0, 0, 0, -5000], STILL, STILL, STILL, STILL]},
)


def _least_reserve():
    shared = law.allocate(60000, 0, due=True, statutory_rate=0.60, aids=0, paid_up=100000, rate=0, date=CHECKED)
    return 100 * (shared.legal + shared.statutory) / shared.base


LEAST_RESERVE = Exercise(
    "scic-least-reserve",
    "Les réserves d’une SCIC n’atteignent pas encore son capital. Ses statuts fixent la réserve statutaire à 60 %. Quelle part de son "
    "bénéfice met-elle obligatoirement en réserve ?",
    control=_percent_answer(),
    expected=_least_reserve,
    tolerance=0.5,
    traps=(
        Trap(57.5, "57,5 % est le minimum de la loi, avec une réserve statutaire de 50 %. Ici, les statuts demandent 60 %."),
        Trap(75, "75 % additionne 15 et 60. Mais les 60 % portent sur ce qui reste après la réserve légale."),
        Trap(60, "Il manque la réserve légale : 15 % du bénéfice, prise en premier."),
        Trap(51, "51 % est la seule réserve statutaire : 60 % de 85 %. Ajoutez la réserve légale."),
        Trap(0.66, "La réponse est attendue en pourcentage : 0,66 s’écrit 66 %."),
    ),
    right="15 % d’abord, puis 60 % de ce qui reste.",
    otherwise="Prenez 15 % du bénéfice, puis appliquez le taux des statuts à ce qui reste.",
    solution="15 % + 60 % × 85 % = 66 %. Avec 50 %, ce serait 57,5 % ; et une fois que les réserves "
    "atteignent le capital, 60 % seulement (art. 16 et 19 nonies).",
    simulator="scic-result",
    settings={"result": 60000, "statutory_rate": 60, "aids": 0},
)


def _largest_interest():
    return law.allocate(
        50000, 0, due=True, statutory_rate=law.LEAST_STATUTORY_RESERVE.at(CHECKED), aids=15000, paid_up=300000, rate=law.interest_cap(LAST), date=CHECKED
    ).interest


LARGEST_INTEREST = Exercise(
    "scic-largest-interest",
    f"Assemblée de {LAST} : 50 000 € de bénéfice, 300 000 € de capital libéré, réserves inférieures au capital, réserve statutaire de 50 %, 15 000 € de "
    "subventions dans l’année. En lecture A (les aides se retirent du solde), combien peut-on verser au plus d’intérêt aux parts ?",
    control=_euro_answer(),
    expected=_largest_interest,
    tolerance=50,
    traps=(
        Trap(21250, "21 250 €, c’est le solde après les réserves. Il reste à en exclure les subventions."),
        Trap(11408, "11 408 €, c’est le plafond de 3,80 % appliqué au capital. Le solde, une fois les subventions exclues, n’y suffit pas."),
        Trap(14875, "14 875 €, c’est le solde de la lecture B (comme si l’on n’avait que 35 000 €) ; et le plafond de 3,80 % s’appliquerait encore."),
        Trap(35000, "35 000 €, c’est le bénéfice sans les subventions. Les réserves obligatoires passent avant l’intérêt."),
        Trap(10000, "10 000 € retire les subventions de la moitié du bénéfice. La réserve légale, 15 %, passe d’abord : le solde est de 42,5 %."),
    ),
    right="Le solde est de 21 250 € ; sans les aides, il en reste 6 250 €, moins que le plafond.",
    otherwise="Calculez le solde (42,5 % du bénéfice), retirez les subventions, puis comparez au taux plafond appliqué au capital.",
    solution=f"Réserve légale 7 500 €, réserve statutaire 21 250 €, solde 21 250 €. Moins 15 000 € d’aides : {euros(6250)}"
    f". Le plafond de {LAST}, {percent(law.interest_cap(LAST), 2)} de 300 000 €, permettrait davantage : c’est le solde qui limite.",
    simulator="scic-result",
    settings={"result": 50000, "capital": 300000, "aids": 15000, "voted_rate": 10, "meeting": str(LAST)},
)

EXIT_VALUE = Exercise(
    "scic-exit-value",
    "Une collectivité détient 40 000 € de parts. Le capital est de 120 000 € ; après plusieurs pertes, les capitaux propres ne sont plus que de 84 000 €. "
    "Combien récupère-t-elle si elle se retire ?",
    control=_euro_answer(),
    expected=lambda: law.exit_value(40000, 120000, 84000),
    tolerance=100,
    traps=(
        Trap(40000, "Le nominal n’est rendu en entier que si les pertes n’ont pas entamé le capital. Ici, il manque 36 000 €."),
        Trap(4000, "4 000 € lui ferait porter toutes les pertes. Elles se partagent entre tous les associés, au prorata des parts."),
        Trap(12000, "12 000 €, c’est sa part des pertes : un tiers de 36 000 €. La question porte sur ce qui lui revient."),
        Trap(84000, "84 000 €, ce sont les capitaux propres de toute la société."),
        Trap(57143, "57 143 € multiplie par capital / capitaux propres. C’est l’inverse ; et ici, aucune réserve ne revalorise les parts."),
    ),
    right="Chaque part rend 70 % de son nominal.",
    otherwise="Rapportez les capitaux propres au capital, puis appliquez ce rapport aux parts.",
    solution="40 000 × 84 000 / 120 000 = 28 000 €. Les pertes se partagent au prorata (règle d’imputation à vérifier dans les statuts) ; sans "
    "revalorisation, des bénéfices n’auraient rien ajouté au nominal (art. 18).",
    simulator="scic-ten-years",
    settings={"public": 40000, "private": 80000, "entries": 0, "result": -3600},
)

REAL_LOSS = Exercise(
    "scic-real-loss",
    "Une collectivité récupère au bout de dix ans les 50 000 € qu’elle a souscrits. L’inflation a été de 3 % par an. Combien a-t-elle perdu, "
    "en euros de l’année de la souscription ?",
    control=_euro_answer(),
    expected=lambda: 50000 - 50000 / 1.03**10,
    tolerance=100,
    traps=(
        Trap(15000, "15 000 € additionne dix fois 3 %. L’inflation se compose, et il faut diviser : 50 000 / 1,03^10."),
        Trap(17196, "17 196 €, c’est la hausse des prix sur 50 000 €. Ce que valent 50 000 € dans dix ans se trouve en divisant, pas en multipliant."),
        Trap(37205, "37 205 €, c’est ce que valent encore les 50 000 €. La question porte sur la perte."),
        Trap(8983, "8 983 €, c’est la perte avec une inflation de 2 %."),
        Trap(0, "En euros courants, elle ne perd rien ; mais ces euros achètent moins qu’à la souscription."),
    ),
    right="50 000 € rendus dans dix ans en valent 37 205 d’aujourd’hui.",
    otherwise="Divisez 50 000 par 1,03 multiplié dix fois par lui-même, puis comparez à la souscription.",
    solution="50 000 − 50 000 / 1,03^10 = 12 795 €. Les intérêts reçus en chemin en compensent une partie ; une revalorisation des parts, "
    "peut-être permise depuis 2024, est à vérifier.",
    simulator="scic-ten-years",
    settings={"inflation": 3},
)

SMALL_COLLEGE = Exercise(
    "scic-small-college",
    "Trois collèges pèsent 45, 35 et 20 % des voix, et il faut plus de la moitié. Quelle est la part de pouvoir (indice de "
    "Banzhaf) du plus petit ? Arrondissez à l’unité.",
    control=_percent_answer(),
    expected=lambda: 100 * banzhaf([45, 35, 20]).shares[2],
    tolerance=0.5,
    traps=(
        Trap(20, "20 % est sa part des voix. Comptez plutôt les alliances où il est indispensable."),
        Trap(
            0,
            "Aucun collège ne fait la majorité seul : le plus petit peut la faire basculer, avec l’un ou l’autre des grands. Si vous avez écrit une "
            "fraction, passez en pourcentage.",
        ),
        Trap(
            50,
            "50 % : il fait basculer deux des quatre combinaisons possibles des deux autres. Mais l’indice rapporte ses bascules à "
            "toutes celles des trois collèges : 2 sur 6.",
        ),
    ),
    right="Deux collèges quelconques font la majorité : les trois pèsent autant.",
    otherwise="Écrivez les alliances de deux collèges : laquelle n’atteint pas la majorité ?",
    solution="45 + 35, 45 + 20 et 35 + 20 dépassent tous 50 % : chaque collège est indispensable dans deux alliances sur trois. Six bascules en tout, "
    "deux pour chacun : un tiers, soit 33,3 %.",
    simulator="scic-votes",
    settings={"colleges": [[10000, 12, 45, 100], [40000, 93, 35, 60], [50000, 3, 20, 0], NOBODY, NOBODY]},
)

SPLIT_COLLEGE = Exercise(
    "scic-split-college",
    "Trois collèges pèsent 40, 35 et 25 % des voix. La décision y recueille 100, 40 et 30 % de votes pour. À la règle "
    "proportionnelle, quelle part des votes obtient-elle ?",
    control=_percent_answer(),
    expected=lambda: 100 * law.proportional_vote([40, 35, 25], [1, 0.4, 0.3]),
    tolerance=0.5,
    traps=(
        Trap(
            40,
            "40 % est le résultat de la règle majoritaire : un seul collège est favorable, et il donne tout son poids. À la "
            "proportionnelle, les minorités des deux autres comptent.",
        ),
        Trap(56.67, "56,67 % est la moyenne simple des trois collèges. Il faut la pondérer par leur poids."),
        Trap(60, "60 % est la part des deux collèges défavorables. Comptez les votes pour, collège par collège."),
        Trap(0.615, "La réponse est attendue en pourcentage : 0,615 s’écrit 61,5 %."),
    ),
    right="40 + 14 + 7,5 : la décision est adoptée.",
    otherwise="Multipliez le poids de chaque collège par sa part de votes pour, puis additionnez.",
    solution="40 × 100 % + 35 × 40 % + 25 × 30 % = 61,5 % : adoptée. À la règle majoritaire, elle n’aurait que 40 % et serait rejetée : le choix de la règle, "
    "laissé aux statuts (à vérifier), change le résultat.",
    simulator="scic-votes",
    settings={"rule": "proportional", "colleges": [[10000, 12, 40, 100], [40000, 93, 35, 40], [50000, 3, 25, 30], NOBODY, NOBODY]},
)

# (granted, euros): the aids of both exercises below, decided in September 2026.
AIDS = (("2023-06-01", 80000), ("2024-02-01", 140000), ("2025-04-01", 70000))
DECIDED = "2026-09-01"
WANTED = 200000


def _room():
    limit = state_aid.ceiling(state_aid.GENERAL, CHECKED)
    return limit - state_aid.counted(AIDS, DECIDED, state_aid.ROLLING)


def _months():
    months = 0
    while True:
        count = 2026 * 12 + 8 + months
        date = f"{count // 12}{'-0' if count % 12 < 9 else '-'}{count % 12 + 1}-02"
        if state_aid.allowed(AIDS, WANTED, date=date, kind=state_aid.GENERAL, window=state_aid.ROLLING, first_month=1, limit_date=CHECKED):
            return months
        months += 1


GRID = [[2023, 6, 80000], [2024, 2, 140000], [2025, 4, 70000], [2026, 1, 0], [2026, 1, 0], [2026, 1, 0]]

DE_MINIMIS_ROOM = Exercise(
    "de-minimis-room",
    "Une entreprise a reçu 80 000 € d’aides de minimis en juin 2023, 140 000 € en février 2024 et 70 000 € en avril 2025. Toutes les aides sont accordées le "
    "1er du mois. Combien peut-on encore lui verser le 1er septembre 2026, sous le plafond général ?",
    control=_euro_answer(),
    expected=_room,
    tolerance=100,
    traps=(
        Trap(10000, "10 000 € compte aussi l’aide de juin 2023. En septembre 2026, la fenêtre commence en septembre 2023."),
        Trap(0, "0 €, c’est la réponse avec le plafond de 200 000 € d’avant 2024. Il est aujourd’hui de 300 000 €."),
        Trap(300000, "Le plafond est de 300 000 €, mais les aides de 2024 et de 2025 en occupent déjà une part."),
        Trap(540000, "540 000 € part du plafond SIEG, 750 000 €. Sans mission de service d’intérêt économique général, c’est le plafond général."),
        Trap(230000, "L’aide de février 2024 compte encore : en septembre 2026, elle a moins de trois ans."),
        Trap(210000, "210 000 €, c’est ce qui compte déjà ; la question porte sur ce qui reste sous le plafond."),
    ),
    right="L’aide de juin 2023 ne compte plus : 300 000 − 210 000.",
    otherwise="Gardez les aides accordées après septembre 2023, puis retirez-les de 300 000 €.",
    solution="En septembre 2026, la fenêtre va de septembre 2023 à septembre 2026 : 140 000 + 70 000 = 210 "
    "000 €. Il reste 90 000 € sous le plafond de 300 000 € "
    "(règlement de 2023, trois ans glissants).",
    simulator="de-minimis",
    settings={"aids": GRID, "year": 2026, "month": 9, "new_aid": 90000},
)

DE_MINIMIS_WAIT = Exercise(
    "de-minimis-wait",
    "Pour la même entreprise, on veut verser 200 000 € d’un coup. Les aides reçues ont été accordées le 1er du mois ; la nouvelle le serait le 2. Combien de "
    "mois faut-il attendre à partir du 2 septembre 2026 ?",
    control=Number("answer", label="Votre réponse", low=0, high=60, step=1, default=0, unit=("mois", "mois"), integer=True),
    expected=_months,
    tolerance=0,
    traps=(
        Trap(0, "En septembre 2026, 210 000 € comptent déjà : avec 200 000 € de plus, le plafond de 300 000 € est dépassé."),
        Trap(
            4,
            "Quatre mois mènent en janvier 2027 : c’est le début d’un exercice fiscal, la règle d’avant 2024. Aujourd’hui, les trois "
            "ans se comptent à partir de chaque aide.",
        ),
        Trap(19, "Dix-neuf mois mènent en avril 2028, quand l’aide de 2025 sort de la fenêtre. Celle de février 2024 en sort plus tôt, et cela suffit."),
        Trap(36, "Il n’est pas nécessaire d’attendre trois ans : il suffit que l’aide de février 2024 ait trois ans."),
        Trap(
            6,
            "Un mois de trop : le 2 février 2027, l’aide du 1er février 2024 a plus de trois ans. Si elle avait été accordée "
            "plus tard dans le mois, vous auriez raison.",
        ),
    ),
    right="Le 2 février 2027, l’aide du 1er février 2024 a plus de trois ans : il ne reste que 70 000 €.",
    otherwise="Cherchez quelle aide doit sortir de la fenêtre pour que le reste et 200 000 € tiennent sous 300 000 €.",
    solution="Il faut que les aides qui comptent descendent à 100 000 € : l’aide de 140 000 € de février 2024 sort en février 2027, soit cinq mois après "
    "septembre 2026. 70 000 + 200 000 = 270 000 €. Le cours la compte, par prudence, jusqu’au soir du 1er février. Le simulateur ne demande pas le jour : "
    "pour ce mois-là, il donne les deux totaux.",
    simulator="de-minimis",
    settings={"aids": GRID, "year": 2027, "month": 2, "new_aid": WANTED},
)

EXERCISES = (
    LARGEST_SUBSCRIPTION,
    PASSIVE_CROSSING,
    LEAST_RESERVE,
    LARGEST_INTEREST,
    EXIT_VALUE,
    REAL_LOSS,
    SMALL_COLLEGE,
    SPLIT_COLLEGE,
    DE_MINIMIS_ROOM,
    DE_MINIMIS_WAIT,
)

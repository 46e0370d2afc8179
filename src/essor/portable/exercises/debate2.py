"""Exercises of debate 2: clusters of cooperation, a shared workshop, insertion hours, a calendar of clauses, SPASER."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.models.insertion import MONTHS_PER_YEAR, full_time_years, insertion_hours, rate_for_hours
from essor.portable.models.ptce import census, geometric_mean
from essor.portable.models.sharing import Workshop, costs_of_groups, shapley_shares
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.procurement import (
    EUROPEAN_THRESHOLD,
    LOCAL,
    MILLION,
    SERVICES,
    may_reserve_for_workers,
    social_clause_required,
    spaser_required_since,
)
from essor.portable.simulators.controls import Number, Year

# Facts of the register (data/faits); a test holds them equal.
UNITS = (63, 33, 5, 20)
JOBS = 330
LORRAINE_HOURS = 300000
LORRAINE_CONTRACTS = 600

MARKS = (4, 2, 3, 1, 3, 2, 4, 3)
WORKSHOP = Workshop(1800, 450, hours=130, outside=22)
NEEDS = (15, 40, 80, 120, 220)
CONTRACTS_2026 = (90000, 180000, 216000, 240000, 600000)


def _answer(high, unit="", decimals=2):
    return Number("answer", label="Votre réponse", low=0, high=high, step=1, default=0, unit=unit, decimals=decimals)


def _whole(high, unit=""):
    return Number("answer", label="Votre réponse", low=0, high=high, step=1, default=0, unit=unit, integer=True)


def _marks_with(rank, mark):
    return [mark if i == rank else value for i, value in enumerate(MARKS)]


GEOMETRIC_MEAN = Exercise(
    "ptce-geometric-mean",
    "Un pôle note ses huit leviers 4, 2, 3, 1, 3, 2, 4 et 3. Que vaut leur moyenne géométrique ? Répondez à 0,02 près.",
    control=_answer(10000),
    expected=lambda: geometric_mean(MARKS),
    tolerance=0.02,
    traps=(
        Trap(2.75, "2,75 est la moyenne habituelle : la somme, 22, divisée par 8. La moyenne géométrique part du produit."),
        Trap(1728, "1 728 est le produit des huit notes : il reste à en prendre la racine huitième."),
        Trap(216, "216 est le produit divisé par 8. On ne divise pas le produit : on en prend la racine huitième."),
        Trap(41.57, "41,57 est la racine carrée du produit. Pour huit notes, il faut la racine huitième."),
    ),
    right="La racine huitième de 1 728 est un peu sous la moyenne habituelle : c’est toujours le cas quand les notes diffèrent.",
    otherwise="Multipliez les huit notes, puis prenez la racine huitième : trois fois la touche « racine carrée ».",
    solution="4 × 2 × 3 × 1 × 3 × 2 × 4 × 3 = 1 728, et la racine huitième de 1 728 vaut 2,54. La moyenne habituelle, 2,75, cache davantage le levier noté 1.",
    simulator="ptce-radar",
    settings={f"lever{rank + 1}": mark for rank, mark in enumerate(MARKS)},
)

RAISE_THE_WEAKEST = Exercise(
    "ptce-raise-the-weakest",
    "Même pôle : la collectivité fait passer le levier noté 1 à 3, sans toucher aux autres. Que devient la moyenne géométrique ? Répondez à 0,02 près.",
    control=_answer(10000),
    expected=lambda: geometric_mean(_marks_with(3, 3)),
    tolerance=0.02,
    traps=(
        Trap(3, "3 est la nouvelle moyenne habituelle : 24 divisé par 8. La moyenne géométrique reste un peu dessous."),
        Trap(2.54, "2,54 est la valeur de départ : le produit des notes triple, la racine huitième monte."),
        Trap(7.62, "Le produit triple, mais pas la moyenne : on prend ensuite sa racine huitième."),
    ),
    right="Deux points placés sur le levier le plus faible font gagner 0,37 : plus que partout ailleurs.",
    otherwise="Le produit passe de 1 728 à 3 × 1 728. Prenez-en la racine huitième.",
    solution="3 × 1 728 = 5 184, dont la racine huitième vaut 2,91. Les deux mêmes points sur un levier noté 3 n’auraient donné que 2,71.",
    simulator="ptce-radar",
    settings={f"lever{rank + 1}": mark for rank, mark in enumerate(_marks_with(3, 3))},
)

JOBS_PER_UNIT = Exercise(
    "goutte-dor-jobs-per-unit",
    "À la Goutte d’Or, le dossier de 2014 compte 63 marchands de tissus, 33 ateliers de couture, 5 merceries et 20 créateurs, pour environ 330 emplois. "
    "Combien d’emplois par unité, en moyenne ? Répondez à 0,01 près.",
    control=_answer(1000, ("emploi", "emplois")),
    expected=lambda: census(UNITS, [1] * 4, JOBS).jobs_per_unit,
    tolerance=0.01,
    traps=(
        Trap(5.24, "5,24 rapporte les 330 emplois aux seuls marchands de tissus. Il faut compter les quatre familles."),
        Trap(0.37, "0,37 est le rapport inverse : des unités par emploi."),
        Trap(3.27, "3,27 oublie les vingt créateurs : 330 divisé par 101."),
    ),
    right="Un pôle peut réunir beaucoup d’unités et peu d’emplois dans chacune.",
    otherwise="Additionnez les quatre familles, puis divisez les emplois par ce total.",
    solution="63 + 33 + 5 + 20 = 121 unités, et 330 / 121 = 2,73 emplois par unité.",
    simulator="goutte-dor-census",
    settings={"jobs": JOBS},
)

CLOTH_SHARE = Exercise(
    "goutte-dor-cloth-share",
    "Quelle part des unités recensées sont des marchands de tissus ? Répondez à 0,5 point de pourcentage près.",
    control=_answer(100, "%"),
    expected=lambda: 100 * UNITS[0] / sum(UNITS),
    tolerance=0.5,
    traps=(
        Trap(63, "63 est un nombre d’unités, pas un pourcentage : rapportez-le au total."),
        Trap(19.1, "19,1 % rapporte les marchands aux 330 emplois. Le dénominateur est le nombre d’unités."),
        Trap(0.52, "La réponse est attendue en pourcentage : 0,52 s’écrit 52 %."),
        Trap(
            29.75,
            "29,75 % ne compte que les 36 marchands de wax, de bazin, de prêt-à-porter ou d’accessoires ; il y a aussi 27 marchands de soies et de dentelles.",
        ),
    ),
    right="Plus d’une unité sur deux vend du tissu ; les ateliers et les créateurs paraissent pourtant les premiers utilisateurs d’un atelier de couture.",
    otherwise="Divisez 63 par le total des quatre familles.",
    solution="63 / 121 = 52,1 %. Compter les unités ne dit pas qui a besoin de l’atelier.",
    simulator="goutte-dor-census",
    settings={"jobs": JOBS},
)


def _shapley_of_two():
    shares = shapley_shares(costs_of_groups(WORKSHOP, (NEEDS[0], NEEDS[-1])), (NEEDS[0], NEEDS[-1]))
    return shares.numerators[0] / shares.denominator


SHAPLEY_OF_TWO = Exercise(
    "workshop-shapley-of-two",
    "Seule, une mercerie paierait 330 € par mois ; seul, un atelier de couture paierait 2 700 €. Ensemble, ils paient 2 700 € : les machines de l’atelier "
    "suffisent. Quelle est la part de la mercerie selon la valeur de Shapley ?",
    control=_answer(10000, "€"),
    expected=_shapley_of_two,
    tolerance=1,
    traps=(
        Trap(1350, "1 350 € est la part égale : la mercerie paierait bien plus que seule."),
        Trap(330, "330 € est ce que la mercerie ajoute quand elle arrive la première. Si elle arrive seconde, elle n’ajoute rien : faites la moyenne."),
        Trap(0, "0 € est ce qu’elle ajoute quand elle arrive seconde. Si elle arrive la première, elle ajoute 330 € : faites la moyenne."),
        Trap(172.34, "172,34 € est la part au prorata des heures, 15 sur 235. Shapley regarde ce que chacun ajoute au coût."),
    ),
    right="La mercerie gagne 165 €, l’atelier aussi : les deux se partagent l’économie par moitié.",
    otherwise="Il y a deux ordres d’arrivée. Calculez ce que la mercerie ajoute au coût dans chacun, puis la moyenne.",
    solution="La mercerie d’abord : elle ajoute 330 €. La mercerie ensuite : elle ajoute 2 700 − 2 700 = 0 €. Moyenne : 165 "
    "€, et 2 535 € pour l’atelier de couture.",
    simulator="shared-workshop",
    settings={"rule": "shapley", "needs": [[15], [0], [0], [0], [220]]},
)


def _aid_for_equal_shares():
    costs = costs_of_groups(WORKSHOP, NEEDS)
    return costs[-1] - len(NEEDS) * costs[1]


AID_FOR_EQUAL_SHARES = Exercise(
    "workshop-aid-for-equal-shares",
    "L’atelier commun coûte 3 600 € par mois, partagés à parts égales entre cinq. Seule, la mercerie paierait 330 €. Quelle aide mensuelle à l’atelier "
    "faut-il, au moins, pour que la part égale ne dépasse pas ces 330 € ?",
    control=_answer(100000, "€"),
    expected=_aid_for_equal_shares,
    tolerance=10,
    traps=(
        Trap(390, "390 € est ce que la mercerie paie en trop. Avec des parts égales, l’aide profite aux cinq : il faut cinq fois cette somme."),
        Trap(3270, "3 270 € laisserait 330 € à partager entre les cinq, et non 330 € chacun."),
        Trap(1650, "1 650 € est ce que les cinq paieraient encore, 5 × 330 €. L’aide est le reste."),
    ),
    right="Il faut payer plus de la moitié du coût pour garder un seul membre : changer la règle de partage ne coûte rien.",
    otherwise="Écrivez que la part égale, (3 600 − aide) / 5, vaut 330 €.",
    solution="(3 600 − aide) / 5 = 330 donne une aide de 3 600 − 1 650 = 1 950 € par mois. Avec une part au prorata ou la valeur "
    "de Shapley, la mercerie reste sans aide.",
    simulator="shared-workshop",
    settings={"rule": "equal", "aid": 1950},
)

HOURS_OF_A_CONTRACT = Exercise(
    "insertion-hours-of-a-contract",
    "Un marché de 1 500 000 € hors taxes compte 70 % de main-d’œuvre, à 30 € de l’heure. Combien d’heures pour un taux d’insertion de 10 % ?",
    control=_answer(10000000, ("heure", "heures")),
    expected=lambda: insertion_hours(1500000, 0.70, rate=0.10, hourly_cost=30),
    tolerance=5,
    traps=(
        Trap(35000, "35 000 est le total des heures de main-d’œuvre : il reste à prendre 10 %."),
        Trap(5000, "5 000 oublie la part de la main-d’œuvre : tout le montant ne paie pas des heures."),
        Trap(105000, "105 000 est un montant en euros : divisez-le par le coût d’une heure."),
        Trap(833, "833 heures est l’exemple à 1 000 000 €, 50 % et 5 %."),
    ),
    right="C’est l’exemple publié dans un guide : 35 000 heures de main-d’œuvre, dont un dixième en insertion.",
    otherwise="H = M × p × t / c : montant, part de la main-d’œuvre, taux d’insertion, coût horaire.",
    solution="1 500 000 × 0,70 / 30 = 35 000 heures de main-d’œuvre, dont 10 % font 3 500 heures, soit 2,18 équivalents temps plein sur un an.",
    simulator="insertion-hours",
    settings={"amount": 1500000, "labour": 70, "rate": 10, "cost": 30},
)

RATE_FOR_HOURS = Exercise(
    "insertion-rate-for-hours",
    "Vous voulez 500 heures d’insertion dans un lot de peinture de 400 000 €, à 70 % de main-d’œuvre et 30 € de l’heure. Quel taux d’insertion fixer ? "
    "Répondez à 0,05 point de pourcentage près.",
    control=_answer(100, "%"),
    expected=lambda: 100 * rate_for_hours(500, 400000, labour_share=0.70, hourly_cost=30),
    tolerance=0.05,
    traps=(
        Trap(3.75, "3,75 % oublie la part de la main-d’œuvre : 500 × 30 / 400 000. Seuls 70 % du montant paient des heures."),
        Trap(5, "À 5 %, ce lot ne porte que 467 heures."),
        Trap(0.05, "La réponse est attendue en pourcentage : 0,05 s’écrit 5 %, et il en faut un peu plus."),
    ),
    right="Le taux reste dans l’usage, de 5 à 10 %.",
    otherwise="Retournez la formule : t = H × c / (M × p).",
    solution="500 × 30 / (400 000 × 0,70) = 15 000 / 280 000 = 5,36 %. La clause s’écrit ensuite en heures : 500.",
    simulator="insertion-hours",
    settings={"amount": 400000, "labour": 70, "rate": 5.36, "cost": 30},
)

LORRAINE_MEAN = Exercise(
    "lorraine-hours-per-contract",
    "Depuis 2008, la Région Lorraine déclare plus de 300 000 heures d’insertion dans plus de 600 marchés. Combien d’heures par marché, en moyenne ?",
    control=_answer(1000000, ("heure", "heures")),
    expected=lambda: LORRAINE_HOURS / LORRAINE_CONTRACTS,
    tolerance=1,
    traps=(
        Trap(50000, "50 000 est une moyenne par an, sur six ans environ. La question porte sur un marché."),
        Trap(187, "187 est à peu près le nombre d’équivalents temps plein : 300 000 / 1 607."),
        Trap(5000, "Vérifiez les zéros : 300 000 divisé par 600."),
    ),
    right="Une clause moyenne vaut à peine un tiers de temps plein sur un an : le parcours d’une personne en enchaîne plusieurs.",
    otherwise="Divisez les heures par les marchés.",
    solution="300 000 / 600 = 500 heures par marché, soit 0,31 équivalent temps plein sur un an. Les deux "
    "nombres étant des minimums, c’est un ordre de grandeur.",
    simulator=None,
    settings={},
)

POSTS_OF_A_LOT = Exercise(
    "clause-posts-of-a-lot",
    "Un lot de peinture porte 583 heures d’insertion, réparties également sur quatre mois. Combien de postes à temps plein (1 607 heures par an) occupe-t-il "
    "pendant ces quatre mois ? Répondez à 0,02 près.",
    control=_answer(1000, ("poste", "postes")),
    expected=lambda: full_time_years(583 / 4 * MONTHS_PER_YEAR),
    tolerance=0.02,
    traps=(
        Trap(0.36, "0,36 étale les heures sur une année entière. Le lot ne dure que quatre mois."),
        Trap(4.35, "4,35 suppose que tout se fait en un seul mois."),
        Trap(0.09, "0,09 divise par quatre deux fois : les quatre mois concentrent les heures, ils ne les diluent pas."),
    ),
    right="Un petit lot court pèse autant, pendant quatre mois, qu’une clause trois fois plus grosse sur un an.",
    otherwise="Calculez les heures par mois, puis divisez par les heures d’un temps plein par mois, 1 607 / 12.",
    solution="583 / 4 = 145,75 heures par mois ; un temps plein en fait 1 607 / 12 = 133,9. Le lot occupe 1,09 poste pendant quatre mois.",
    simulator=None,
    settings={},
)


def _clauses_due():
    threshold = EUROPEAN_THRESHOLD[SERVICES].at(CHECKED)
    return sum(1 for value in CONTRACTS_2026 if social_clause_required(value, threshold, CHECKED))


CLAUSES_DUE = Exercise(
    "clauses-due-in-2026",
    "En novembre 2026, une collectivité lance cinq marchés de services : 90 000, 180 000, 216 000, 240 000 et 600 000 € hors taxes. Dans combien une "
    "condition d’exécution sociale est-elle obligatoire, hors exceptions ?",
    control=_whole(5, ("marché", "marchés")),
    expected=_clauses_due,
    tolerance=0,
    traps=(
        Trap(2, "Le seuil est atteint dès 216 000 € exactement : le troisième marché compte."),
        Trap(
            5,
            "La condition environnementale concerne toutes les procédures ; la condition sociale ne concerne que les marchés qui atteignent le seuil européen.",
        ),
        Trap(4, "180 000 € dépasse le seuil de l’État, 140 000 €, pas celui des collectivités."),
        Trap(0, "Ces clauses étaient facultatives jusqu’en août 2026."),
    ),
    right="La règle et sa date restent à vérifier sur Légifrance : aucune source postérieure au début de 2026 n’a été lue.",
    otherwise="Comparez chaque montant au seuil européen des services d’une collectivité en 2026, 216 000 €.",
    solution="216 000, 240 000 et 600 000 € atteignent le seuil : trois marchés (L. 2112-2-1 du CCP, consultations lancées "
    "depuis le 21 ou le 22 août 2026, à vérifier).",
    simulator="clause-planner",
    settings={"regime": "today"},
)

SPASER_YEAR = Exercise(
    "spaser-first-year",
    "Une commune achète pour 60 M€ hors taxes par an, chaque année depuis 2014. Depuis quelle année doit-elle adopter un SPASER ?",
    control=Year("answer", label="Votre réponse", low=1990, high=2030, default=2014),
    expected=lambda: int(spaser_required_since(LOCAL, 60 * MILLION)[:4]),
    tolerance=0,
    traps=(
        Trap(2014, "La loi est de 2014, mais elle renvoie le seuil à un décret : fin 2014, nul ne le connaît."),
        Trap(2015, "Le décret de 2015 fixe le seuil à 100 M€ : à 60 M€, la commune est dessous."),
        Trap(2022, "Le décret qui abaisse le seuil est bien de mai 2022, mais il ne s’applique qu’au 1er janvier suivant."),
        Trap(2024, "En 2024, la commune est déjà dans l’obligation depuis un an."),
    ),
    right="Le seuil passe de 100 à 50 M€ le 1er janvier 2023.",
    otherwise="Cherchez la date à laquelle le seuil passe sous 60 M€.",
    solution="100 M€ du 1er février 2015 à la fin de 2022, 50 M€ depuis le 1er janvier 2023 (décret n° 2022-767) : la commune est concernée depuis 2023.",
    simulator="spaser",
    settings={"regime": "date", "year": 2023, "month": 1, "spend": 60},
)


def _missing_hires():
    hires = 0
    while not may_reserve_for_workers(23 + hires, 48 + hires, CHECKED):
        hires += 1
    return hires


RESERVED_HIRES = Exercise(
    "reserved-contract-hires",
    "Une structure d’insertion (SIAE) compte 48 salariés, dont 23 travailleurs défavorisés. Combien de travailleurs défavorisés doit-elle embaucher, au "
    "moins, pour pouvoir répondre à un marché réservé à l’insertion ?",
    control=_whole(1000, ("embauche", "embauches")),
    expected=_missing_hires,
    tolerance=0,
    traps=(
        Trap(1, "24 sur 48 ferait la moitié, mais l’embauche agrandit aussi l’effectif : 24 sur 49 n’y suffit pas."),
        Trap(0, "23 sur 48 font 47,9 % : il manque encore un peu plus de deux points."),
        Trap(25, "25 est le nombre de travailleurs défavorisés à atteindre, pas celui des embauches."),
    ),
    right="Ce qui compte est l’emploi des publics visés : être une entreprise de l’ESS n’ouvre pas, à lui seul, de marché réservé, hors certains services de "
    "santé, sociaux ou culturels (L. 2113-15 du CCP).",
    otherwise="Une embauche entre à la fois parmi les travailleurs défavorisés et dans l’effectif.",
    solution="25 sur 50 font exactement la moitié, ce que demandent les articles L. 2113-13 et R. 2113-7 du CCP : deux embauches.",
    simulator=None,
    settings={},
)

EXERCISES = (
    GEOMETRIC_MEAN,
    RAISE_THE_WEAKEST,
    JOBS_PER_UNIT,
    CLOTH_SHARE,
    SHAPLEY_OF_TWO,
    AID_FOR_EQUAL_SHARES,
    HOURS_OF_A_CONTRACT,
    RATE_FOR_HOURS,
    LORRAINE_MEAN,
    POSTS_OF_A_LOT,
    CLAUSES_DUE,
    SPASER_YEAR,
    RESERVED_HIRES,
)

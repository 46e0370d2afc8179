"""Exercises of the opening lecture: who belongs to the social and solidarity economy, and who may be approved « ESUS »."""

from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.ess import ESUS_COST_SHARE, ESUS_RETURN_MARGIN, Allocation, fund_owed, kept_owed
from essor.portable.simulators.controls import Number

COMPANY = Allocation(30000, 80000, reserves=12000, to_fund=6000, kept_otherwise=9000)
OPERATING = (400, 450, 500)
SOCIAL = (250, 290)
# Too few for the first criterion.
TOO_FEW_SOCIAL = [[310, 520], [340, 525], [365, 530]]
EQUITY, LOANS, BOND_RATE = 400, 100, 0.015


def _euros():
    return Number("answer", label="Votre réponse", low=0, high=1000000, step=1, default=0, unit="€", integer=True)


def _accounts():
    return {
        "form": "company",
        "profit": COMPANY.profit,
        "capital": COMPANY.capital,
        "reserves": COMPANY.reserves,
        "to_fund": COMPANY.to_fund,
        "kept_otherwise": COMPANY.kept_otherwise,
    }


def _last_year():
    return ESUS_COST_SHARE.at(CHECKED) * sum(OPERATING) - sum(SOCIAL)


FUND = Exercise(
    "ess-development-fund",
    "Une société commerciale de l’ESS a 80 000 € de capital, 12 000 € de réserves et 30 000 € de bénéfice. Combien doit-elle verser au moins à "
    "son fonds de développement cette année ?",
    control=_euros(),
    expected=lambda: fund_owed(COMPANY, CHECKED),
    tolerance=0,
    traps=(
        Trap(0, "Les réserves, 12 000 €, restent sous le cinquième du capital, 16 000 € : le fonds est encore à doter."),
        Trap(4000, "C’est ce qui manque pour atteindre 16 000 € de réserves. L’obligation se calcule sur le bénéfice, pas sur ce manque."),
        Trap(16000, "C’est le cinquième du capital : il dit jusqu’à quand doter le fonds, pas de combien."),
        Trap(15000, "C’est la moitié du bénéfice, à garder en tout : le fonds n’en est qu’une part."),
    ),
    right="Les réserves sont sous le cinquième du capital : un cinquième du bénéfice est dû.",
    otherwise="Comparez d’abord les réserves au cinquième du capital ; si elles sont en dessous, prenez un cinquième du bénéfice.",
    solution="12 000 € de réserves, pour un seuil de 80 000 / 5 = 16 000 € : le fonds est à doter. Il reçoit au moins 30 000 / 5 = 6 000 € (art. 1er, II, 2°, "
    "c de la loi de 2014 ; taux fixé d’abord par l’arrêté du 3 août 2015).",
    simulator="ess-or-not",
    settings=_accounts(),
)

KEPT = Exercise(
    "ess-kept-profit",
    "La même société verse 6 000 € au fonds de développement, réserve obligatoire par ses statuts. Combien doit-elle encore mettre au moins dans ses autres "
    "réserves obligatoires ou au report ?",
    control=_euros(),
    expected=lambda: kept_owed(COMPANY, CHECKED) - COMPANY.to_fund,
    tolerance=0,
    traps=(
        Trap(15000, "15 000 € est ce qu’il faut garder en tout. Les 6 000 € du fonds, réserve obligatoire, y comptent déjà."),
        Trap(12000, "La moitié se prend sur tout le bénéfice, pas sur ce qui reste après le fonds."),
        Trap(24000, "C’est tout ce qui reste : la règle permet d’en distribuer une partie."),
        Trap(0, "Le fonds ne suffit pas : 6 000 € font un cinquième du bénéfice, il faut en garder la moitié."),
    ),
    right="Le fonds et les autres réserves font ensemble la moitié du bénéfice.",
    otherwise="Cherchez la moitié du bénéfice, puis retirez ce que le fonds a déjà reçu.",
    solution="La moitié de 30 000 € est 15 000 € ; le fonds en porte 6 000 €, il manque 9 000 € (art. 1er, II, 2°, c de la loi de 2014 ; arrêté du 3 août "
    "2015, art. 2). Compter le fonds dans la moitié est la lecture du cours.",
    simulator="ess-or-not",
    settings=_accounts(),
)

ESUS = Exercise(
    "esus-three-years",
    "Une entreprise a 400, 450 et 500 k€ de charges d’exploitation sur trois exercices. Ses charges d’utilité sociale ont été de 250 k€, puis de 290 k€. "
    "Combien en faut-il la troisième année, en k€, pour remplir le premier critère ESUS sur l’ensemble des trois ?",
    control=Number("answer", label="Votre réponse", low=0, high=10000, step=1, default=0, unit="k€", integer=True),
    expected=_last_year,
    tolerance=1,
    traps=(
        Trap(330, "330 k€ font 66 % de la troisième année seule. Les deux premières sont un peu courtes : il faut les rattraper."),
        Trap(891, "891 k€ font 66 % des trois exercices réunis ; retirez ce que les deux premiers apportent."),
        Trap(500, "Il n’est pas nécessaire que toutes les charges de l’année servent l’utilité sociale."),
        Trap(360, "Vous avez visé les deux tiers ; le décret dit 66 %."),
    ),
    right="Les trois exercices sont pris ensemble : le dernier rattrape les deux premiers.",
    otherwise="Additionnez les charges des trois exercices, prenez-en 66 %, puis retirez 250 et 290.",
    solution="400 + 450 + 500 = 1 350 k€ ; 66 % font 891 k€. Il reste 891 − 250 − 290 = 351 k€. L’addition des exercices est la lecture du cours ; le décret "
    "parle des trois derniers exercices clos.",
    simulator="esus-approval",
    settings={"regime": "today", "costs": [[250, 400], [290, 450], [351, 500]]},
)

RETURN = Exercise(
    "esus-return-on-capital",
    "Appliquez le décret de 2015. Une entreprise a 400 k€ de capitaux propres et 100 k€ de prêts reçus hors des banques. Le TMO vaut 1,5 %. À partir de quel "
    "montant annuel de dividendes et d’intérêts, en k€, le second critère ESUS n’est-il plus rempli ?",
    control=Number("answer", label="Votre réponse", low=0, high=1000, step=0.1, default=0, unit="k€", decimals=1),
    expected=lambda: (EQUITY + LOANS) * (BOND_RATE + ESUS_RETURN_MARGIN.at(CHECKED)),
    tolerance=0.1,
    traps=(
        Trap(7.5, "Vous avez pris le TMO seul ; le décret y ajoute cinq points."),
        Trap(25, "Vous avez pris les cinq points seuls ; le TMO s’y ajoute."),
        Trap(26, "Les prêts reçus hors des banques comptent aussi dans le dénominateur."),
        Trap(30, "Vous avez oublié le demi-point du TMO : 1,5 + 5 = 6,5 %."),
    ),
    right="Le rapport doit rester sous le TMO majoré de cinq points.",
    otherwise="Additionnez capitaux propres et prêts hors banques, puis prenez-en 1,5 + 5 = 6,5 %.",
    solution="6,5 % de 400 + 100 = 500 k€ font 32,5 k€. Le critère demande un rapport inférieur : à 32,5 k€, il n’est plus rempli (décret de juin 2015 sur "
    "l’agrément ESUS, n° 2015-719, numéro à vérifier). Le maintien de ce critère depuis la loi PACTE de 2019 est à vérifier.",
    simulator="esus-approval",
    settings={"regime": "2015", "dividends": 6.5, "bonds": 1.5, "costs": TOO_FEW_SOCIAL},
)

EXERCISES = (FUND, KEPT, ESUS, RETURN)

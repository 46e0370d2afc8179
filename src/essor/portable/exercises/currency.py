"""Exercises on chance and networks in a local currency: how the band narrows, known suppliers, the eusko's fund."""

from essor.portable.exercises.bousol import EUSKO_EXCHANGED_2020, EUSKO_RECONVERTED_2020
from essor.portable.exercises.declaration import Exercise, Trap
from essor.portable.french import number, percent
from essor.portable.models.currency_agents import supplier_found
from essor.portable.simulators.controls import Number

# Facts of the register (data/faits); a test holds them equal.
EUSKO_MASS_2019 = 1270000
BUSINESSES = 1300 + 4165 + 1885

NETWORK = 300  # fictitious
HALF = 0.5


def _times_as_many_people():
    # The relative spread of a sum of N independent purses goes as 1/√N.
    return (1 / HALF) ** 2


def _names_for_half():
    names = 1
    while supplier_found(NETWORK / BUSINESSES, names) < HALF:
        names += 1
    return names


def _fund_end_of_2020():
    return EUSKO_MASS_2019 + EUSKO_EXCHANGED_2020 - EUSKO_RECONVERTED_2020


BAND_WIDTH = Exercise(
    "bousol-band-width",
    "Sans rien changer aux habitudes de chacun, par combien faut-il multiplier le nombre de solistes et de prestataires pour que la part du hasard, "
    "rapportée à la moyenne, soit deux fois plus petite ?",
    control=Number("answer", label="Votre réponse", low=1, high=1000, step=0.1, default=1, unit="", decimals=2),
    expected=_times_as_many_people,
    tolerance=0.2,
    traps=(
        Trap(2, "Avec deux fois plus de monde, la bande est 1,4 fois plus étroite seulement : la racine carrée de 2."),
        Trap(1.41, "Vous avez pris la racine carrée à l’envers : c’est la bande qui varie comme la racine du nombre de personnes."),
        Trap(8, "Avec huit fois plus de monde, la bande est 2,8 fois plus étroite : c’est plus que demandé."),
        Trap(16, "Avec seize fois plus de monde, la bande est quatre fois plus étroite."),
    ),
    right="La part du hasard varie comme 1 / √N : quatre fois plus de monde, une bande deux fois plus étroite.",
    otherwise="Les hasards se compensent en partie : l’écart relatif varie comme 1 / √N, où N est le nombre de personnes.",
    solution="Pour diviser 1 / √N par deux, il faut multiplier N par 2², soit quatre : avec 1 000 solistes et 240 prestataires, la "
    "part du hasard passe de ± 13,1 % à ± 6,5 %.",
    simulator="bousol-agents",
    settings={"solistes": 1000, "prestataires": 240},
)

KNOWN_SUPPLIERS = Exercise(
    "bousol-known-suppliers",
    f"Un réseau réunit {number(NETWORK)} entreprises d’un territoire qui en compte environ {number(BUSINESSES)}, si ses registres ne se recoupent pas. "
    "Combien de fournisseurs locaux un prestataire doit-il connaître, au moins, pour avoir plus d’une chance sur deux qu’un d’eux soit membre ?",
    control=Number("answer", label="Votre réponse", low=0, high=1000, step=1, default=0, unit=("fournisseur", "fournisseurs"), integer=True),
    expected=_names_for_half,
    tolerance=0,
    traps=(
        Trap(
            13,
            "Vous avez additionné les chances : 13 × 4,08 % dépasse 50 %. Mais deux fournisseurs peuvent être membres à la fois ; on multiplie "
            "plutôt les chances de n’en trouver aucun.",
        ),
        Trap(12, "Vous avez divisé 50 % par 4,08 %. Les chances de trouver ne s’additionnent pas : on multiplie celles de ne trouver personne."),
        Trap(16, f"À 16 fournisseurs, la probabilité est de {percent(supplier_found(NETWORK / BUSINESSES, 16), 1)} : il en manque un."),
        Trap(
            25,
            "7 350 / 300 donne 24,5 : c’est le nombre de fournisseurs dont un est membre en moyenne. À 25, la probabilité d’en trouver un dépasse déjà 64 %.",
        ),
    ),
    right="À 17 fournisseurs connus, un prestataire sur deux trouve où réemployer ses Bou’Sols.",
    otherwise="Calculez d’abord la probabilité qu’aucun des d fournisseurs ne soit membre : (1 − x)^d, avec x = 300 / 7 350.",
    solution="x = 300 / 7 350 = 4,08 %. La probabilité qu’aucun ne soit membre est 0,9592^d ; elle passe sous 50 % à d = 17, où celle d’en trouver un vaut "
    f"{percent(supplier_found(NETWORK / BUSINESSES, 17), 1)}.",
    simulator="bousol-agents",
    settings={"rule": "suppliers", "prestataires": NETWORK, "names": 17},
)

FUND_2020 = Exercise(
    "eusko-fund-end-2020",
    f"Supposez que la masse d’eusko de mai 2019, {number(EUSKO_MASS_2019)}, n’avait pas bougé au 1er janvier 2020. En 2020, "
    f"{number(EUSKO_EXCHANGED_2020)} eusko sont changés et {number(EUSKO_RECONVERTED_2020)}"
    " reconvertis. Combien d’euros le fonds de garantie doit-il contenir fin 2020 pour garder un euro par eusko ?",
    control=Number("answer", label="Votre réponse", low=0, high=10000000, step=1, default=0, unit="€", integer=True),
    expected=_fund_end_of_2020,
    tolerance=1000,
    traps=(
        Trap(EUSKO_MASS_2019 + EUSKO_EXCHANGED_2020, "Vous n’avez pas retiré les eusko reconvertis : leurs euros ont quitté le fonds."),
        Trap(EUSKO_MASS_2019 - EUSKO_RECONVERTED_2020, "Vous n’avez compté que les sorties : les eusko changés ont fait entrer des euros."),
        Trap(EUSKO_EXCHANGED_2020 - EUSKO_RECONVERTED_2020, "C’est la hausse de l’année ; le fonds contenait déjà de quoi couvrir la masse de départ."),
        Trap(EUSKO_MASS_2019, "Le fonds suit la masse, et elle a augmenté en 2020."),
    ),
    right="Le fonds suit la masse : départ, plus changés, moins reconvertis.",
    otherwise="Le fonds gagne un euro par eusko changé et en perd un par eusko reconverti.",
    solution=f"{number(EUSKO_MASS_2019)} + {number(EUSKO_EXCHANGED_2020)} − {number(EUSKO_RECONVERTED_2020)} = {number(_fund_end_of_2020())}"
    " €. Le calcul est exact ; le point de départ est une hypothèse, faute de masse publiée au 1er janvier 2020.",
    simulator=None,
    settings={},
)

EXERCISES = (BAND_WIDTH, KNOWN_SUPPLIERS, FUND_2020)

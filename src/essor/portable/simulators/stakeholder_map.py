"""« Qui tient le réseau ? »: partners linked through one coordinator, what direct links change, what its leaving breaks."""

from essor.portable.charts.graph import Node, network_picture
from essor.portable.french import listed, number, percent, quantity, yes_or_no
from essor.portable.models.networks import betweenness, centralisation, components, density, neighbours, without
from essor.portable.rules.dated import DATES
from essor.portable.rules.territorial_policy import (
    CONFERENCE_YEARS,
    DEPARTMENT,
    MUNICIPALITIES,
    REGION,
    draws_up_strategy,
    has_general_clause,
    may_contract_on_strategy,
    region_today,
)
from essor.portable.simulators.declaration import Choice, Figure, Grid, Indicator, Method, Number, Outcome, Prediction, Preset, Simulator, Table, Verdict

# The nine colleges of the CDESS (sheet « Pas-de-Calais », 2014), the region and the regional chamber.
PARTNERS = (
    "institutions",
    "têtes de réseau de l’ESS",
    "finance solidaire",
    "mutuelles et fédérations",
    "syndicats et patronat",
    "universités",
    "chambres consulaires",
    "éducation populaire",
    "personnes qualifiées",
    "région",
    "chambre régionale (CRESS)",
)
COUNT = len(PARTNERS)
HUB = 0
LEVELS = {"departement": DEPARTMENT, "region": REGION, "communes": MUNICIPALITIES}
GROUPS = ("groupe", "groupes")

STAR = [[1, 0] for _ in PARTNERS]
# Five direct links between partners, fictitious.
FIVE_LINKS = [[1, 2], [1, 0], [1, 4], [1, 0], [1, 6], [1, 0], [1, 8], [1, 0], [1, 10], [1, 0], [1, 0]]

CONTROLS = (
    Choice(
        "regime",
        "Règles",
        options=(("2014", "de 2014"), ("today", "d’aujourd’hui")),
        default="2014",
        help="Depuis la loi NOTRe, un département n’intervient plus en économie au titre d’une clause générale : il agit par "
        "ses compétences, d’abord les solidarités.",
    ),
    Choice(
        "hub",
        "Qui anime le réseau",
        options=(("departement", "le département"), ("region", "la région"), ("communes", "l’intercommunalité")),
        default="departement",
        help="En 2014, le département du Pas-de-Calais réunit les partenaires dans un conseil départemental (CDESS).",
    ),
    Choice(
        "state",
        "L’animateur",
        options=(("here", "est là"), ("gone", "s’en va")),
        default="here",
        help="Un poste supprimé, une alternance, une compétence retirée : que reste-t-il des liens ?",
    ),
    Grid(
        "links",
        "Liens des partenaires",
        rows=tuple([f"{rank + 1} {name}" for rank, name in enumerate(PARTNERS)]),
        columns=(
            Number("hub", "Avec l’animateur (1 ou 0)", low=0, high=1, step=1, default=1, unit="", integer=True),
            Number("other", "Avec le partenaire n°", low=0, high=COUNT, step=1, default=0, unit="", integer=True),
        ),
        default=STAR,
        help="Les neuf premiers sont les collèges du CDESS (dossier de 2014) ; les liens sont fictifs : mettez les vôtres. "
        "0 : aucun lien direct. Le numéro du partenaire lui-même ne compte pas.",
    ),
)

PRESETS = (
    Preset("star", "Une étoile", note="Tous passent par l’animateur.", values={}),
    Preset("five", "Cinq liens de plus", note="Cinq paires de partenaires travaillent aussi ensemble.", values={"links": FIVE_LINKS}),
    Preset(
        "ring", "Une ronde", note="Chacun est aussi lié au suivant.", values={"links": [[1, rank % COUNT + 1] for rank in range(1, COUNT + 1)], "state": "gone"}
    ),
    Preset("gone", "L’animateur s’en va", note="L’étoile, sans son centre.", values={"state": "gone"}),
)

PREDICTION = Prediction(
    "Onze partenaires sont liés à un animateur, et à lui seul. Quelle part de tous les liens possibles entre les douze existe ?",
    Number("guess", "Votre prédiction", low=0, high=100, step=0.1, default=50, unit="%", decimals=1),
)

METHOD = Method(
    formulas=(
        ("densité = liens / (n × (n − 1) / 2)", "douze membres : 66 liens possibles ; 11 liens font 16,7 %."),
        ("intermédiarité = part des paires dont le plus court chemin passe par le membre", "100 % : tous dépendent de lui ; 0 % : personne."),
        ("centralisation = somme des écarts à l’intermédiarité la plus forte / (n − 1)", "100 % pour une étoile, 0 % quand tous se valent (Freeman)."),
    ),
    hypotheses=(
        "Un lien vaut dans les deux sens et tous les liens ont le même poids.",
        "Une paire reliée par plusieurs plus courts chemins compte pour chacun à parts égales.",
        "Les liens affichés au départ sont fictifs ; la liste des partenaires vient de la fiche Pas-de-Calais.",
    ),
    limits=(
        "Un lien déclaré n’est pas toujours un lien qui travaille : recueillez-le auprès des deux partenaires.",
        "Le verdict dit à quel titre l’animateur agit : il n’interdit à personne d’animer un réseau.",
        "Chef de file du développement économique en 2014 : la région, depuis la loi du 27 janvier 2014 (MAPTAM), à vérifier ; la fiche dit seulement que le "
        "département « se positionne » ainsi pour l’ESS.",
        "Un réseau dense coûte du temps : la carte dit ce qui est fragile, pas ce qui est trop.",
    ),
    sources=(
        "Dossier de la journée de 2014, fiche Pas-de-Calais : les neuf collèges du CDESS.",
        "Loi n° 2014-856 du 31 juillet 2014, art. 7 (stratégie régionale) et art. 8 (conférence régionale) ; loi n° 2015-991 du 7 août 2015 (NOTRe) ; loi n° "
        "2015-29 (régions fusionnées en 2016).",
        "Freeman, 1978, et Brandes, 2001, pour l’intermédiarité.",
    ),
)


def compute(values, guess):
    edges, direct = _edges(values["links"])
    n = COUNT + 1
    gone = values["state"] == "gone"
    before = density(n, edges)
    scores = betweenness(n, edges)
    left, rest = without(n, edges, HUB)
    groups = components(left, rest)
    alone = len([group for group in groups if len(group) == 1])
    centre = centralisation(n, edges)
    date = DATES[values["regime"]]
    level = LEVELS[values["hub"]]
    indicators = [
        Indicator("Densité", percent(before, 1), number=before, verdict=Verdict(None, f"{number(len(edges))} liens sur {number(n * (n - 1) // 2)}")),
        Indicator("Passent par l’animateur", percent(scores[HUB], 1), number=scores[HUB], verdict=_mandate(level, date)),
        Indicator("Centralisation", percent(centre, 1), number=centre, verdict=Verdict(None, "100 % : une étoile")),
        Indicator(
            "Sans l’animateur",
            quantity(len(groups), GROUPS, 0),
            number=len(groups),
            verdict=Verdict(True, "le réseau tient") if len(groups) == 1 else Verdict(False, quantity(alone, ("partenaire isolé", "partenaires isolés"), 0)),
        ),
    ]
    return Outcome(
        [
            Figure(
                "svg",
                "Le réseau, l’animateur au centre",
                reading=_reading(edges, direct, gone=gone, groups=groups),
                draw=lambda view: _picture(view, edges, direct=direct, scores=scores, gone=gone),
            )
        ],
        indicators,
        sentence=_sentence(before, scores[HUB], groups=groups, alone=alone, direct=len(direct)),
        tables=[_table(n, edges, scores), _law_table(date)],
        answer=_answer(guess),
    )


def _edges(links):
    """The network's edges, hub first, and those between partners; each pair once, lowest number first."""
    edges = [(HUB, rank + 1) for rank, row in enumerate(links) if row[0]]
    direct = []
    for rank, row in enumerate(links):
        pair = (min(rank + 1, row[1]), max(rank + 1, row[1]))
        if row[1] and row[1] != rank + 1 and pair not in direct:
            direct.append(pair)
    return edges + direct, direct


def _mandate(level, date):
    """What the law says of this coordinator."""
    if draws_up_strategy(level, date):
        return Verdict(True, "la région élabore la stratégie de l’ESS (loi de 2014, art. 7)")
    if level == DEPARTMENT and has_general_clause(date):
        return Verdict(None, "le département se dit chef de file (fiche), au titre de sa clause générale, à vérifier")
    title = f"au titre de ses compétences{', d’abord les solidarités' if level == DEPARTMENT else ''}"
    if may_contract_on_strategy(level, date):
        title += " ; peut contractualiser avec la région (loi de 2014, art. 7)"
    return Verdict(None, title)


def _sentence(before, through, groups, alone, direct):
    text = f"{percent(before, 1)} des liens possibles existent, et {percent(through, 1)} des chemins entre partenaires passent par l’animateur. "
    if len(groups) == 1:
        return f"{text}S’il s’en va, les onze partenaires restent reliés : les liens directs suffisent."
    text += f"S’il s’en va, il reste {quantity(len(groups), GROUPS, 0)}"
    text += f", dont {quantity(alone, ('partenaire seul', 'partenaires seuls'), 0)}" if alone else ""
    return text + (". Aucun lien direct ne prend le relais." if not direct else ". Les liens directs n’en relient qu’une partie.")


def _answer(guess):
    if guess is None:
        return ""
    real = 100 * COUNT / (COUNT * (COUNT + 1) / 2)
    said = f"Vous aviez dit {quantity(guess, '%')} ; onze liens sur soixante-six font {quantity(real, '%', 1)}. "
    if abs(guess - real) <= 0.5:
        return f"{said}Vous aviez vu juste."
    return f"{said}Un réseau où tout le monde est lié au même animateur paraît dense ; il laisse cinq liens possibles sur six inutilisés."


def _picture(view, edges, direct, scores, gone):
    nodes = [Node("A", "", weight=scores[HUB], gone=gone)]
    nodes += [Node(str(rank + 1), name, weight=scores[rank + 1], gone=False) for rank, name in enumerate(PARTNERS)]
    return network_picture(view, nodes, edges=edges, strong=direct)


def _reading(edges, direct, gone, groups):
    with_hub = len(edges) - len(direct)
    text = (
        f"L’animateur (A), au centre, est lié à {quantity(with_hub, ('partenaire', 'partenaires'), 0)} ; "
        f"{quantity(len(direct), ('lien relie', 'liens relient'), 0)} directement deux partenaires, en trait épais. "
        "Plus un disque est grand, plus les autres passent par lui."
    )
    if gone:
        text += f" L’animateur est parti : ses liens sont en pointillé, et les partenaires forment {quantity(len(groups), GROUPS, 0)}."
    return text


def _table(n, edges, scores):
    near = neighbours(n, edges)
    names = ["A"] + [str(rank) for rank in range(1, n)]
    rows = []
    for member in range(n):
        name = "A animateur" if member == HUB else f"{member} {PARTNERS[member - 1]}"
        rows.append([name, listed([names[other] for other in near[member]]) or "personne", percent(scores[member], 1)])
    return Table("Qui est lié à qui", ["Membre", "Lié à", "Part des chemins qui passent par lui"], rows)


def _law_table(date):
    """Who may do what for the ESS around Pas-de-Calais, by rules.territorial_policy."""
    strategy = "loi du 31 juillet 2014, art. 7"
    clause = has_general_clause(date)
    rows = [
        ["La région élabore la stratégie de l’ESS", yes_or_no(draws_up_strategy(REGION, date)), strategy],
        ["Le département peut contractualiser avec elle", yes_or_no(may_contract_on_strategy(DEPARTMENT, date)), strategy],
        ["L’intercommunalité peut contractualiser avec elle", yes_or_no(may_contract_on_strategy(MUNICIPALITIES, date)), strategy],
        [
            "Le département peut agir en économie au titre d’une clause générale",
            yes_or_no(clause),
            "loi du 27 janvier 2014, à vérifier" if clause else "loi du 7 août 2015, dite NOTRe",
        ],
        ["Conférence régionale de l’ESS", f"au moins tous les {quantity(CONFERENCE_YEARS.at(date), ('an', 'ans'), 0)}", "loi du 31 juillet 2014, art. 8"],
        ["Région du Pas-de-Calais", region_today("Nord-Pas-de-Calais", date), "loi n° 2015-29, régions fusionnées le 1er janvier 2016"],
    ]
    return Table("Qui peut quoi, aux règles choisies", ["Question", "Réponse", "Source"], rows)


SIMULATOR = Simulator(
    "stakeholder-map",
    "Débat 1",
    title="Qui tient le réseau de l’ESS ?",
    controls=CONTROLS,
    compute=compute,
    method=METHOD,
    presets=PRESETS,
    prediction=PREDICTION,
)

"""« Qui tient le réseau ? »: partners linked through one coordinator, what direct links change, what its leaving breaks."""

from essor.portable.french import listed, number, percent, quantity, yes_or_no
from essor.portable.models.networks import betweenness, centralisation, components, density, neighbours, without
from essor.portable.pictures.graph import Node, network
from essor.portable.rules import territorial_policy as law
from essor.portable.simulators.controls import Choice, Grid, Number, Regime, named_in, names, numbered
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

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
LEVELS = {"departement": law.DEPARTMENT, "region": law.REGION, "communes": law.MUNICIPALITIES}
GROUPS = ("groupe", "groupes")

STAR = [[1, 0] for _ in PARTNERS]
# Five direct links between partners, fictitious.
FIVE_LINKS = [[1, 2], [1, 0], [1, 4], [1, 0], [1, 6], [1, 0], [1, 8], [1, 0], [1, 10], [1, 0], [1, 0]]

CONTROLS = (
    Regime("2014"),
    Choice("hub", options=("departement", "region", "communes"), default="departement"),
    Choice("state", options=("here", "gone"), default="here"),
    Grid(
        "links",
        rows=numbered(PARTNERS),
        columns=(
            Number("hub", low=0, high=1, step=1, default=1, unit="", integer=True),
            Number("other", low=0, high=COUNT, step=1, default=0, unit="", integer=True),
        ),
        default=STAR,
        named="names",
        numbered=True,
    ),
    names("names", PARTNERS),
)

PRESETS = (
    Preset("star", {}),
    Preset("five", {"links": FIVE_LINKS}),
    Preset("ring", {"links": [[1, rank % COUNT + 1] for rank in range(1, COUNT + 1)], "state": "gone"}),
    Preset("gone", {"state": "gone"}),
)

BET = Number("guess", low=0, high=100, step=0.1, default=50, unit="%", decimals=1, choices=(17, 33, 50, 92))
FEWEST = COUNT - 1  # links that hold all partners together


def _direct(values):
    """How many links join two partners."""
    return len(_edges(values["links"])[1])


def _held_by_few(values, outcome):
    return outcome.indicator("without_hub").number == 1 and _direct(values) <= FEWEST


def _seconded(values, outcome):
    """Whoever coordinates keeps all links, and half of the paths or more go round."""
    return min([row[0] for row in values["links"]]) == 1 and _direct(values) <= FEWEST and 2 * outcome.indicator("through_hub").number < 100


def _linked_and_fragile(values, outcome):
    """As many links as would hold all partners, and the network breaks."""
    return _direct(values) >= FEWEST and outcome.indicator("without_hub").number > 1


CHALLENGES = (
    Challenge("dix-liens", _held_by_few, {"links": [[1, rank + 2] for rank in range(FEWEST)] + [[1, 0]]}),
    Challenge("second", _seconded, {"links": [[1, 0]] + [[1, 1] for _ in range(FEWEST)]}),
    Challenge("fragile", _linked_and_fragile, {"links": [[1, rank % FEWEST + 1] for rank in range(1, FEWEST + 1)] + [[1, 0]]}),
)


def compute(values):
    partners = named_in(values)
    edges, direct = _edges(values["links"])
    n = COUNT + 1
    gone = values["state"] == "gone"
    before = density(n, edges)
    scores = betweenness(n, edges)
    left, rest = without(n, edges, HUB)
    groups = components(left, rest)
    alone = len([group for group in groups if len(group) == 1])
    centre = centralisation(n, edges)
    date = values["date"]
    level = LEVELS[values["hub"]]
    yield Headline(_headline(groups, alone))
    yield Indicator("density", percent(before, 1), number=before * 100, verdict=note(f"{number(len(edges))} liens sur {number(n * (n - 1) // 2)}"))
    yield Indicator("through_hub", percent(scores[HUB], 1), number=scores[HUB] * 100, verdict=_mandate(level, date))
    yield Indicator("centralisation", percent(centre, 1), number=centre * 100, verdict=note("100 % : une étoile"))
    verdict = Verdict(True, "le réseau tient") if len(groups) == 1 else Verdict(False, quantity(alone, ("partenaire isolé", "partenaires isolés"), 0))
    yield Indicator("without_hub", quantity(len(groups), GROUPS, 0), number=len(groups), verdict=verdict)
    yield Figure("Le réseau, l’animateur au centre", _reading(edges, direct, gone, groups), lambda view: _picture(view, partners, edges, direct, scores, gone))
    yield _sentence(before, scores[HUB], groups=groups, alone=alone)
    yield Why(lambda: _why_steps(edges, direct, groups=groups, scores=scores, title=_why_title(level, date)))
    yield Later(lambda: _table(partners, edges, scores))
    yield Later(lambda: _law_table(date))
    yield _answer


def _headline(groups, alone):
    if len(groups) == 1:
        return "Sans l’animateur, le réseau tient"
    if alone == COUNT:
        return f"Sans l’animateur, les {number(COUNT)} partenaires se retrouvent seuls"
    return f"Sans l’animateur, le réseau se casse en {quantity(len(groups), GROUPS, 0)}"


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
    if law.draws_up_strategy(level, date):
        return Verdict(True, "la région élabore la stratégie de l’ESS (loi de 2014, art. 7)")
    if level == law.DEPARTMENT and law.has_general_clause(date):
        return note(f"le département se dit chef de file (fiche), au titre de sa clause générale ({law.DEPARTMENT_GENERAL_CLAUSE.state(date)})")
    title = f"au titre de ses compétences{', d’abord les solidarités' if level == law.DEPARTMENT else ''}"
    if law.may_contract_on_strategy(level, date):
        title += " ; peut contractualiser avec la région (loi de 2014, art. 7)"
    return note(title)


def _sentence(before, through, groups, alone):
    text = f"{percent(before, 1)} des liens possibles existent, et {percent(through, 1)} des chemins entre partenaires passent par l’animateur. "
    if len(groups) == 1:
        return f"{text}S’il s’en va, les onze partenaires restent reliés : les liens directs suffisent."
    if alone == COUNT:
        return f"{text}S’il s’en va, les onze partenaires se retrouvent seuls, et aucun lien direct ne prend le relais."
    text += f"S’il s’en va, il reste {quantity(len(groups), GROUPS, 0)}"
    text += f", dont {quantity(alone, ('partenaire seul', 'partenaires seuls'), 0)}" if alone else ""
    return f"{text}. Les liens directs n’en relient qu’une partie."


def _why_steps(edges, direct, groups, scores, title):
    n = COUNT + 1
    pairs, others = n * (n - 1) // 2, COUNT * (COUNT - 1) // 2
    lone = len([group for group in groups if len(group) == 1])
    return [
        f"Les {number(n)} membres forment {number(pairs)} paires ; {quantity(len(edges), ('est reliée', 'sont reliées'))} par un lien direct, "
        f"soit {percent(density(n, edges), 1)}.",
        f"Les {number(COUNT)} partenaires forment entre eux {number(others)} paires ; chacune compte pour une, partagée entre ses plus courts chemins "
        f"s’ils sont plusieurs : la part qui passe par l’animateur est de {percent(scores[HUB], 1)}.",
        f"La centralisation compare chaque membre à celui par qui passent le plus de chemins : 100 % pour une étoile, 0 % si tous se valent, "
        f"ici {percent(centralisation(n, edges), 1)}.",
        f"Sans l’animateur, {_why_left(direct)} : {_why_alone(groups, lone)}.",
        f"Le droit n’interdit à personne d’animer un réseau ; il dit seulement à quel titre l’animateur agit : {title}",
    ]


def _why_title(level, date):
    if law.draws_up_strategy(level, date):
        return "la région élabore la stratégie de l’ESS (loi de 2014, art. 7)."
    if level == law.DEPARTMENT and law.has_general_clause(date):
        return f"le département se dit chef de file dans sa fiche, au titre de sa clause générale ({law.DEPARTMENT_GENERAL_CLAUSE.state(date)})."
    text = f"au titre de ses compétences{', d’abord les solidarités' if level == law.DEPARTMENT else ''}."
    return text + (" La région peut contractualiser avec lui (loi de 2014, art. 7)." if law.may_contract_on_strategy(level, date) else "")


def _why_left(direct):
    if not direct:
        return "aucun lien direct n’unit deux partenaires"
    return f"il reste {quantity(len(direct), ('lien direct', 'liens directs'))} entre partenaires"


def _why_alone(groups, lone):
    if len(groups) == 1:
        return "tous se retrouvent dans un seul groupe, et le réseau tient"
    count = quantity(len(groups), GROUPS)
    if lone == COUNT:
        return f"cela fait {count}, et chacun se retrouve seul"
    if not lone:
        return f"cela fait {count}, où personne n’est seul, mais le réseau ne tient pas"
    return f"cela fait {count}, dont {'un' if lone == 1 else number(lone)} d’un seul partenaire, et le réseau ne tient pas"


def _answer(guess):
    real = 100 * COUNT / (COUNT * (COUNT + 1) / 2)
    fact = f"onze liens sur soixante-six font {quantity(real, '%', 1)}"
    if abs(guess - real) <= 0.5:
        return fact, RIGHT
    return fact, "Un réseau où tout le monde est lié au même animateur paraît dense ; il laisse cinq liens possibles sur six inutilisés."


def _picture(view, partners, edges, direct, scores, gone):
    nodes = [Node("A", "animateur, place\u00a0vide" if gone else "animateur", weight=scores[HUB], gone=gone)]
    nodes += [Node(str(rank + 1), name, weight=scores[rank + 1], gone=False) for rank, name in enumerate(partners)]
    return network(view, nodes, edges=edges, strong=direct)


def _reading(edges, direct, gone, groups):
    with_hub = len(edges) - len(direct)
    text = (
        f"L’animateur (A), au centre, est lié à {quantity(with_hub, ('partenaire', 'partenaires'), 0)} ; "
        f"{quantity(len(direct), ('lien relie', 'liens relient'), 0)} directement deux partenaires, en trait épais. "
        "Plus un disque est grand, plus les autres passent par lui."
    )
    if gone:
        text += " L’animateur est parti : ses liens sont en pointillé, qui n’a plus de lien a un disque vide, "
        text += f"et les partenaires forment {quantity(len(groups), GROUPS, 0)}."
    return text


def _table(partners, edges, scores):
    n = len(partners) + 1
    near = neighbours(n, edges)
    names = ["A"] + [str(rank) for rank in range(1, n)]
    rows = []
    for member in range(n):
        name = "A animateur" if member == HUB else f"{member} {partners[member - 1]}"
        rows.append([name, listed([names[other] for other in near[member]]) or "personne", percent(scores[member], 1)])
    return Table("Qui est lié à qui", ["Membre", "Lié à", "Part des chemins qui passent par lui"], rows)


def _law_table(date):
    """Who may do what for the ESS around Pas-de-Calais, by rules.territorial_policy."""
    strategy = "loi du 31 juillet 2014, art. 7"
    clause = law.has_general_clause(date)
    rows = [
        ["La région élabore la stratégie de l’ESS", yes_or_no(law.draws_up_strategy(law.REGION, date)), strategy],
        ["Le département peut contractualiser avec elle", yes_or_no(law.may_contract_on_strategy(law.DEPARTMENT, date)), strategy],
        ["L’intercommunalité peut contractualiser avec elle", yes_or_no(law.may_contract_on_strategy(law.MUNICIPALITIES, date)), strategy],
        [
            "Le département peut agir en économie au titre d’une clause générale",
            yes_or_no(clause),
            f"{'loi du 27 janvier 2014' if clause else 'loi du 7 août 2015, dite NOTRe'} ({law.DEPARTMENT_GENERAL_CLAUSE.state(date)})",
        ],
        ["Conférence régionale de l’ESS", f"au moins tous les {quantity(law.CONFERENCE_YEARS.at(date), ('an', 'ans'), 0)}", "loi du 31 juillet 2014, art. 8"],
        ["Région du Pas-de-Calais", law.region_today("Nord-Pas-de-Calais", date), "loi n° 2015-29, régions fusionnées le 1er janvier 2016"],
    ]
    return Table("Qui peut quoi, aux règles choisies", ["Question", "Réponse", "Source"], rows)


SIMULATOR = Simulator("stakeholder-map", CONTROLS, compute=compute, bet=BET, about="density", presets=PRESETS, challenges=CHALLENGES)

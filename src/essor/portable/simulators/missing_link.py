"""« Et si elle partait ? »: a network of services and partners, with and without the one who links them.

Betweenness and groups come from models.networks; the network is fictitious and the reader may enter their own.
"""

from essor.portable.charts.bars import Series, bar_chart
from essor.portable.charts.graph import Node, network_picture
from essor.portable.french import number, percent, quantity
from essor.portable.models.networks import betweenness, components, density, without
from essor.portable.simulators.declaration import Choice, Figure, Grid, Indicator, Method, Number, Outcome, Prediction, Preset, Simulator, Table, Verdict

MEMBERS = ("Chargée de mission ESS", "Achats", "Finances", "Solidarités", "Culture", "Aménagement", "CRESS", "Pôle (PTCE)", "Associations")
COUNT = len(MEMBERS)
LINES = 16
SHOWN = 1e-4  # a betweenness below is shown as nothing
GROUPS = ("groupe", "groupes")


def _member(name, label):
    return Number(name, label, low=0, high=COUNT, step=1, default=0, integer=True)


def _lines(links):
    """The table of links, padded with empty lines."""
    return [list(link) for link in links] + [[0, 0] for _ in range(LINES - len(links))]


STAR = [(1, other) for other in range(2, COUNT + 1)]
DEFAULT = STAR + [(2, 3), (7, 9)]
WOVEN = STAR + [(2, 3), (7, 9), (3, 4), (4, 9), (5, 6), (6, 8)]

CONTROLS = (
    Choice(
        "leaver",
        "Qui part ?",
        options=[(str(rank + 1), f"{rank + 1}. {name}") for rank, name in enumerate(MEMBERS)],
        default="1",
        help="Mutation, congé, fin de contrat : la place reste vide.",
    ),
    Grid(
        "links",
        "Qui travaille avec qui : numéros de 1 à 9, 0 pour une ligne vide",
        rows=[str(rank + 1) for rank in range(LINES)],
        columns=(_member("a", "Entre"), _member("b", "et")),
        default=_lines(DEFAULT),
        help="1 chargée de mission, 2 achats, 3 finances, 4 solidarités, 5 culture, 6 aménagement, 7 CRESS, 8 pôle, 9 associations. Réseau fictif.",
    ),
)

PRESETS = (
    Preset("depart", "Une coordinatrice, deux liens directs", note="Réseau fictif : tout passe par elle, ou presque.", values={}),
    Preset("etoile", "Une étoile", note="Personne ne se parle sans elle.", values={"links": _lines(STAR)}),
    Preset("tissage", "Six liens directs", note="Les services et les partenaires se connaissent aussi entre eux.", values={"links": _lines(WOVEN)}),
    Preset("autre", "Un autre départ", note="Les achats perdent leur responsable : le réseau tient.", values={"leaver": "2"}),
)

PREDICTION = Prediction(
    "Une chargée de mission relie huit services et partenaires qui ne se parlent pas entre eux. Elle part sans être remplacée : en "
    "combien de groupes le réseau se casse-t-il ?",
    Number("guess", "Votre prédiction", low=0, high=20, step=1, default=2, unit=GROUPS, decimals=1),
)

METHOD = Method(
    formulas=(
        ("densité = liens / (n (n − 1) / 2)", "part des paires directement reliées."),
        (
            "intermédiation de v = Σ chemins les plus courts passant par v / chemins les plus courts, sur les paires d’autres",
            "rapportée au nombre de paires : 100 % si tout passe par v.",
        ),
        ("paires reliées = Σ taille × (taille − 1) / (n (n − 1))", "par un chemin, direct ou non, une fois la personne partie."),
    ),
    hypotheses=(
        "Un lien vaut dans les deux sens et tous se valent : on travaille ensemble, ou non.",
        "Personne ne reprend les liens de celle qui part.",
        "Le réseau de départ est fictif : il ne décrit aucune collectivité.",
    ),
    limits=(
        "Un lien noté n’est pas un lien vivant : demandez à chacun avec qui il a travaillé ce trimestre.",
        "Le dossier de 2014 appelle à la transversalité ; aucune mesure de réseau n’y figure.",
    ),
    sources=(
        "L. C. Freeman, « A Set of Measures of Centrality Based on Betweenness », Sociometry, 1977.",
        "U. Brandes, « A Faster Algorithm for Betweenness Centrality », Journal of Mathematical Sociology, 2001.",
    ),
)


def compute(values, guess):
    edges = _edges(values["links"])
    leaver = int(values["leaver"]) - 1
    count, kept = without(COUNT, edges, leaver)
    before, after = betweenness(COUNT, edges), betweenness(count, kept)
    after.insert(leaver, 0.0)
    groups = components(count, kept)
    reached = sum([len(group) * (len(group) - 1) for group in groups]) / (count * (count - 1))
    were = components(COUNT, edges)
    was_reached = sum([len(group) * (len(group) - 1) for group in were]) / (COUNT * (COUNT - 1))
    broken = len(groups) > len([group for group in were if group != [leaver]])
    left = [[member + (member >= leaver) for member in group] for group in groups]
    relay = _highest(after, leaver)
    indicators = [
        Indicator(
            "Intermédiation avant le départ",
            percent(before[leaver], 1),
            number=before[leaver] * 100,
            verdict=Verdict(None, f"part des paires d’autres qui passent par « {MEMBERS[leaver]} »"),
        ),
        Indicator("Groupes après le départ", number(len(groups)), number=len(groups), verdict=_verdict(broken, len(groups))),
        Indicator("Paires encore reliées", percent(reached, 1), number=reached * 100, verdict=Verdict(None, f"{percent(was_reached, 1)} avant le départ")),
        Indicator(
            "Densité après le départ",
            percent(density(count, kept), 1),
            number=density(count, kept) * 100,
            verdict=Verdict(None, f"{percent(density(COUNT, edges), 1)} avant"),
        ),
    ]
    return Outcome(
        [
            Figure(
                "svg",
                "Le réseau, avec la place vide en pointillés",
                reading=_network_reading(edges, leaver, left),
                draw=lambda view: _network(view, edges, before=before, leaver=leaver),
            ),
            Figure(
                "plotly",
                "Qui est au milieu, avant et après",
                reading=_bars_reading(before, after, leaver=leaver, relay=relay),
                draw=lambda view: _bars(view, before, after),
            ),
        ],
        indicators,
        sentence=_sentence(leaver, left, relay=relay, after=after, broken=broken),
        tables=[_members_table(edges, before, after=after, leaver=leaver, left=left)],
        answer=_answer(guess, len(groups), leaver),
    )


def _edges(lines):
    """Each link once, as ranks from 0; empty lines and links with oneself are left out."""
    edges = []
    for a, b in lines:
        edge = (min(a, b) - 1, max(a, b) - 1)
        if edge[0] >= 0 and a != b and edge not in edges:
            edges.append(edge)
    return edges


def _highest(scores, leaver):
    """The rank of the highest betweenness once the leaver is gone, the first at equality; None if all are 0."""
    best = None
    for rank, score in enumerate(scores):
        if rank != leaver and score > SHOWN and (best is None or score > scores[best] + SHOWN):
            best = rank
    return best


def _verdict(broken, groups):
    if broken:
        return Verdict(False, "le réseau se casse")
    return Verdict(True, "le réseau tient") if groups == 1 else Verdict(None, "il était déjà en morceaux")


def _sentence(leaver, left, relay, after, broken):
    text = f"Si « {MEMBERS[leaver]} » part, "
    alone = len([group for group in left if len(group) == 1])
    if len(left) == 1:
        text += "tous restent reliés"
    else:
        text += ("le réseau se casse en " if broken else "le réseau, déjà en morceaux, compte ") + quantity(len(left), GROUPS)
        if alone:
            text += f", dont {quantity(alone, ('isolé', 'isolés'))}"
    if relay is None:
        return f"{text} ; personne ne sert plus de relais."
    return f"{text} ; le nouveau relais est « {MEMBERS[relay]} », sur {percent(after[relay], 0)} des paires."


def _network(view, edges, before, leaver):
    nodes = [Node(str(rank + 1), name, weight=before[rank], gone=rank == leaver) for rank, name in enumerate(MEMBERS)]
    return network_picture(view, nodes, edges)


def _network_reading(edges, leaver, left):
    text = f"{quantity(len(edges), ('lien', 'liens'))} entre {number(COUNT)} membres, numérotés comme dans le tableau. "
    text += f"Le disque est d’autant plus grand que les autres passent par lui ; « {MEMBERS[leaver]} » et ses liens sont en pointillés. "
    return f"{text}Il reste {quantity(len(left), GROUPS)}."


def _bars(view, before, after):
    shown = [rank for rank in range(COUNT) if before[rank] > SHOWN or after[rank] > SHOWN] or [0]
    series = []
    for label, colour, scores in (("avant", "petrol", before), ("après", "ochre", after)):
        values = [100 * scores[rank] for rank in shown]
        series.append(Series(label, values, colour=colour, texts=[f"{label} {quantity(value, '%', 1)}" for value in values]))
    return bar_chart(view, [MEMBERS[rank] for rank in shown], series=series, x_title="Intermédiation", unit="%")


def _bars_reading(before, after, leaver, relay):
    text = f"Avant, « {MEMBERS[leaver]} » est sur {percent(before[leaver], 1)} des chemins entre les autres. "
    if relay is None:
        return f"{text}Après, plus personne n’est entre deux autres."
    return f"{text}Après, le plus au milieu est « {MEMBERS[relay]} », avec {percent(after[relay], 1)}. Les membres à zéro ne sont pas montrés."


def _members_table(edges, before, after, leaver, left):
    rows = []
    for rank, name in enumerate(MEMBERS):
        links = len([edge for edge in edges if rank in edge])
        gone = rank == leaver
        group = [place + 1 for place, members in enumerate(left) if rank in members]
        rows.append(
            [
                f"{rank + 1}. {name}",
                number(links),
                percent(before[rank], 1),
                "partie" if gone else percent(after[rank], 1),
                "aucun" if gone else f"groupe {number(group[0])}",
            ]
        )
    return Table("Membre par membre", ["Membre", "Liens", "Intermédiation avant", "Intermédiation après", "Groupe après"], rows)


def _answer(guess, groups, leaver):
    if guess is None:
        return ""
    star = COUNT - 1
    said = f"Vous aviez prédit {quantity(guess, GROUPS)} ; pour une étoile à huit branches, il y en a {number(star)}. "
    if guess == star:
        return f"{said}Vous aviez vu juste : chacun se retrouve seul."
    if guess < star:
        return f"{said}Sans lien direct entre eux, chacun se retrouve seul. Dans le réseau affiché, il en reste {number(groups)}."
    return f"{said}Il ne peut pas y avoir plus de groupes que de membres restants."


SIMULATOR = Simulator(
    "missing-link", "Débat 4", title="Et si elle partait ?", controls=CONTROLS, compute=compute, method=METHOD, presets=PRESETS, prediction=PREDICTION
)

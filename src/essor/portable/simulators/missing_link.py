"""« Et si elle partait ? »: a network of services and partners, with and without the one who links them.

Betweenness and groups come from models.networks; the network is fictitious and the reader may enter their own.
"""

from essor.given.words import words_of
from essor.portable.french import number, percent, quantity
from essor.portable.models.networks import betweenness, components, density, without
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.graph import Node, network
from essor.portable.simulators.controls import Choice, Grid, Number
from essor.portable.simulators.declaration import Figure, Indicator, Preset, Simulator, Table, Verdict, note

MEMBERS = ("Chargée de mission ESS", "Achats", "Finances", "Solidarités", "Culture", "Aménagement", "CRESS", "Pôle (PTCE)", "Associations")
COUNT = len(MEMBERS)
LINES = 16
SHOWN = 1e-4  # a betweenness below is shown as nothing
GROUPS = ("groupe", "groupes")


def _lines(links):
    """The table of links, padded with empty lines."""
    return [list(link) for link in links] + [[0, 0] for _ in range(LINES - len(links))]


STAR = [(1, other) for other in range(2, COUNT + 1)]
DEFAULT = STAR + [(2, 3), (7, 9)]
WOVEN = STAR + [(2, 3), (7, 9), (3, 4), (4, 9), (5, 6), (6, 8)]

CONTROLS = (
    Choice("leaver", options=[(str(rank + 1), f"{rank + 1}. {name}") for rank, name in enumerate(MEMBERS)], default="1"),
    Grid(
        "links",
        rows=[str(rank + 1) for rank in range(LINES)],
        columns=[Number(name, low=0, high=COUNT, step=1, default=0, integer=True, label=label) for name, label in (("a", "Entre"), ("b", "et"))],
        default=_lines(DEFAULT),
    ),
)

PRESETS = (Preset("depart", {}), Preset("etoile", {"links": _lines(STAR)}), Preset("tissage", {"links": _lines(WOVEN)}), Preset("autre", {"leaver": "2"}))

BET = Number("guess", low=0, high=20, step=1, default=2, unit=GROUPS, decimals=1)


def compute(values):
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
    through = note(f"part des paires d’autres qui passent par « {MEMBERS[leaver]} »")
    yield Indicator("betweenness", percent(before[leaver], 1), number=before[leaver] * 100, verdict=through)
    yield Indicator("groups", number(len(groups)), number=len(groups), verdict=_verdict(broken, len(groups)))
    yield Indicator("reached", percent(reached, 1), number=reached * 100, verdict=note(f"{percent(was_reached, 1)} avant le départ"))
    yield Indicator("density", percent(density(count, kept), 1), number=density(count, kept) * 100, verdict=note(f"{percent(density(COUNT, edges), 1)} avant"))
    yield Figure("Le réseau, avec la place vide en pointillés", _network_reading(edges, leaver, left), lambda view: _network(view, edges, before, leaver))
    yield Figure("Qui est au milieu, avant et après", _bars_reading(before, after, leaver=leaver, relay=relay), lambda view: _bars(view, before, after))
    yield _sentence(leaver, left, relay=relay, after=after, broken=broken)
    yield _members_table(edges, before, after=after, leaver=leaver, left=left)
    yield lambda guess: _answer(guess, len(groups), leaver)


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
    return Verdict(True, "le réseau tient") if groups == 1 else note("il était déjà en morceaux")


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
    names = [f"{name}, place\u00a0vide" if rank == leaver else name for rank, name in enumerate(MEMBERS)]
    nodes = [Node(str(rank + 1), name, weight=before[rank], gone=rank == leaver) for rank, name in enumerate(names)]
    return network(view, nodes, edges, strong=edges)


def _network_reading(edges, leaver, left):
    text = f"{quantity(len(edges), ('lien', 'liens'))} entre {number(COUNT)} membres, numérotés comme dans le tableau. "
    text += f"Le disque est d’autant plus grand que les autres passent par lui ; « {MEMBERS[leaver]} » et ses liens sont en pointillés. "
    return f"{text}Qui n’a plus de lien a un disque vide. Il reste {quantity(len(left), GROUPS)}."


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
        group = [place + 1 for place, members in enumerate(left) if rank in members]
        gone = ["partie", "aucun"] if rank == leaver else [percent(after[rank], 1), f"groupe {number(group[0])}"]
        rows.append([f"{rank + 1}. {name}", number(links), percent(before[rank], 1)] + gone)
    return Table("Membre par membre", ["Membre", "Liens", "Intermédiation avant", "Intermédiation après", "Groupe après"], rows)


def _answer(guess, groups, leaver):
    star = COUNT - 1
    fact = f"pour une étoile à huit branches, il y en a {number(star)}"
    if guess == star:
        return fact, "Vous aviez vu juste : chacun se retrouve seul."
    if guess < star:
        return fact, f"Sans lien direct entre eux, chacun se retrouve seul. Dans le réseau affiché, il en reste {number(groups)}."
    return fact, "Il ne peut pas y avoir plus de groupes que de membres restants."


SIMULATOR = Simulator("missing-link", CONTROLS, compute=compute, words=words_of(__name__), bet=BET, presets=PRESETS)

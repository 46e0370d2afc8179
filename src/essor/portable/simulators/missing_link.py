"""« Et si elle partait ? »: a network of services and partners, with and without the one who links them.

Betweenness and groups come from models.networks; the network is fictitious and the reader may enter their own.
"""

from essor.portable.french import listed, number, percent, quantity
from essor.portable.models.networks import betweenness, components, density, without
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.graph import Node, network
from essor.portable.simulators.controls import Choice, Grid, Number
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

MEMBERS = ("Chargée de mission ESS", "Achats", "Finances", "Solidarités", "Culture", "Aménagement", "CRESS", "Pôle (PTCE)", "Associations")
# The same in a sentence.
NAMED = ("la chargée de mission ESS", "les achats", "les finances", "les solidarités", "la culture", "l’aménagement", "la CRESS", "le pôle", "les associations")
COUNT = len(MEMBERS)
LINES = 16
SHOWN = 1e-4  # a betweenness below is shown as nothing
GROUPS = ("groupe", "groupes")


def _lines(links):
    """The table of links, padded with empty lines."""
    return [list(link) for link in links] + [[0, 0] for _ in range(LINES - len(links))]


STAR = [(1, other) for other in range(2, COUNT + 1)]
TWO_LINKS = STAR + [(2, 3), (7, 9)]
WOVEN = STAR + [(2, 3), (7, 9), (3, 4), (4, 9), (5, 6), (6, 8)]

CONTROLS = (
    Choice("leaver", options=[(str(rank + 1), f"{rank + 1}. {name}") for rank, name in enumerate(MEMBERS)], default="1"),
    Grid(
        "links",
        rows=[str(rank + 1) for rank in range(LINES)],
        columns=[Number(name, low=0, high=COUNT, step=1, default=0, integer=True) for name in ("a", "b")],
        default=_lines(STAR),
    ),
)

PRESETS = (
    Preset("etoile", {}),
    Preset("depart", {"links": _lines(TWO_LINKS)}),
    Preset("tissage", {"links": _lines(WOVEN)}),
    Preset("autre", {"leaver": "2", "links": _lines(TWO_LINKS)}),
)

BET = Number("guess", low=0, high=20, step=1, default=2, unit=GROUPS, decimals=1, choices=(2, 4, 8, 9))
MOST_RELAYED = 0.25  # of the links between others: a relay of more is a new indispensable


def _holds(edges, leaver):
    return len(components(*without(COUNT, edges, leaver))) == 1


def _no_link_too_many(values, outcome):
    """Without the coordinator: one group, and as many links as a tree has."""
    edges = _edges(values["links"])
    return values["leaver"] == "1" and _holds(edges, 0) and len(without(COUNT, edges, 0)[1]) == COUNT - 2


def _nobody_is_indispensable(values, outcome):
    """Ten links, two more than a star, and whoever leaves, the others stay together."""
    edges = _edges(values["links"])
    return len(edges) <= len(TWO_LINKS) and False not in [_holds(edges, leaver) for leaver in range(COUNT)]


def _no_new_relay(values, outcome):
    edges = _edges(values["links"])
    return values["leaver"] == "1" and _holds(edges, 0) and max(betweenness(*without(COUNT, edges, 0))) <= MOST_RELAYED


RING = [(rank, rank + 1) for rank in range(2, COUNT)] + [(2, COUNT)]
CHALLENGES = (
    Challenge("sans-lien-de-trop", _no_link_too_many, {"links": _lines(STAR + RING[:-1])}),
    Challenge("tous-remplacables", _nobody_is_indispensable, {"links": _lines(RING[:-1] + [(1, 2), (1, COUNT)])}),
    Challenge("sans-nouveau-relais", _no_new_relay, {"links": _lines(STAR + RING)}),
)


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
    through = note(f"part des liaisons entre les autres qui passent par {NAMED[leaver]}")
    yield Headline(_headline(leaver, len(groups), broken))
    yield Indicator("betweenness", percent(before[leaver], 1), number=before[leaver] * 100, verdict=through)
    yield Indicator("groups", number(len(groups)), number=len(groups), verdict=_verdict(broken, len(groups)))
    yield Indicator("reached", percent(reached, 1), number=reached * 100, verdict=note(f"{percent(was_reached, 1)} avant le départ"))
    yield Indicator("density", percent(density(count, kept), 1), number=density(count, kept) * 100, verdict=note(f"{percent(density(COUNT, edges), 1)} avant"))
    yield Figure("Le réseau, avec la place vide en pointillés", _network_reading(edges, leaver, left), lambda view: _network(view, edges, before, leaver))
    yield Figure("Qui est au milieu, avant et après", _bars_reading(before, after, leaver=leaver, relay=relay), lambda view: _bars(view, before, after))
    yield _sentence(leaver, left, relay=relay, after=after, broken=broken)
    yield Why(lambda: _why_steps(leaver, edges, before=before, left=left, were=were))
    yield Later(lambda: _members_table(edges, before, after=after, leaver=leaver, left=left))
    yield lambda guess: _answer(guess, len(groups))


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


def _headline(leaver, groups, broken):
    who = f"Sans {'la chargée de mission' if leaver == 0 else NAMED[leaver]}"
    if groups == 1:
        return f"{who}, tous restent reliés"
    return f"{who}, le réseau {'se casse en' if broken else 'reste en'} {quantity(groups, GROUPS)}"


def _many(rank):
    """Whether its verb is plural."""
    return NAMED[rank].startswith("les ")


def _sentence(leaver, left, relay, after, broken):
    text = f"Si {NAMED[leaver]} {'partent' if _many(leaver) else 'part'}, "
    alone = len([group for group in left if len(group) == 1])
    if len(left) == 1:
        text += "tous restent reliés"
    elif alone == len(left):
        text += f"{'le réseau se casse et ' if broken else ''}chacun se retrouve seul"
    else:
        text += ("le réseau se casse en " if broken else "le réseau, déjà en morceaux, compte ") + quantity(len(left), GROUPS)
        if alone:
            text += f", et {quantity(alone, ('membre reste seul', 'membres restent seuls'))}"
    if relay is None:
        return f"{text} ; personne ne sert plus de relais."
    return f"{text} ; le premier relais est alors {NAMED[relay]}, pour {percent(after[relay], 0)} des liaisons entre les autres."


def _why_steps(leaver, edges, before, left, were):
    name, others = NAMED[leaver], COUNT - 1
    pairs, all_pairs = others * (others - 1) // 2, COUNT * others // 2
    lost = len([edge for edge in edges if leaver in edge])
    linked, once = _pairs_within(left), _pairs_within(were)
    total = number(len(edges))
    vanishing = quantity(lost, (f"lien sur {total} disparaît", f"liens sur {total} disparaissent"))
    lines = f"{vanishing} : il {_why_left(len(edges) - lost)}" if edges else "aucun lien ne disparaît, puisque le tableau n’en a pas"
    return [
        f"Les {number(others)} autres membres forment {number(pairs)} paires ; chacune compte pour une, partagée entre ses plus courts chemins s’ils sont "
        f"plusieurs : avant le départ, la part qui passe par {name} est de {percent(before[leaver], 1)}.",
        f"Si {name} {'partent' if _many(leaver) else 'part'}, {lines}.",
        f"On réunit ceux qu’un chemin de liens relie encore, direct ou non : {_why_groups(left)}.",
        _why_broken(len(left), len([group for group in were if group != [leaver]])),
        f"{_why_linked(linked)} sur {number(pairs)}, soit {percent(linked / pairs, 1)} ; avant le départ, "
        f"avec {name}, c’était {number(once)} sur {number(all_pairs)}, soit {percent(once / all_pairs, 1)}.",
    ]


def _pairs_within(groups):
    """How many pairs of members are in one group."""
    return sum([len(group) * (len(group) - 1) // 2 for group in groups])


def _why_linked(linked):
    return quantity(linked, ("paire reste reliée", "paires restent reliées")) if linked else "Aucune paire ne reste reliée"


def _why_left(links):
    return f"en reste {number(links)}" if links else "n’en reste aucun"


def _why_groups(left):
    if len(left) == 1:
        return f"cela fait 1 groupe, de {number(len(left[0]))} membres"
    if len(left) == COUNT - 1:
        return f"cela fait {quantity(len(left), GROUPS)}, chacun d’un seul membre"
    return f"cela fait {quantity(len(left), GROUPS)}, dont les nombres de membres sont {listed([number(len(group)) for group in left])}"


def _why_broken(now, once):
    if now > once:
        return f"Avant le départ, ces membres formaient {quantity(once, GROUPS)} ; ils en forment maintenant {number(now)} : le réseau se casse."
    if now == 1:
        return "Avant le départ, ces membres formaient déjà un seul groupe : le réseau tient."
    return f"Avant le départ, ces membres formaient déjà {quantity(once, GROUPS)} : ce départ ne casse rien de plus."


def _network(view, edges, before, leaver):
    names = [f"{name}, place\u00a0vide" if rank == leaver else name for rank, name in enumerate(MEMBERS)]
    nodes = [Node(str(rank + 1), name, weight=before[rank], gone=rank == leaver) for rank, name in enumerate(names)]
    return network(view, nodes, edges, strong=edges, name="links")


def _network_reading(edges, leaver, left):
    text = f"{quantity(len(edges), ('lien', 'liens'))} entre {number(COUNT)} membres, numérotés comme dans le tableau. "
    whose = "leurs" if _many(leaver) else "ses"
    text += f"Le disque est d’autant plus grand que les autres passent par lui ; {NAMED[leaver]} et {whose} liens sont en pointillés. "
    return f"{text}Qui n’a plus de lien a un disque vide. Il reste {quantity(len(left), GROUPS)}."


def _bars(view, before, after):
    shown = [rank for rank in range(COUNT) if before[rank] > SHOWN or after[rank] > SHOWN] or [0]
    series = []
    for label, colour, scores in (("avant", "petrol", before), ("après", "ochre", after)):
        values = [100 * scores[rank] for rank in shown]
        series.append(Series(label, values, colour=colour, texts=[f"{label} {quantity(value, '%', 1)}" for value in values]))
    return bar_chart(view, [MEMBERS[rank] for rank in shown], series=series, x_title="Intermédiation", unit="%")


def _bars_reading(before, after, leaver, relay):
    text = f"Avant, {percent(before[leaver], 1)} des liaisons entre les autres passent par {NAMED[leaver]}. "
    if relay is None:
        return f"{text}Après, plus personne n’est entre deux autres."
    return f"{text}Après, c’est par {NAMED[relay]} qu’il en passe le plus, {percent(after[relay], 1)}. Les membres à zéro ne sont pas montrés."


def _members_table(edges, before, after, leaver, left):
    rows = []
    for rank, name in enumerate(MEMBERS):
        links = len([edge for edge in edges if rank in edge])
        group = [place + 1 for place, members in enumerate(left) if rank in members]
        gone = ["partie", "aucun"] if rank == leaver else [percent(after[rank], 1), f"groupe {number(group[0])}"]
        rows.append([f"{rank + 1}. {name}", number(links), percent(before[rank], 1)] + gone)
    return Table("Membre par membre", ["Membre", "Liens", "Intermédiation avant", "Intermédiation après", "Groupe après"], rows)


def _answer(guess, groups):
    star = COUNT - 1
    fact = f"pour une étoile à huit branches, il y en a {number(star)}"
    if guess == star:
        return fact, RIGHT
    if guess < star:
        return fact, f"Sans lien direct entre eux, chacun se retrouve seul. Dans le réseau affiché, le nombre de groupes est de {number(groups)}."
    return fact, "Il ne peut pas y avoir plus de groupes que de membres restants : celle qui part ne compte plus."


SIMULATOR = Simulator("missing-link", CONTROLS, compute=compute, bet=BET, about="groups", presets=PRESETS, challenges=CHALLENGES)

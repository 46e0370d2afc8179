"""« Où sont passés les 600 M€ ? »: what a responsible bond paid for, checked line by line.

The four checks are those of rules.bonds, tools of the course; only the amount and the names of the categories are real.
"""

from essor.portable.french import number, percent, quantity
from essor.portable.models.transversality import concentration
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.plot import Mark
from essor.portable.pictures.sankey import End, sankey
from essor.portable.rules.bonds import FRAMEWORK, Project, allocation_rate, bond_share, counted_twice, earlier_is_possible, left_to_allocate, refinancing_share
from essor.portable.simulators.controls import Grid, Number, Regime
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

ISSUE_2014 = 600  # M€, data/faits
MILLIONS = "M€"
BORROWED = ("M€ emprunté", "M€ empruntés")
MOST = 2000
SOUND, UNKNOWN, BEYOND, TWICE = "sound", "unknown", "beyond", "twice"

CATEGORIES = ("Écoles, lycées, loisirs", "Transports en commun", "Énergie", "Logement social", "PME et ESS")
ALLOCATED = (210, 150, 120, 70, 50)
DEFAULT = [[210, 90, 0, 300], [150, 40, 60, 260], [120, 20, 0, 160], [70, 30, 20, 90], [50, 0, 0, 50]]


CONTROLS = (
    Regime(),
    Number("proceeds", low=1, high=MOST, step=1, default=ISSUE_2014, unit=MILLIONS, integer=True),
    Grid(
        "projects",
        rows=CATEGORIES,
        columns=[Number(name, low=0, high=MOST, step=1, default=0, unit=MILLIONS, integer=True) for name in ("allocated", "earlier", "elsewhere", "cost")],
        default=DEFAULT,
    ),
)

PRESETS = (
    Preset("depart", {}),
    Preset("double", {"projects": [DEFAULT[0], [150, 40, 160, 260]] + DEFAULT[2:]}),
    Preset("trop", {"projects": [[260, 90, 0, 300]] + DEFAULT[1:]}),
    Preset("reste", {"projects": DEFAULT[:3] + [[0, 0, 20, 90], [0, 0, 0, 50]]}),
)

BET = Number("guess", low=0, high=100, step=0.1, default=35, unit="", decimals=2, choices=(20, 25, 35, 60))

LESS = 500  # M€
NEARLY_EQUAL = 23.5  # of the index, whose least is then 23.39
DILUTED = 24  # %


def _column(values, rank):
    return [row[rank] for row in values["projects"]]


def _as_at_first(values, ranks):
    return all(_column(values, rank) == [row[rank] for row in DEFAULT] for rank in ranks)


def _sound(values, outcome):
    """All is allocated, to nothing twice, and no line pays for more than it receives."""
    earlier, twice = outcome.indicator("earlier").verdict, outcome.indicator("twice").verdict
    return sum(_column(values, 0)) == values["proceeds"] and earlier.ok is None and twice.ok is True


def _smaller(values, outcome):
    return values["proceeds"] == LESS and _as_at_first(values, (1, 2, 3)) and _sound(values, outcome)


def _spread(values, outcome):
    nearly_equal = outcome.indicator("concentration").number < NEARLY_EQUAL
    return nearly_equal and values["proceeds"] == ISSUE_2014 and _as_at_first(values, (2, 3)) and _sound(values, outcome)


def _diluted(values, outcome):
    return _as_at_first(values, (1, 2, 3)) and _sound(values, outcome) and outcome.indicator("earlier").number < DILUTED


def _allocated(*amounts):
    """The lines of the start, with other amounts."""
    return [[amount] + row[1:] for amount, row in zip(amounts, DEFAULT)]


CHALLENGES = (
    Challenge("smaller", _smaller, {"proceeds": 500, "projects": _allocated(160, 100, 120, 70, 50)}),
    Challenge("spread", _spread, {"projects": _allocated(160, 160, 160, 70, 50)}),
    Challenge("diluted", _diluted, {"proceeds": 780, "projects": _allocated(300, 200, 160, 70, 50)}),
)


def compute(values):
    projects = [Project(*row) for row in values["projects"]]
    proceeds = values["proceeds"]
    allocated = sum(p.allocated for p in projects)
    rate, left = allocation_rate(projects, proceeds), left_to_allocate(projects, proceeds)
    refinanced = refinancing_share(projects)
    traceable = all(earlier_is_possible(p) for p in projects)
    states = [_state(p) for p in projects]
    doubled = [rank for rank, state in enumerate(states) if state == TWICE]
    index = concentration([p.allocated for p in projects])
    yield Headline(_headline(proceeds, states, left=left, earlier=sum(p.earlier for p in projects), traceable=traceable))
    yield Indicator("allocated", percent(rate, 1), number=rate * 100, verdict=Verdict(rate <= 1, _rate_verdict(left)))
    verdict = note("part refinancée") if traceable else Verdict(False, "une ligne refinance plus qu’elle ne reçoit")
    yield Indicator("earlier", percent(refinanced, 1), number=refinanced * 100, verdict=verdict)
    yield Indicator("twice", f"{number(len(doubled))} sur {number(len(projects))}", number=len(doubled), verdict=_twice_verdict(states))
    yield Indicator("concentration", number(index * 100, 2), number=index * 100, verdict=note(f"{number(100 / len(projects))} si les lignes étaient égales"))
    yield Figure(
        "Du produit de l’emprunt aux dépenses",
        _flows_reading(projects, proceeds, allocated=allocated, left=left),
        lambda view: _flows(view, projects, proceeds=proceeds, allocated=allocated, left=left),
    )
    yield Figure("Ce que les emprunts paient de chaque projet", _shares_reading(states), lambda view: _shares(view, projects))
    yield _sentence(states, left, traceable)
    yield Why(lambda: _why_steps(projects, proceeds, states=states, index=index, date=values["date"]))
    yield Later(lambda: _projects_table(projects, states))
    yield Later(lambda: _components_table(projects, left, refinanced=refinanced, states=states, date=values["date"]))
    yield _answer


def _headline(proceeds, states, left, earlier, traceable):
    """Where the money is, or the first fault."""
    if left < 0:
        return f"On a promis {quantity(-left, MILLIONS)} de plus que l’emprunt"
    for state, said in (
        (BEYOND, ("ligne reçoit plus que son coût", "lignes reçoivent plus que leur coût")),
        (TWICE, ("ligne compte deux fois le même euro", "lignes comptent deux fois le même euro")),
    ):
        if state in states:
            return quantity(len([one for one in states if one == state]), said)
    if not traceable:
        return "Une ligne rembourse plus qu’elle ne reçoit"
    if UNKNOWN in states:
        return "Sans coût connu, on ne sait pas ce qui est payé deux fois"
    if left == proceeds:
        return f"Rien n’est encore affecté des {quantity(proceeds, MILLIONS)}"
    if left:
        return f"{quantity(proceeds - left, MILLIONS)} affectés, {quantity(left, MILLIONS)} en attente"
    if earlier:
        return f"Tout est affecté, dont {quantity(earlier, MILLIONS)} à des dépenses passées"
    return "Tout est affecté à des dépenses nouvelles"


def _state(project):
    """What comparing a line with its cost says: SOUND, UNKNOWN without a cost, BEYOND it by this bond alone, or TWICE."""
    if not project.cost:
        return UNKNOWN if project.allocated + project.elsewhere else SOUND
    if project.allocated > project.cost:
        return BEYOND
    return TWICE if counted_twice(project) else SOUND


def _twice_verdict(states):
    if TWICE in states:
        return Verdict(False, "double comptage")
    if BEYOND in states:
        return Verdict(False, "une ligne reçoit plus que son coût")
    if UNKNOWN in states:
        return note("coût inconnu : contrôle impossible")
    return Verdict(True, "aucun double comptage")


def _rate_verdict(left):
    if left < 0:
        return f"dépassement de {quantity(-left, MILLIONS)}"
    return f"{quantity(left, MILLIONS)} à affecter" if left else "tout est affecté"


def _named(states, state):
    return f"« {' », « '.join([name for name, found in zip(CATEGORIES, states) if found == state])} »"


def _sentence(states, left, traceable):
    faults = []
    if left < 0:
        faults.append(f"l’affectation dépasse le produit de {quantity(-left, MILLIONS)}")
    if BEYOND in states:
        faults.append(f"on affecte plus que ne coûte {_named(states, BEYOND)}")
    if TWICE in states:
        faults.append(f"un même euro est compté deux fois dans {_named(states, TWICE)}")
    if not traceable:
        faults.append("une ligne refinance plus qu’elle ne reçoit")
    if faults:
        return f"Le rapport d’affectation ne tient pas : {' ; '.join(faults)}."
    if UNKNOWN in states:
        return f"Le coût de {_named(states, UNKNOWN)} est inconnu : le double comptage ne peut pas y être contrôlé."
    if left:
        return f"Le rapport tient ; il reste {quantity(left, MILLIONS)} à affecter, à garder à part jusque-là."
    return "Le rapport tient : chaque euro levé a une destination, et aucun n’est compté deux fois."


def _earlier(project):
    """Earlier spending that the line can pay for."""
    return min(project.earlier, project.allocated)


def _flows(view, projects, proceeds, allocated, left):
    earlier = sum(_earlier(p) for p in projects)
    backed = proceeds / allocated if allocated > proceeds else 1
    ends = []
    for name, p in zip(CATEGORIES, projects):
        detail = f"dont {quantity(_earlier(p), MILLIONS)} déjà dépensés" if _earlier(p) else ""
        ends.append(End(name, p.allocated, marked=_earlier(p), fed=p.allocated * backed, text=quantity(p.allocated, MILLIONS), detail=detail, spare=False))
    if left > 0:
        ends.append(End("Reste à affecter", left, marked=0, fed=left, text=quantity(left, MILLIONS), detail="", spare=True))
    keys = [
        f"dépenses nouvelles : {quantity(allocated - earlier, MILLIONS)}",
        f"dépenses d’avant l’emprunt : {quantity(earlier, MILLIONS)}" if earlier else "",
        f"sans argent en face : {quantity(-left, MILLIONS)}" if left < 0 else "",
    ]
    return sankey(view, f"Emprunt : {quantity(proceeds, MILLIONS)}", ends=ends, keys=keys)


def _flows_reading(projects, proceeds, allocated, left):
    earlier = sum(_earlier(p) for p in projects)
    text = f"De gauche à droite, {quantity(proceeds, MILLIONS)} d’emprunt, puis les lignes, hachurées pour ce qui était déjà dépensé ; elles paient "
    text += f"{quantity(earlier, MILLIONS)} de dépenses antérieures et {quantity(allocated - earlier, MILLIONS)} de dépenses nouvelles. "
    if left < 0:
        return f"{text}Une part des lignes, {quantity(-left, MILLIONS)}, n’a pas d’argent en face."
    return text + (f"Il reste {quantity(left, MILLIONS)} à affecter." if left else "Rien ne reste à affecter.")


def _paid(amount, cost):
    """Percentage of the cost; 0 without a cost, which the table says."""
    return 100 * amount / cost if cost else 0.0


def _shares(view, projects):
    mine = [_paid(p.allocated, p.cost) for p in projects]
    others = [_paid(p.elsewhere, p.cost) for p in projects]
    series = [
        Series("cet emprunt", mine, colour="petrol", texts=[quantity(value, "%", 0) if value >= 8 else "" for value in mine]),
        Series("autres emprunts", others, colour="ochre", texts=[quantity(value, "%", 0) if value >= 8 else "" for value in others]),
    ]
    return bar_chart(view, list(CATEGORIES), series=series, x_title="Part du coût total", unit="%", marks=[Mark("x", 100, "coût total")], stacked=True)


def _shares_reading(states):
    text = "Pour chaque ligne, la part payée par cet emprunt, puis celle des autres emprunts, hachurée."
    if UNKNOWN in states:
        text += f" Sans coût connu, rien n’est montré : {_named(states, UNKNOWN)}."
    if BEYOND in states:
        text += f" Cet emprunt dépasse à lui seul le coût total : {_named(states, BEYOND)}."
    if TWICE in states:
        text += f" Au-delà du coût total, on compte deux fois : {_named(states, TWICE)}."
    return text if BEYOND in states or TWICE in states else f"{text} Aucune ne dépasse le coût total."


def _projects_table(projects, states):
    words = {SOUND: "aucun", UNKNOWN: "contrôle impossible"}
    rows = []
    for name, p, state in zip(CATEGORIES, projects, states):
        beyond = quantity(counted_twice(p), MILLIONS) + (" au-delà du coût" if state == BEYOND else "")
        amounts = [quantity(amount, MILLIONS) for amount in (p.allocated, p.earlier, p.cost)]
        rows.append([name] + amounts + [percent(bond_share(p), 1) if p.cost else "coût inconnu", words.get(state, beyond)])
    return Table("Ligne par ligne", ["Ligne", "Affecté", "dont antérieur", "Coût total", "Part de l’emprunt", "Double comptage"], rows)


def _components_table(projects, left, refinanced, states, date):
    rows = [
        ["utilisation des fonds", "somme affectée, dépenses antérieures", f"{_rate_verdict(left)} ; {percent(refinanced, 1)} refinancés"],
        ["sélection des projets", "catégories annoncées", quantity(len([p for p in projects if p.allocated]), ("ligne servie", "lignes servies"))],
        ["gestion des fonds", "double comptage", _twice_verdict(states).text],
        ["compte rendu", "part de l’emprunt", "résultats au prorata de la part de l’emprunt"],
    ]
    caption = f"Les quatre composantes des principes ICMA, suivis volontairement. Référence à cette date : {FRAMEWORK.at(date)} ({FRAMEWORK.state(date)})"
    return Table(caption, ["Composante", "Contrôle du cours", "Ici"], rows)


def _why_steps(projects, proceeds, states, index, date):
    return [
        _why_allocated(projects, proceeds),
        _why_earlier(projects),
        _why_twice(projects, states),
        _why_index(projects, index),
        "Ces contrôles sont des outils du cours, et non une loi ; à cette date, un émetteur peut suivre une référence, sans y être obligé : "
        f"{_why_reference(date)}.",
    ]


def _why_reference(date):
    """The reference with the articles that a sentence asks for."""
    return FRAMEWORK.at(date).replace("principes ICMA", "les principes de l’ICMA").replace("ou label", "ou le label")


def _why_allocated(projects, proceeds):
    left, rate = left_to_allocate(projects, proceeds), percent(allocation_rate(projects, proceeds), 1)
    text = f"Les lignes reçoivent {quantity(proceeds - left, MILLIONS)} en tout, sur {quantity(proceeds, BORROWED)}, soit {rate}"
    if left < 0:
        return f"{text} : {quantity(-left, MILLIONS)} sont promis sans argent en face."
    return f"{text} : il reste {quantity(left, MILLIONS)} à affecter." if left else f"{text} : rien ne reste à affecter."


def _why_earlier(projects):
    if not all(earlier_is_possible(p) for p in projects):
        return "Une ligne au moins rembourse plus de dépenses passées qu’elle ne reçoit : cela ne se peut pas, et la part refinancée ne veut rien dire."
    earlier = sum(p.earlier for p in projects)
    if not earlier:
        return "Aucune ligne ne rembourse de dépense d’avant l’emprunt : la part refinancée est nulle."
    return (
        f"Sur ce total, {quantity(earlier, MILLIONS)} remboursent des dépenses d’avant l’emprunt, soit {percent(refinancing_share(projects), 1)} ; "
        "ce n’est pas une faute, mais il faut le dire."
    )


def _why_twice(projects, states):
    text = "Pour chaque ligne, cet emprunt et les autres, additionnés, ne doivent pas dépasser le coût total : au-delà, un même euro compte double"
    beyond = [counted_twice(p) if state in (TWICE, BEYOND) else 0 for p, state in zip(projects, states)]
    most = max(beyond)
    if most:
        return f"{text} ; le plus grand dépassement est celui de « {CATEGORIES[beyond.index(most)]} », {quantity(most, MILLIONS)}."
    if UNKNOWN in states:
        return f"{text} ; une ligne au moins n’a pas de coût connu, et le contrôle n’y est pas possible."
    return f"{text} ; ici, aucune ligne ne le dépasse."


def _why_index(projects, index):
    text = f"L’indice de concentration met chaque part au carré et additionne : {number(index * 100, 2)} sur 100"
    if not index:
        return f"{text}, puisque rien n’est affecté."
    return f"{text} ; il serait de 100 si tout allait à une ligne, et de {number(100 / len(projects))} si les lignes étaient égales."


def _answer(guess):
    index = 100 * concentration(ALLOCATED)
    fact = f"le calcul donne {number(index, 2)} sur 100"
    if abs(guess - index) < 0.5:
        return fact, RIGHT
    if guess < 20:
        return fact, "Avec cinq lignes, l’indice ne descend pas sous 20."
    if guess == 60:
        return fact, "60 est la part des deux plus grosses lignes ; l’indice additionne les carrés de toutes les parts."
    if guess == 35:
        return fact, "35 est la part de la plus grosse ligne ; l’indice additionne les carrés de toutes les parts."
    return fact, "Les parts, 35, 25, 20, 11,7 et 8,3 %, sont mises au carré puis additionnées : l’emprunt est peu concentré."


SIMULATOR = Simulator("esr-bond", CONTROLS, compute=compute, bet=BET, about="concentration", presets=PRESETS, challenges=CHALLENGES)

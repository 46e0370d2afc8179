"""« Un atelier à plusieurs : qui paie quoi ? »: three ways to share its cost, and who would rather leave.

Costs and shares are models.sharing. Needs and prices are fictitious; the trades are those of the Goutte d'Or.
"""

from essor.portable.french import capital, euros, listed, number, quantity, typeset
from essor.portable.models import sharing
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.simulators.controls import Choice, Grid, Number, Slider
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note

HOURS = ("heure", "heures")
NAMES = ("Mercerie", "Créatrice de sacs", "Créateur de mode", "Atelier de retouche", "Atelier de couture")
WHO = ("la mercerie", "la créatrice de sacs", "le créateur de mode", "l’atelier de retouche", "l’atelier de couture")
SHORT = ("mercerie", "sacs", "mode", "retouche", "couture")
COLOURS = ("ochre", "green", "violet", "petrol", "soft")
NEEDS = [[15], [40], [80], [120], [220]]

RULES = (("equal", "parts égales"), ("proportional", "au prorata des heures"), ("shapley", "valeur de Shapley"))
SHARE = {"equal": sharing.equal_shares, "proportional": sharing.proportional_shares, "shapley": sharing.shapley_shares}

CONTROLS = (
    Choice("rule", options=RULES, default="equal"),
    Grid("needs", rows=NAMES, columns=(Number("hours", low=0, high=600, step=5, default=0, unit=HOURS, integer=True),), default=NEEDS),
    Slider("rent", low=0, high=6000, step=50, default=1800, unit="€", integer=True),
    Slider("post", low=50, high=2000, step=50, default=450, unit="€", integer=True),
    Slider("capacity", low=50, high=300, step=5, default=130, unit=HOURS, integer=True),
    Slider("outside", low=5, high=60, step=1, default=22, unit="€", integer=True),
    Slider("aid", low=0, high=4000, step=50, default=0, unit="€", integer=True),
)

PRESETS = (Preset("equal", {}), Preset("shapley", {"rule": "shapley"}), Preset("aided", {"aid": 1950}), Preset("same-needs", {"needs": [[95]] * 5}))

MEMBERS = ("membre", "membres")
BET = Number("guess", low=0, high=10, step=1, default=0, unit=MEMBERS, decimals=1, choices=(0, 1, 2, 3))


def _together(values, outcome):
    """Everyone needs something, and no group gains by leaving."""
    return outcome.indicator("leaving").verdict.ok and min([row[0] for row in values["needs"]]) > 0


def _kept_without_aid(values, outcome):
    return values["rule"] == "equal" and not values["aid"] and _saves(values, outcome) and _together(values, outcome)


def _even_shapley(values, outcome):
    return values["rule"] == "shapley" and values["needs"] == NEEDS and _saves(values, outcome) and not _together(values, outcome)


def _useless(values, outcome):
    same = [control.name for control in CONTROLS if values[control.name] != control.default]
    return same == ["outside"] and not _saves(values, outcome)


def _saves(values, outcome):
    """Whether the common workshop costs less than all hours bought elsewhere."""
    return outcome.indicator("cost").number + values["aid"] < values["outside"] * sum([row[0] for row in values["needs"]])


CHALLENGES = (
    Challenge("sans-aide", _kept_without_aid, {"needs": [[40], [40], [80], [120], [220]]}),
    Challenge("ailleurs", _useless, {"outside": 7}),
    Challenge("meme-shapley", _even_shapley, {"rule": "shapley", "post": 1800}),
)


def compute(values):
    needs = [row[0] for row in values["needs"]]
    workshop = sharing.Workshop(values["rent"], values["post"], hours=values["capacity"], outside=values["outside"])
    costs = sharing.costs_of_groups(workshop, needs)
    net = max(0, costs[-1] - values["aid"])
    count = len(needs)
    alone = [costs[1 << i] for i in range(count)]
    splits = {key: sharing.aided(SHARE[key](costs, needs), costs[-1], values["aid"]) for key, _ in RULES}
    shares = splits[values["rule"]]
    objection = sharing.strongest_objection(costs, shares, count)
    gone = sharing.leavers(costs, shares, count)
    saved = sum(alone) - net
    small = _smallest(needs)
    yield Headline(_headline(values, costs[-1], objection=objection, shares=shares, small=small))
    yield Indicator("cost", euros(net), number=net, verdict=note(_aid_words(values["aid"])))
    yield Indicator("saving", euros(saved), number=saved)
    yield Indicator("smallest", euros(_paid(shares, small)), number=_paid(shares, small), verdict=_small_verdict(small, alone, gone))
    yield Indicator("leaving", euros(_saving(objection, shares)), number=_saving(objection, shares), verdict=_core_verdict(objection, count))
    yield Indicator("gone", quantity(len(gone), MEMBERS, 0), number=len(gone))
    yield Figure("Seul, ou dans l’atelier commun", _alone_reading(values, gone), lambda view: _alone(view, alone, shares))
    yield Figure("Le coût commun selon la règle", _rules_reading(splits, small), lambda view: _rules(view, splits))
    yield _sentence(values, costs[-1], net=net, objection=objection, shares=shares, needs=needs)
    yield Why(lambda: _why_steps(values, costs, net=net, shares=shares, objection=objection))
    yield Later(lambda: _shares_table(needs, alone, splits))
    yield Later(lambda: _rules_table(costs, splits, count))
    yield lambda guess: _answer(guess, costs, equal=splits["equal"], count=count)


def _headline(values, cost, objection, shares, small):
    needs = [row[0] for row in values["needs"]]
    if not sum(needs):
        return "Personne n’a besoin d’heures, rien à partager"
    if cost >= values["outside"] * sum(needs):
        return f"{'Sans l’aide, autant' if values['aid'] else 'Autant'} acheter toutes les heures ailleurs"
    if objection is None:
        return f"Personne ne gagne à partir, et le plus petit paie {euros(_paid(shares, small))}"
    leavers = sharing.members(objection.group, len(needs))
    who = capital(WHO[leavers[0]]) if len(leavers) == 1 else f"Un groupe de {number(len(leavers))}"
    gain = _saving(objection, shares)
    return f"{who} paierait {euros(gain)} de moins à part" if gain >= 1 else f"{who} paierait moins à part"


def _smallest(needs):
    """The rank of the smallest need that is not nothing; the first member when nobody needs anything."""
    small = 0
    for i, need in enumerate(needs):
        if need and (not needs[small] or need < needs[small]):
            small = i
    return small


def _paid(shares, i):
    return shares.numerators[i] / shares.denominator


def _saving(objection, shares):
    return objection.saving / shares.denominator if objection else 0


def _aid_words(aid):
    return f"aide de {euros(aid)} déduite" if aid else "sans aide publique"


def _small_verdict(small, alone, gone):
    leaves = small in gone
    compared = " : l’atelier coûte plus" if leaves else " : l’atelier ne coûte pas plus"
    return Verdict(not leaves, f"{NAMES[small]}, {euros(alone[small])} à part{compared}")


def _core_verdict(objection, count):
    if objection is None:
        return Verdict(True, "partage stable : aucun groupe ne gagne à partir")
    leavers = sharing.members(objection.group, count)
    return Verdict(False, f"partage instable : {listed([WHO[i] for i in leavers])} {'gagne' if len(leavers) == 1 else 'gagnent'} à partir")


def _rule_name(values):
    return dict(RULES)[values["rule"]]


def _sentence(values, cost, net, objection, shares, needs):
    if not sum(needs):
        return "Personne n’a besoin d’heures : il n’y a rien à partager."
    start = f"Avec la règle « {_rule_name(values)} », "
    if cost >= values["outside"] * sum(needs):
        return f"{start}l’atelier commun ne coûte pas moins que d’acheter toutes les heures ailleurs : à ces prix, rien ne retient personne."
    if objection is None:
        return f"{start}le coût de {euros(net)} est partagé sans que personne, seul ou en groupe, gagne à partir."
    leavers = sharing.members(objection.group, len(needs))
    people, gain = listed([WHO[i] for i in leavers]), euros(_saving(objection, shares))
    if len(leavers) == 1:
        return f"{start}{people} paierait {gain} de moins par mois hors de l’atelier commun, qui risque un départ."
    return f"{start}{people} paieraient à part {gain} de moins par mois, tous ensemble : l’atelier risque de les perdre."


def _why_steps(values, costs, net, shares, objection):
    needs = [row[0] for row in values["needs"]]
    count, total = len(needs), sum(needs)
    if not total:
        return ["Personne n’a besoin d’heures : l’atelier coûte 0 €, à part comme ensemble.", "Chacun paie 0 € : personne ne gagne à partir."]
    alone = [costs[1 << i] for i in range(count)]
    small = _smallest(needs)
    outside = values["outside"] * total
    if costs[-1] < outside:
        compared = f" au moins cher, contre {euros(outside)} si l’on achète tout ailleurs"
    else:
        compared = " : un atelier ne coûterait pas moins que d’acheter tout ailleurs"
    aid = f" ; l’aide en laisse {euros(net)} à payer" if values["aid"] else ""
    return [
        f"À part, chacun prendrait le moins cher : acheter ses heures à {euros(values['outside'])}, ou louer un lieu et équiper ses postes ; "
        f"en tout, {euros(sum(alone))}.",
        f"Ensemble, le besoin de {quantity(total, HOURS)} coûte {euros(costs[-1])}{compared}{aid}.",
        _why_rule(values, needs, net=net),
        f"{capital(WHO[small])}, au plus petit besoin ({quantity(needs[small], HOURS)}), paie ainsi {euros(_paid(shares, small))} ; "
        f"à part, ce serait {euros(alone[small])}.",
        _why_leaving(objection, shares, count),
    ]


def _why_rule(values, needs, net):
    users = len([need for need in needs if need])
    if values["rule"] == "equal":
        return f"À parts égales, on divise {euros(net)} par le nombre de membres qui ont un besoin, {number(users)} : {euros(net / users, None)} chacun."
    if values["rule"] == "proportional":
        return f"Au prorata, on divise {euros(net)} par {quantity(sum(needs), HOURS)} : chaque heure est payée {euros(net / sum(needs), 2)}."
    return (
        "Avec la valeur de Shapley, on imagine tous les ordres d’arrivée des membres : chacun paie la moyenne de ce que son arrivée ajoute au coût"
        f"{', l’aide étant répartie en proportion' if values['aid'] else ''}."
    )


def _why_leaving(objection, shares, count):
    tried = f"On compare ce que chacun des {number((1 << count) - 2)} groupes possibles paie ici à ce qu’il paierait seul"
    if objection is None:
        return f"{tried} : aucun ne gagne à partir."
    leavers, gain = sharing.members(objection.group, count), _saving(objection, shares)
    who = listed([WHO[i] for i in leavers])
    saved = euros(gain, 0 if gain >= 1 else 2)
    if len(leavers) == 1:
        return f"{tried} : le membre qui gagne le plus à partir est {who}, avec {saved} de moins par mois."
    return f"{tried} : les membres qui gagnent le plus à partir sont {who}, avec {saved} de moins par mois."


def _alone(view, alone, shares):
    paid = [_paid(shares, i) for i in range(len(alone))]
    series = [
        Series("seul", alone, colour="soft", texts=[typeset(f"seul : {euros(cost)}") for cost in alone]),
        Series("atelier commun", paid, colour="petrol", texts=[typeset(f"commun : {euros(cost)}") for cost in paid]),
    ]
    return bar_chart(view, [typeset(name) for name in NAMES], series=series, x_title="Euros par mois", unit="€")


def _alone_reading(values, gone):
    text = f"Pour chacun, deux barres : ce qu’il paierait seul, puis sa part de l’atelier commun ({_rule_name(values)}). "
    if not gone:
        return f"{text}Chaque part est au plus égale au coût seul."
    return f"{text}La part dépasse le coût seul pour {listed([WHO[i] for i in gone])}."


def _rules(view, splits):
    rows = [typeset(label) for _, label in RULES]
    series = []
    for i, name in enumerate(SHORT):
        paid = [_paid(splits[key], i) for key, _ in RULES]
        series.append(Series(name, paid, colour=COLOURS[i], texts=[f"{name}<br>{euros(cost)}" for cost in paid]))
    return bar_chart(view, rows, series=series, x_title="Euros par mois", unit="€", stacked=True)


def _rules_reading(splits, small):
    parts = [f"{label} {euros(_paid(splits[key], small))}" for key, label in RULES]
    return f"Une barre par règle, de même longueur, coupée dans l’ordre : {', '.join(SHORT)}. Pour le plus petit besoin ({SHORT[small]}) : {', '.join(parts)}."


def _shares_table(needs, alone, splits):
    rows = [[name, number(needs[i]), euros(alone[i])] + [euros(_paid(splits[key], i)) for key, _ in RULES] for i, name in enumerate(NAMES)]
    return Table("Les parts, par mois", ["Membre", "Heures", "Seul"] + [capital(label) for _, label in RULES], rows)


def _rules_table(costs, splits, count):
    rows = []
    for key, label in RULES:
        objection = sharing.strongest_objection(costs, splits[key], count)
        leavers = [SHORT[i] for i in sharing.members(objection.group, count)] if objection else []
        rows.append([label, "non" if leavers else "oui", listed(leavers) or "aucun", euros(_saving(objection, splits[key]))])
    return Table("Chaque règle est-elle stable ?", ["Règle", "Stable", "Groupe qui gagne le plus à partir", "Gain par mois"], rows)


def _answer(guess, costs, equal, count):
    gone = len(sharing.leavers(costs, equal, count))
    fact = f"à parts égales, le calcul donne {number(gone)}"
    if guess == gone:
        return fact, RIGHT
    if gone:
        return fact, "Une part égale ignore les besoins : elle dépasse ce que le plus petit paierait ailleurs."
    return fact, "À ces réglages, une part égale reste sous le coût de chacun."


SIMULATOR = Simulator("shared-workshop", CONTROLS, compute=compute, bet=BET, about="gone", presets=PRESETS, challenges=CHALLENGES)

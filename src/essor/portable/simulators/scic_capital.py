"""« Qui peut encore souscrire au capital d'une SCIC ? »: the public ceiling, watched at each movement of the capital."""

from essor.portable.french import euros, listed, number, percent, quantity, typeset
from essor.portable.models.scic import REDUCED, REFUSED, capital_table
from essor.portable.pictures.held import Held
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.pictures.plot import Mark
from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, DAY_OF_2014, YEARS
from essor.portable.simulators.controls import Amended, Choice, Grid, Number, Regime, Slider, Switch
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, note
from essor.portable.simulators.scic_capital_words import PUBLIC, advance_faults, advance_table, down, impossible, present, why_steps

HOLDERS = ("Collectivités et groupements", "Salariés", "Bénéficiaires", "Autres associés")
OTHERS = 3
MOVEMENTS = 5
MOST = 1000000

# What the law asks, as the texts say it.
CEILING_BEFORE, CEILING = law.PUBLIC_CEILING.at(law.BEFORE_LAW), law.PUBLIC_CEILING.at(CHECKED)
FROM_TO = f"{number(CEILING_BEFORE * 100)} à {percent(CEILING)}"
FLOOR_SHARE = law.LEAST_SHARE_OF_HIGHEST_CAPITAL.text(CHECKED)
ADVANCE_YEARS = quantity(law.longest_advance(False, CHECKED), YEARS)
RENEWED_YEARS = quantity(law.longest_advance(True, CHECKED), YEARS)
ADVANCE_CEILING = law.ADVANCE_CEILING.text(CHECKED)
LEAST_EQUITY = law.ADVANCE_LEAST_EQUITY.text(CHECKED)
TODAY = ("regime", ("today",))

START = [[20000, 10000, 30000, 40000]]
STORY = [[60000, 0, 0, 0], [0, 5000, 0, 0], [0, 0, 0, -20000], [0, 0, 15000, 0], [0, 0, 0, 0]]
STILL = [[0, 0, 0, 0]] * MOVEMENTS
# What challenges ask for, in euros.
SUBSCRIBED, WITHDRAWN, HELD = 55000, 20000, 50000

CONTROLS = (
    Regime(days=(("2013", law.BEFORE_LAW), ("2014", DAY_OF_2014), ("today", CHECKED))),
    Choice("form", options=("SARL", "SA", "SAS"), default="SARL"),
    Number("members", low=0, high=10000, step=1, default=5, unit=("associé", "associés"), integer=True),
    Grid(
        "start",
        rows=("Départ",),
        columns=[Number(f"h{i}", low=0, high=MOST, step=1000, default=0, unit="€", integer=True) for i in range(len(HOLDERS))],
        default=START,
    ),
    Grid(
        "movements",
        rows=tuple([f"Mouvement {rank + 1}" for rank in range(MOVEMENTS)]),
        columns=[Number(f"h{i}", low=-MOST, high=MOST, step=1000, default=0, unit="€", integer=True) for i in range(len(HOLDERS))],
        default=STILL,
    ),
    Slider("statutory_floor", low=0, high=500000, step=1000, default=0, unit="€", integer=True),
    Slider("advance", low=0, high=500000, step=1000, default=30000, unit="€", integer=True, only=TODAY),
    Slider("advance_years", low=1, high=8, step=1, default=3, unit=YEARS, integer=True, only=TODAY),
    Slider("revenue", low=0, high=20000000, step=100000, default=1000000, unit="€", integer=True, only=TODAY),
    Switch("outstanding", default=False, only=TODAY),
    Slider("equity", low=-500000, high=1000000, step=1000, default=100000, unit="€", integer=True, only=TODAY),
    Amended("amended_ceiling", law.PUBLIC_CEILING, low=5, high=95, step=1),
    Amended("amended_floor", law.LEAST_SHARE_OF_HIGHEST_CAPITAL, low=0, high=100, step=1),
    Amended("amended_advance", law.ADVANCE_CEILING, low=0, high=50, step=1),
)

# What changed between the days of the Regime, beside the ceiling.
LAWS = (("forms", law.FORMS), ("members", law.LEAST_MEMBERS_OF_SA), ("producers", law.PRODUCERS_MAY_REPLACE_EMPLOYEES), ("advances", law.ADVANCES_ALLOWED))

PRESETS = (
    Preset("withdrawal", {"movements": STORY}),
    Preset("before-law", {"regime": "2013"}),
    Preset("founding", {"start": [[0, 10000, 30000, 60000]], "movements": [[100000, 0, 0, 0]] + STILL[1:]}),
    Preset("floor", {"start": [[0, 20000, 30000, 50000]], "movements": [[0, 0, 0, -50000], [0, 0, -25000, 0], [0, -5000, 0, 0]] + STILL[3:]}),
    Preset("advance", {"advance": 80000, "advance_years": 5}),
)

BET = Number("guess", low=0, high=MOST, step=1000, default=30000, unit="€", decimals=2, choices=(30000, 50000, 60000, 80000))


def _crossed_by_others(values, outcome):
    """Above the ceiling at some movement, without a public subscription."""
    bought = [movement for movement in values["movements"] if movement[PUBLIC] > 0]
    return sum(values["start"][0]) > 0 and not bought and outcome.indicator("crossings").number > 0


def _left_in_order(values, outcome):
    """Nearly all that the law allows is subscribed, others leave, and the ceiling holds at each movement."""
    bought = sum([max(0, movement[PUBLIC]) for movement in values["movements"]])
    sold = sum([max(0, -movement[OTHERS]) for movement in values["movements"]])
    return values["start"] == START and bought >= SUBSCRIBED and sold >= WITHDRAWN and _always_within(outcome)


def _held_before_the_law(values, outcome):
    held = values["start"][0][PUBLIC] + sum([movement[PUBLIC] for movement in values["movements"]])
    return values["regime"] == "2013" and held >= HELD and _always_within(outcome)


def _always_within(outcome):
    return outcome.indicator("crossings").verdict.ok


CHALLENGES = (
    Challenge("sans-rien-faire", _crossed_by_others, {"movements": [[0, 0, 0, -40000], [0, 0, -25000, 0]] + STILL[2:]}),
    Challenge("depart", _left_in_order, {"movements": [[0, 0, 20000, 0], [60000, 0, 0, 0], [0, 0, 0, -20000]] + STILL[3:]}),
    Challenge("avant-la-loi", _held_before_the_law, {"regime": "2013", "movements": [[0, 0, 0, 120000], [30000, 0, 0, 0]] + STILL[2:]}),
)


def compute(values):
    date = values["date"]
    steps = capital_table(values["start"][0], values["movements"], public=PUBLIC, form=values["form"], statutory_floor=values["statutory_floor"], date=date)
    last = steps[-1]
    ceiling = law.PUBLIC_CEILING.at(date)
    crossings = [rank for rank in range(1, len(steps)) if steps[rank - 1].within and not steps[rank].within]
    free = max(0, last.capital - last.floor)
    verdict = Verdict(
        last.within, f"{'conforme au' if last.within else 'au-dessus du'} plafond de {percent(ceiling)} ({law.PUBLIC_CEILING.cited('art. 19 septies', date)})"
    )
    yield Headline(_headline(last, values["form"], date))
    yield Indicator("share", percent(last.share, 2), number=last.share * 100, verdict=verdict)
    yield Indicator("room", euros(down(last.room)), number=last.room, verdict=_room_verdict(last))
    yield Indicator("crossings", str(len(crossings)), number=len(crossings), verdict=_crossing_verdict(steps, crossings, values["movements"]))
    floor = law.LEAST_SHARE_OF_HIGHEST_CAPITAL.cited("loi de 1947, art. 13", date)
    yield Indicator("refundable", euros(down(free)), number=free, verdict=note(f"plancher de {euros(last.floor)} ({floor})"))
    yield Figure(
        "La part des collectivités, mouvement après mouvement", _share_reading(steps, ceiling), lambda view: _share_chart(view, steps, ceiling, values["guess"])
    )
    yield Figure("Capital, part des collectivités, plancher", _capital_reading(last), lambda view: _capital_chart(view, steps))
    yield _sentence(steps, crossings, ceiling=ceiling, values=values, date=date)
    yield Why(lambda: why_steps(steps, crossings, ceiling=ceiling, values=values, date=date))
    yield Later(lambda: _steps_table(steps, values["movements"]))
    yield Later(lambda: _holders_table(last, values, date))
    yield Later(lambda: advance_table(values, last, date))
    yield lambda guess: _answer(guess, steps[0], ceiling)


def _headline(last, form, date):
    if not last.capital:
        return "Sans capital, il n’y a rien à partager"
    if impossible(last, form, date):
        return "Cette société ne peut pas être une SCIC"
    if not last.within:
        return f"Plafond dépassé : il manque {euros(last.missing)} privés"
    if down(last.room):
        return f"Les collectivités peuvent encore souscrire {euros(down(last.room))}"
    return "Au plafond, les collectivités ne peuvent plus rien souscrire"


def _room_verdict(step):
    if step.within:
        return note("toutes ensemble, si personne d’autre ne bouge")
    return Verdict(False, f"il faudrait {euros(step.missing)} d’autres associés pour revenir au plafond")


def _crossing_verdict(steps, crossings, movements):
    if not crossings:
        if steps[0].within:
            return Verdict(True, "le plafond est tenu à chaque mouvement")
        return Verdict(False, "le plafond est dépassé dès le départ")
    names = []
    for rank in crossings:
        bought = movements[rank - 1][PUBLIC] > 0
        names.append("mouvement " + str(rank) + (", par une souscription publique" if bought else ", sans souscription publique"))
    return Verdict(False, " ; ".join(names))


def _sentence(steps, crossings, ceiling, values, date):
    first, last = steps[0], steps[-1]
    movements = values["movements"]
    if not last.capital:
        return "Aucun capital n’est souscrit à la fin : il n’y a pas de part à mesurer."
    reasons = impossible(last, values["form"], date)
    text = f"Cette société ne peut pas être une SCIC : {' ; '.join(reasons)}. " if reasons else ""
    text += f"Les collectivités détiennent {percent(last.share, 2)} d’un capital de {euros(last.capital)}"
    if last.within and not down(last.room):
        text += f" : le plafond de {percent(ceiling)} est atteint."
    elif last.within:
        text += f" : elles peuvent encore souscrire {euros(down(last.room))} ensemble."
    else:
        text += f", au-dessus du plafond de {percent(ceiling)} : elles ne peuvent plus rien souscrire."
    faults = advance_faults(values, last, date) if values["regime"] == "today" and values["advance"] > 0 else []
    if "equity" in faults:
        text += " Elles ne peuvent pas lui prêter : les pertes ont ramené les capitaux propres sous la moitié du capital."
    elif "member" in faults:
        text += " Elles ne peuvent pas lui prêter : une avance en compte courant est réservée aux associés, il faut d’abord souscrire."
    passive = [rank for rank in crossings if movements[rank - 1][PUBLIC] <= 0]
    if passive:
        text += f" Le plafond a été franchi au mouvement {listed([str(rank) for rank in passive])} sans qu’elles aient souscrit."
    elif not first.within:
        text += " Le plafond était dépassé dès le départ."
    return text


def _answer(guess, first, ceiling):
    fact = f"au départ, le calcul donne {euros(down(first.room))}"
    if abs(guess - first.room) < 1:
        return fact, RIGHT
    if not first.capital:
        return fact, "Sans capital, il n’y a rien à partager : un premier apport public devrait être accompagné."
    naive = ceiling * first.capital - first.holdings[PUBLIC]
    if abs(guess - naive) < 1:
        return fact, "Votre calcul garde le capital inchangé ; or chaque euro souscrit l’augmente aussi."
    return fact, f"Avec votre montant, leur part serait de {percent(_held(first, guess), 1)}, pour un plafond de {percent(ceiling)}."


def _held(first, guess):
    """What share authorities would have at the start, had they subscribed that much."""
    return (first.holdings[PUBLIC] + guess) / (first.capital + guess)


def _share_chart(view, steps, ceiling, guess):
    line = Line("", list(range(len(steps))), ys=[step.share * 100 for step in steps], colour="petrol", strong=True)
    marks = [Mark("y", ceiling * 100, f"plafond {percent(ceiling)}")]
    if guess:
        marks.append(Mark("y", _held(steps[0], guess) * 100, "avec votre pari"))
    return line_chart(
        view,
        [line],
        x_title=typeset("Mouvement (0 : départ)"),
        y_title="Part des collectivités",
        marks=marks,
        y_unit="%",
        x_step=1,
        x_range=[0, MOVEMENTS],
        stairs=True,
        held=_grips(steps),
    )


def _grips(steps):
    """Of the start, of each movement made and of the next one, what it sets: the public capital, or the public part of the movement."""
    grips = []
    made = max([rank for rank, step in enumerate(steps) if not rank or step.holdings != steps[rank - 1].holdings])
    for rank, step in enumerate(steps[: made + 2]):
        before, others = steps[rank - 1].holdings[PUBLIC] if rank else 0, step.capital - step.holdings[PUBLIC]
        if others > 0:
            name = f"movements:{rank - 1},{PUBLIC}" if rank else f"start:0,{PUBLIC}"
            scale = [(share, others * share / (100 - share) - before) for share in range(0, 90, 10)]
            grips.append((rank, step.share * 100, Held(name, step.holdings[PUBLIC] - before, step=1000, scale=scale)))
    return grips


def _share_reading(steps, ceiling):
    shares = [percent(step.share, 1) for step in steps]
    return f"Part des collectivités, du départ au dernier mouvement : {listed(shares)}. Le plafond est de {percent(ceiling)}."


def _capital_chart(view, steps):
    places = list(range(len(steps)))
    lines = [
        Line("capital", places, ys=[step.capital for step in steps], colour="ink", strong=True),
        Line("public", places, ys=[step.holdings[PUBLIC] for step in steps], colour="petrol", strong=True),
        Line("plancher", places, ys=[step.floor for step in steps], colour="ochre", strong=False),
    ]
    return line_chart(view, lines, x_title=typeset("Mouvement (0 : départ)"), y_title="Euros", y_unit="€", x_step=1, x_range=[0, MOVEMENTS], stairs=True)


def _capital_reading(last):
    return (
        f"À la fin, le capital est de {euros(last.capital)}, dont {euros(last.holdings[PUBLIC])}"
        f" aux collectivités (« public ») ; le plancher est de {euros(last.floor)}."
    )


def _steps_table(steps, movements):
    rows = [
        [
            f"Mouvement {rank}" if rank else "Départ",
            euros(step.capital),
            euros(step.holdings[PUBLIC]),
            percent(step.share, 2),
            "respecté" if step.within else "dépassé",
            euros(down(step.room)),
            euros(step.floor),
            _remark(step, movements[rank - 1]) if rank else "–",
        ]
        for rank, step in enumerate(steps)
    ]
    headers = ["Moment", "Capital", "Collectivités", "Part", "Plafond", "Encore possible pour elles", "Plancher", "Remarque"]
    return Table("Le capital, mouvement par mouvement", headers, rows)


def _remark(step, movement):
    if step.withdrawal == REFUSED:
        return "retrait refusé : plancher"
    if step.withdrawal == REDUCED:
        return "retrait ramené à ce qui était détenu"
    return "–" if any(movement) else "aucun mouvement"


def _holders_table(last, values, date):
    duties = ("jamais obligatoire", "obligatoire", "obligatoire", "troisième catégorie possible")
    rooms = [euros(down(last.room)) if rank == PUBLIC else "pas de plafond dans cette loi" for rank in range(len(HOLDERS))]
    rows = [
        [name, euros(held), percent(held / last.capital if last.capital else 0, 2), duty, room]
        for name, held, duty, room in zip(HOLDERS, last.holdings, duties, rooms)
    ]
    met = "réunies" if law.valid_categories(present(last), True, date) else "non réunies"
    rows.append(["Trois catégories dont salariés et bénéficiaires", "–", "–", met, "–"])
    form = values["form"]
    rows.append([f"Forme : {form}", "–", "–", "permise" if law.valid_form(form, date) else "pas ouverte aux SCIC", "–"])
    if law.valid_form(form, date):
        least = law.least_members(form, date)
        enough = "assez" if values["members"] >= least else "pas assez"
        needed = f"{enough} : il en faut {number(least)} ({law.LEAST_MEMBERS_OF_SA.state(date)})"
        rows.append([quantity(values["members"], ("associé", "associés")), "–", "–", needed, "–"])
    return Table("Qui est associé, et qui peut encore souscrire (art. 19 septies)", ["Associés", "Capital", "Part", "Catégorie", "Peut encore apporter"], rows)


SIMULATOR = Simulator("scic-capital", CONTROLS, compute=compute, bet=BET, about="room", presets=PRESETS, challenges=CHALLENGES, laws=LAWS)

"""« Que récupère la collectivité après dix ans ? »: a public share, from its subscription to its paying back."""

from essor.portable.french import euros, listed, number, percent, quantity, yes_or_no
from essor.portable.models.scic import public_share_over_years, revisions
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.rules import scic as law
from essor.portable.rules.dated import CHECKED, UnknownAt
from essor.portable.simulators.controls import Choice, Number, Regime, Slider
from essor.portable.simulators.declaration import RIGHT, Challenge, Figure, Headline, Indicator, Later, Preset, Simulator, Table, Verdict, Why, bet_on, note

YEARS = 10
HALF_EURO = 0.5
PREMIUM = law.TMO_PREMIUM.text(CHECKED)
LEAST_RESERVE = int(law.LEAST_STATUTORY_RESERVE.at(CHECKED) * 100)
REVISION_YEARS = law.REVISION_YEARS.text(CHECKED)
REASONS = (
    ("years", f"{REVISION_YEARS} depuis la dernière"),
    ("losing", f"{quantity(law.LOSING_YEARS.at(CHECKED), ('perte', 'pertes'))} de suite"),
    ("loss", f"perte d’au moins {law.LOSS_OVER_CAPITAL.text(CHECKED)} du plus haut capital"),
)

# The article of the law in force was not read: one hedge, wherever it is said.
GROWTH = "revalorisation probablement permise sous conditions"

REVISION = " ; ".join([words for _, words in REASONS])

CONTROLS = (
    Regime(),
    Slider("public", low=1000, high=200000, step=1000, default=50000, unit="€", integer=True),
    Slider("private", low=1000, high=200000, step=1000, default=50000, unit="€", integer=True),
    Slider("entries", low=0, high=50000, step=500, default=5000, unit="€", integer=True),
    Slider("result", low=-30000, high=60000, step=500, default=12000, unit="€", integer=True),
    Slider("growth", low=-20, high=30, step=1, default=0, unit="%", decimals=1),
    Slider("target_rate", low=0, high=8, step=0.25, default=2, unit="%", decimals=2),
    Slider("tmo", low=0, high=6, step=0.1, default=1, unit="%", decimals=2),
    Slider("inflation", low=0, high=8, step=0.25, default=2, unit="%", decimals=2),
    Slider("statutory_rate", low=LEAST_RESERVE, high=100, step=1, default=LEAST_RESERVE, unit="%", decimals=1),
    Choice("reserves_reading", options=(law.ALL_RESERVES, law.LEGAL_RESERVE_ALONE), default=law.ALL_RESERVES),
)

PRESETS = (Preset("nominal", {}), Preset("growth", {"growth": 15}), Preset("difficulty", {"result": -6500}))

BET = Number("guess", low=0, high=1000000, step=1000, default=100000, unit="€", decimals=2, choices=(50000, 80000, 95000, 140000))
PUBLIC, RESERVES, LOSS, SAVED = 50000, 190000, -6500, 38000  # euros, of challenges


def _whole(values, outcome):
    return outcome.indicator("back").number >= values["public"] - HALF_EURO


def _rich_for_nothing(values, outcome):
    return values["public"] == PUBLIC and outcome.indicator("reserves").number >= RESERVES and _whole(values, outcome)


def _eaten_by_prices(values, outcome):
    """Paid back in full, and worth less than a half."""
    return _whole(values, outcome) and 2 * outcome.indicator("real").number < values["public"]


def _diluted_losses(values, outcome):
    lost = values["result"] <= LOSS and values["growth"] >= 0 and values["public"] == PUBLIC
    return lost and outcome.indicator("back").number >= SAVED


CHALLENGES = (
    Challenge("reserves", _rich_for_nothing, {"result": 24000}),
    Challenge("sans-perte", _eaten_by_prices, {"inflation": 7.5}),
    Challenge("pertes", _diluted_losses, {"result": LOSS, "entries": 18000}),
)


def compute(values):
    years = _years(values)
    last = years[-1]
    public = values["public"]
    interests = sum([year.public_interest for year in years])
    lost = public - last.real
    first = years[0]
    date = values["date"]
    floor = law.capital_floor(last.capital, "SARL", statutory=0, date=date)
    payable = last.capital - public >= floor
    due = _revisions(years, date)
    yield Headline(_headline(last, public))
    yield Indicator("back", euros(last.back), number=last.back, verdict=_back_verdict(last, public, payable=payable, date=date))
    yield Indicator("real", euros(last.real), number=last.real, verdict=note(f"perte réelle de {euros(lost)}"))
    yield Indicator("interests", euros(interests), number=interests, verdict=_interest_verdict(values, interests))
    verdict = note("impartageables (art. 16 et 19 nonies)" + (" ; sauf, probablement, une réserve de revalorisation" if _grow(date) else ""))
    yield Indicator("reserves", euros(last.reserves), number=last.reserves, verdict=verdict)
    yield Figure(
        "Ce que vaudrait la part de la collectivité, année après année", _value_reading(years, public), lambda view: _value_chart(view, years, values["guess"])
    )
    yield Figure("Capital et capitaux propres de la SCIC", _equity_reading(last), lambda view: _equity_chart(view, years))
    yield _sentence(first, last, public=public, interests=interests, payable=payable, date=date)
    yield Why(lambda: _why_steps(values, years, interests=interests, floor=floor, date=date))
    yield Later(lambda: _years_table(years, due))
    yield Later(lambda: _exit_table(first, last, floor=floor, payable=payable, due=due, date=date))
    yield lambda guess: _answer(guess, last, public=public, date=date)


def _headline(last, public):
    if last.back < HALF_EURO:
        return "Rien à récupérer : les pertes ont tout pris"
    if last.back < public - HALF_EURO:
        return f"{euros(last.back)} récupérés sur {euros(public)}, à cause des pertes"
    if last.real < public - HALF_EURO:
        return f"{euros(last.back)} récupérés, qui ne valent plus que {euros(last.real)}"
    return f"{euros(last.back)} récupérés, la mise et rien de plus"


def _cap(values):
    """The highest rate of interest, with a constant TMO."""
    tmo = values["tmo"] / 100
    return tmo if values["regime"] == "2014" else tmo + law.TMO_PREMIUM.at(CHECKED)


def _years(values):
    results = [values["result"] * (1 + values["growth"] / 100) ** rank for rank in range(YEARS)]
    return public_share_over_years(
        values["public"],
        values["private"],
        entries=values["entries"],
        results=results,
        target_rate=values["target_rate"] / 100,
        cap=_cap(values),
        inflation=values["inflation"] / 100,
        statutory_rate=values["statutory_rate"] / 100,
        reserves_reading=values["reserves_reading"],
        date=values["date"],
    )


def _revisions(years, date):
    """The revisions due, or None when the rule of that date is not known."""
    try:
        return revisions(years, date)
    except UnknownAt:
        return None


def _grow(date):
    """Whether shares may be revalued, on conditions."""
    return law.SHARES_GROW.at(date)


def _ceiling_kept(year, date):
    return law.within_public_ceiling(year.public_share * year.capital, year.capital, date)


def _back_verdict(last, public, payable, date):
    if last.back < public - HALF_EURO:
        return Verdict(False, "les pertes se partagent (art. 18 ; lisez les statuts)")
    if not payable:
        return Verdict(False, "pas en une fois : le capital passerait sous son plancher (art. 13)")
    if _grow(date):
        return note(f"au nominal ; {GROWTH} (loi n° 2024-537)")
    return Verdict(True, "au nominal, sans revalorisation (art. 18 et 19 nonies)")


def _interest_verdict(values, interests):
    cap = _cap(values)
    text = f"plafond de {percent(cap, 2)}"
    if values["target_rate"] / 100 > cap + law.ROUNDING:
        return Verdict(False, f"{text} : le taux visé y est ramené")
    if interests < HALF_EURO and values["target_rate"]:
        return note(f"{text}, mais rien à verser")
    return note(text)


def _sentence(first, last, public, interests, payable, date):
    text = ""
    if not _ceiling_kept(first, date):
        text = f"Attention : la part de départ dépasse le plafond de {law.PUBLIC_CEILING.text(date)}, la souscription ne serait pas permise. "
    text += f"La collectivité récupère {euros(last.back)} sur {euros(public)}{'' if payable or last.back < HALF_EURO else ', en plusieurs fois'}"
    if last.real < last.back - HALF_EURO:
        text += f" ; ils ne valent plus que {euros(last.real)}, en euros de l’année de la souscription"
    text += ". "
    if interests >= HALF_EURO:
        text += f"Elle a aussi reçu {euros(interests)} d’intérêts, en euros courants. "
    if last.back < public - HALF_EURO:
        return f"{text}Les pertes sont partagées."
    return f"{text}Les bénéfices de la SCIC ne lui reviennent pas : ils restent dans la réserve impartageable et dans le service rendu."


def _why_steps(values, years, interests, floor, date):
    first, last, public = years[0], years[-1], values["public"]
    kept = _ceiling_kept(first, date)
    left = last.capital - public
    steps = [
        f"La collectivité souscrit {euros(public)} sur {euros(first.capital)}, soit {percent(first.public_share, 2)} du capital : c’est "
        f"{'dans le' if kept else 'au-dessus du'} plafond de {law.PUBLIC_CEILING.text(date)} (loi de 1947, art. 19 septies).",
        _why_reserves(last),
        _why_interest(values, interests),
        _why_back(last, public, date),
    ]
    if last.back < HALF_EURO:
        return steps
    prices = f"les prix montent de {percent(values['inflation'] / 100)} par an" if values["inflation"] else "les prix ne montent pas"
    steps.append(f"En dix ans, {prices} : cette somme vaut {euros(last.real)} en euros de l’année de la souscription.")
    payable = f"{euros(left)} de capital, pour un plancher de {euros(floor)} (loi de 1947, art. 13)"
    if left >= floor:
        return steps + [f"Si la collectivité part, elle peut être remboursée en une fois : il resterait {payable}."]
    return steps + [f"Si la collectivité part, elle ne peut pas être remboursée en une fois : il ne resterait que {payable}."]


def _why_reserves(last):
    if last.reserves < HALF_EURO:
        return "Aucun bénéfice n’a été mis en réserve en dix ans."
    return f"Les bénéfices vont d’abord aux réserves, qui ne se partagent pas (art. 16 et 19 nonies) : {euros(last.reserves)} au bout de dix ans."


def _why_interest(values, interests):
    cap, target = _cap(values), values["target_rate"] / 100
    kept = "est ramené au" if target > cap + law.ROUNDING else "ne dépasse pas le"
    text = f"Le taux visé de l’intérêt, {percent(target, 2)}, {kept} plafond, {percent(cap, 2)} (art. 14)"
    if interests < HALF_EURO:
        return f"{text} : en dix ans, la collectivité ne reçoit pas d’intérêt."
    return f"{text} : en dix ans, la collectivité reçoit {euros(interests)} d’intérêts."


def _why_back(last, public, date):
    held = f"les capitaux propres, {euros(last.equity)},"
    if last.back < HALF_EURO:
        return f"Au bout de dix ans, il ne reste rien à rembourser : {held} ne couvrent plus aucune part (art. 18)."
    if last.back < public - HALF_EURO:
        return (
            f"Au bout de dix ans, {held} sont inférieurs au capital, {euros(last.capital)} : la part est réduite dans la même proportion, "
            f"sauf règle contraire des statuts, et la collectivité en récupère {euros(last.back)} (art. 18)."
        )
    covered = f"Au bout de dix ans, {held} couvrent le capital, {euros(last.capital)} : la part est rendue à {euros(last.back)}"
    if _grow(date):
        return f"{covered} ; ce calcul ne la revalorise pas ({GROWTH} depuis 2024, art. 18, al. 2)."
    return f"{covered}, sans revalorisation (art. 18 et 19 nonies)."


def _answer(guess, last, public, date):
    fact = f"le calcul donne {euros(last.back)}"
    if abs(guess - last.back) < 1:
        return fact, RIGHT
    if guess > public:
        if not _grow(date):
            return fact, f"En 2014, une part de SCIC n’était pas revalorisée : le remboursement ne dépasse pas les {euros(public)} souscrits."
        return fact, (
            f"Ce calcul ne revalorise pas la part : le remboursement ne dépasse pas les {euros(public)}"
            " souscrits. La loi du 13 juin 2024 permet probablement une revalorisation encadrée."
        )
    if last.back < public - HALF_EURO:
        return fact, "Les pertes ont entamé le capital : la part rembourse au prorata des capitaux propres."
    return fact, "Tant que les pertes n’entament pas le capital, le nominal est rendu en entier."


def _euros_chart(view, lines, marks=()):
    return line_chart(view, lines, x_title="Années depuis la souscription", y_title="Euros", marks=marks, y_unit="€", x_step=2, x_range=[0, YEARS])


def _value_chart(view, years, guess):
    places = [year.year for year in years]
    nominal = Line("nominal", places, ys=[year.back for year in years], colour="petrol", strong=True)
    real = Line("réel", places, ys=[year.real for year in years], colour="ochre", strong=False)
    return _euros_chart(view, [nominal, real], bet_on("y", guess))


def _value_reading(years, public):
    last = years[-1]
    return (
        f"Partie de {euros(public)}, la part rendrait {euros(last.back)} au bout de dix ans en euros courants, et "
        f"{euros(last.real)} en euros de l’année de la souscription, en pointillé."
    )


def _equity_chart(view, years):
    places = [year.year for year in years]
    capital = Line("capital", places, ys=[year.capital for year in years], colour="petrol", strong=False)
    return _euros_chart(view, [capital, Line("capitaux<br>propres", places, ys=[year.equity for year in years], colour="violet", strong=True)])


def _equity_reading(last):
    gap = last.equity - last.capital
    where = "au-dessus du" if gap >= 0 else "au-dessous du"
    return (
        f"Au bout de dix ans, les capitaux propres sont de {euros(last.equity)}, {where} capital de {euros(last.capital)}"
        ". Au-dessous, chaque part perd de sa valeur ; au-dessus, ce calcul ne la revalorise pas."
    )


def _years_table(years, due):
    rows = []
    for year in years:
        revision = "règle non relevée" if due is None else "–"
        for found in due or []:
            if found.year == year.year:
                revision = f"due : {listed([words for key, words in REASONS if key in found.reasons])}"
        amounts = (year.result, year.capital, year.reserves, year.losses, year.public_interest, year.back, year.real)
        rows.append([str(year.year)] + [euros(amount) for amount in amounts] + [revision if year.year else "–"])
    headers = ["Année", "Résultat", "Capital", "Réserves", "Pertes reportées", "Intérêt à la collectivité", "Remboursement"]
    return Table("Dix ans, année par année", headers + ["En euros de l’année de la souscription", "Révision coopérative"], rows)


def _exit_table(first, last, floor, payable, due, date):
    diluted = " ; les entrées l’ont diluée" if last.public_share < first.public_share else " ; inchangée"
    nothing = last.back < HALF_EURO
    left = "le capital resterait au-dessus du plancher" if payable else "le capital passerait sous le plancher"
    rows = [
        ["Part de la collectivité au départ", percent(first.public_share, 2), _ceiling_words(first, date)],
        ["Part de la collectivité au bout de dix ans", percent(last.public_share, 2), _ceiling_words(last, date) + diluted],
        ["Plancher du capital (SARL ou SAS)", euros(floor), f"{law.LEAST_SHARE_OF_HIGHEST_CAPITAL.text(date)} du plus haut (art. 13)"],
        ["Remboursement possible d’un coup", "–" if nothing else yes_or_no(payable), "il ne reste rien à rembourser" if nothing else left],
        ["Revalorisation de la part", "probable, sous conditions" if _grow(date) else "non", _growth_words(date)],
        ["Révisions coopératives dues en chemin"] + _revisions_due(due),
    ]
    return Table("Au moment de sortir", ["Question", "Réponse", "Règle"], rows)


def _ceiling_words(year, date):
    ceiling = law.PUBLIC_CEILING.text(date)
    if _ceiling_kept(year, date):
        return f"dans le plafond de {ceiling} (art. 19 septies)"
    return f"au-dessus du plafond de {ceiling} : souscription interdite (art. 19 septies)"


def _growth_words(date):
    source = law.SHARES_GROW.state(date)
    if not _grow(date):
        return f"art. 19 nonies ({source})"
    return f"clause des statuts, réserve préalable, part de plus de cinq ans, barème des rentes viagères (loi n° 2024-537, {source})"


def _revisions_due(due):
    """How many, in which years, and the rule."""
    rule = f"tous les {REVISION_YEARS} au moins (art. 25-1 et 19 duodecies)"
    if due is None:
        return ["–", "décret n° 2002-241, règle non relevée"]
    if not due:
        return ["0", rule]
    years = listed([str(found.year) for found in due])
    return [number(len(due)) + (" : année " if len(due) == 1 else " : années ") + years, rule]


SIMULATOR = Simulator("scic-ten-years", CONTROLS, compute=compute, bet=BET, about="back", presets=PRESETS, challenges=CHALLENGES)

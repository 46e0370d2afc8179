"""A SCIC's money: the table of its capital over movements, and ten years of a public share."""

from collections import namedtuple

from essor.portable.rules import scic as law

REFUSED, REDUCED = "refused", "reduced"

Step = namedtuple(
    "Step",
    [
        "holdings",  # euros of each holder, after the movement
        "capital",
        "share",  # of local public bodies, 0 without capital
        "within",  # whether the share keeps to the ceiling
        "room",  # euros they may still add
        "missing",  # euros that others must add to come back to the ceiling
        "floor",  # euros below which nothing is paid back
        "withdrawal",  # None, REFUSED because of the floor, or REDUCED to what was held
    ],
)


def capital_table(start, movements, public: int, form: str, statutory_floor: float, date: str):
    """The capital after each movement, the start first: a list of Steps.

    `start` has the euros of each holder, `movements` what each adds or, below zero, withdraws; `public` is the rank of
    local public bodies. Nobody withdraws more than it holds; withdrawals that would take the capital below its floor are
    refused whole. Ceilings are only watched: the law makes them a state of the company, whoever moved.
    """
    holdings = list(start)
    highest = sum(holdings)
    steps = [_step(holdings, highest, withdrawal=None, public=public, form=form, statutory_floor=statutory_floor, date=date)]
    for movement in movements:
        taken = [min(held, max(0, -change)) for held, change in zip(holdings, movement)]
        reduced = any(-change > out for change, out in zip(movement, taken))
        after = [held - out + max(0, change) for held, out, change in zip(holdings, taken, movement)]
        withdrawal = REDUCED if reduced else None
        if any(taken) and sum(after) < law.capital_floor(highest, form, statutory=statutory_floor, date=date):
            after = [held + max(0, change) for held, change in zip(holdings, movement)]
            withdrawal = REFUSED
        holdings = after
        highest = max(highest, sum(holdings))
        steps.append(_step(holdings, highest, withdrawal=withdrawal, public=public, form=form, statutory_floor=statutory_floor, date=date))
    return steps


def _step(holdings, highest, withdrawal, public, form, statutory_floor, date):
    capital = sum(holdings)
    held = holdings[public]
    return Step(
        list(holdings),
        capital,
        share=held / capital if capital else 0.0,
        within=law.within_public_ceiling(held, capital, date),
        room=law.largest_public_subscription(held, capital, date),
        missing=law.private_capital_missing(held, capital, date),
        floor=law.capital_floor(highest, form, statutory=statutory_floor, date=date),
        withdrawal=withdrawal,
    )


# A year in which a cooperative revision is due, and why (rules.scic.revision_reasons).
Revision = namedtuple("Revision", ["year", "reasons"])

Year = namedtuple(
    "Year",
    [
        "year",  # 0 is the start
        "result",
        "capital",  # after the entries of the year
        "reserves",  # all that was kept; never shared
        "losses",  # not yet made up
        "equity",  # capital + reserves − losses
        "interest",  # paid on all the capital
        "public_interest",  # paid to the public partner
        "back",  # euros that the public partner would take back, nominal
        "real",  # the same in euros of year 0
        "public_share",  # of the capital
    ],
)


def public_share_over_years(
    public: float,
    private: float,
    entries: float,
    results,
    target_rate: float,
    cap: float,
    inflation: float,
    statutory_rate: float,
    reserves_reading: str,
    date: str,
):
    """Follow a public share year after year, one Year for the start and one for each of `results`: a list.

    Every year the result first makes up past losses and is then allocated (rules.scic.allocate, without public aids);
    interest is paid on the capital of the start of the year, at the lower of the target and the cap; what is left joins
    the reserves. Reserves do not absorb losses, which are carried forward: equity is the same either way. `entries` are euros of
    new private capital, at each year's end.
    """
    capital, legal, other, losses = public + private, 0.0, 0.0, 0.0
    years = [
        Year(
            0,
            0.0,
            capital=capital,
            reserves=0.0,
            losses=0.0,
            equity=capital,
            interest=0.0,
            public_interest=0.0,
            back=public,
            real=public,
            public_share=public / capital if capital else 0.0,
        )
    ]
    for rank, result in enumerate(results):
        due = law.legal_reserve_due(capital, legal, other_reserves=other, reading=reserves_reading)
        shared = law.allocate(result, losses, due=due, statutory_rate=statutory_rate, aids=0.0, paid_up=capital, rate=min(target_rate, cap), date=date)
        losses = max(0.0, -shared.base)
        legal += shared.legal
        other += shared.statutory + shared.rest
        public_interest = shared.interest * public / capital if capital else 0.0
        capital += entries
        reserves = legal + other
        equity = capital + reserves - losses
        back = law.exit_value(public, capital, equity)
        real = back / (1 + inflation) ** (rank + 1)
        share = public / capital if capital else 0.0
        years.append(
            Year(
                rank + 1,
                result,
                capital=capital,
                reserves=reserves,
                losses=losses,
                equity=equity,
                interest=shared.interest,
                public_interest=public_interest,
                back=back,
                real=real,
                public_share=share,
            )
        )
    return years


def revisions(years, date: str):
    """The Revisions due over these Years, if nobody asks for one: the first is the start, taken for the last one made.

    A revision starts every count again. UnknownAt where rules.scic does not know the rule.
    """
    due = []
    since, losing, highest = 0, 0, years[0].capital
    for year in years[1:]:
        since += 1
        losing = losing + 1 if year.result < 0 else 0
        reasons = law.revision_reasons(
            since, losing, loss=max(0.0, -year.result), highest_capital=highest, asking_members=0, asking_directors=0, asked_by_authority=False, date=date
        )
        highest = max(highest, year.capital)
        if reasons:
            due.append(Revision(year.year, reasons))
            since, losing = 0, 0
    return due

"""Tables of data/ as pandas reads them: every cell as it is written; `number` makes numbers of a column."""

import pandas as pd

from essor.places import COURSE


def read(name):
    return pd.read_csv(COURSE / "data" / f"{name}.csv", dtype=str, keep_default_na=False)


def number(column):
    return pd.to_numeric(column.replace("", None))


FIGURES, GAPS, STAFF = read("chiffres"), read("incoherences"), read("ess-effectifs")

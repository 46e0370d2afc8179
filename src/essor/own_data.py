"""The reader's own tables: a CSV as a spreadsheet, a CRESS or Insee gives it, read strictly and refused in French; what may be compared.

    df = charger("mon-fichier.csv", textes=["famille"], entiers=["postes"])
    ici = part(1_486, 9_840, annee=2021)
    quotient(ici, reference("France", annee=2021))

Semicolons, commas or tabs; UTF-8 with its mark or without, UTF-16, or Windows' Latin-1; decimal commas, spaces in thousands; lines
of title above the header. pandas is loaded when a table is.
"""

import csv
import re
import warnings
from collections import Counter
from datetime import datetime
from pathlib import Path

from essor.places import COURSE
from essor.portable.french import AmbiguousNumber, listed, number, parse_number, quoted, typeset
from essor.portable.rules.statistics import ALL_JOBS, PRIVATE_JOBS, WORK_UNITS, Share, series, share, specific_index
from essor.portable.spreadsheet import document, text
from essor.readers.strict import nearest
from essor.readers.tables import rows

SECRET = ("", "s", "nd", "n.d.", "ns", "n.s.", "c", "nc", "n.c.", "secret", "***")  # what stands for a number kept secret, or unknown
MOST_TOLD = 5
MOST_TITLES = 20  # lines above the header
TOTALS = re.compile(r"(sous-)?total|ensemble$", re.IGNORECASE)  # what a line that adds others up is called
SEPARATORS = (";", "\t", ",")
NOT_TEXT = ((b"PK", "un classeur"), (b"\xd0\xcf\x11\xe0", "un classeur"), (b"<", "une page web, quel que soit son nom"))
NO_YEAR = "De quelle année ? Deux années ne se comparent pas : donnez-la, comme annee=2021, ou demandez-la à qui a fait le fichier."
DATES = ("%d/%m/%Y", "%Y-%m-%d")
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
BASES = {"public et privé": ALL_JOBS, "privé": PRIVATE_JOBS}
FRANCE = "France"


class TableRefused(ValueError):
    """A table that would mislead. `str()` says, in French, the line, the column and the value."""

    def __init__(self, message):
        super().__init__(typeset(message))


def charger(chemin, textes=(), nombres=(), entiers=(), dates=(), negatifs=False, point=False):
    """Lit un fichier CSV et le rend en DataFrame, ou dit ce qui ne va pas : ligne, colonne, valeur.

    Nommez les colonnes qu’il vous faut, selon ce qu’elles contiennent ; les autres restent des textes. Une case vide ou secrète
    (« s », « nd ») d’une colonne de nombres devient une valeur manquante, jamais un zéro. Avec `point=True`, « 1.250 » vaut 1,25.
    """
    import pandas as pd

    textes, nombres, entiers, dates = ([names] if isinstance(names, str) else names for names in (textes, nombres, entiers, dates))
    number_kind = _pointed if point else _number
    kinds = {**dict.fromkeys(textes, _text), **dict.fromkeys(nombres, number_kind), **dict.fromkeys(entiers, _whole), **dict.fromkeys(dates, _day)}
    lines = _lines(Path(chemin), kinds)
    start = next((rank for rank, (_, cells) in enumerate(lines[:MOST_TITLES]) if set(kinds) <= set(cells)), 0)
    header, body = _without_empty_columns(lines[start][1], lines[start + 1 :])
    _check_header(header, kinds)
    if not body:
        raise TableRefused("Le tableau n’a pas de ligne sous ses titres.")
    faults: list[str] = []
    columns: dict[str, list] = {name: [] for name in header}
    for line, cells in body:
        if len(cells) != len(header):
            faults.append(f"ligne {line} : {len(cells)} cases, au lieu de {len(header)}")
            continue
        if any(TOTALS.match(cells[header.index(name)]) for name in textes):
            faults.append(f"ligne {line} : c’est un total, qui compterait tout deux fois ; retirez-la")
            continue
        for name, cell in zip(header, cells, strict=True):
            try:
                value = kinds.get(name, _text)(cell)
                if isinstance(value, (int, float)) and value < 0 and not negatifs:
                    raise ValueError("est négatif ; ajoutez negatifs=True si c’est voulu")
                columns[name].append(value)
            except ValueError as fault:
                faults.append(f"ligne {line}, colonne « {name} » : « {cell} » {fault}")
    if faults:
        more = f" Et {len(faults) - MOST_TOLD} autres." if len(faults) > MOST_TOLD else ""
        raise TableRefused(f"{Path(chemin).name} ne peut pas être lu tel quel. {' ; '.join(faults[:MOST_TOLD])}.{more}")
    return pd.DataFrame(columns)


def _lines(path, wanted):
    """(number of the line, cells) of each line that holds something."""
    if not path.is_file():
        raise FileNotFoundError(typeset(f"« {path} » est introuvable depuis {Path.cwd()}. Placez ce fichier à côté du carnet, ou donnez son chemin complet."))
    raw = path.read_bytes()
    for sign, what in NOT_TEXT:
        if raw.lstrip().startswith(sign):
            raise TableRefused(f"{path.name} est {what}. Ouvrez-le dans le tableur, enregistrez la feuille au format CSV, puis chargez ce fichier.")
    written = _decoded(raw).splitlines(keepends=True)
    told = [line for line in written if line.strip()]
    if not told:
        raise TableRefused(f"{path.name} est vide.")
    reader = csv.reader(written, delimiter=_separator(told, wanted))
    lines = [(reader.line_num, list(map(_cell, cells))) for cells in reader]
    return [(line, cells) for line, cells in lines if any(cells)]


def _cell(typed):
    """A cell without the spaces around it, nor the kinds of space that look alike."""
    return " ".join(typed.split())


def _separator(told, wanted):
    """The sign whose cells name what is wanted; failing that, the one that is there most."""
    for sign in SEPARATORS if wanted else ():
        if any(set(wanted) <= set(map(_cell, cells)) for cells in csv.reader(told[:MOST_TITLES], delimiter=sign)):
            return sign
    sign, found = Counter({sign: sum(line.count(sign) for line in told) for sign in SEPARATORS[:2]}).most_common(1)[0]
    return sign if found else SEPARATORS[2]


def _without_empty_columns(header, body):
    """Without the columns at the right that hold nothing: spreadsheets leave some."""
    width = max(rank for cells in (header, *(cells for _, cells in body)) for rank, cell in enumerate(cells, 1) if cell)
    return header[:width], [(line, cells[:width]) for line, cells in body]


def _decoded(raw):
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _check_header(header, wanted):
    for name, count in Counter(header).items():
        if count > 1:
            raise TableRefused(f"Deux colonnes s’appellent « {name} » : renommez-en une.")
    for name in wanted:
        if name not in header:
            near = nearest(name, header)
            guess = f" Est-ce « {near} » ?" if near else ""
            raise TableRefused(f"Il manque la colonne « {name} ».{guess} Le fichier a : {quoted(header)}.")


def _text(cell):
    return cell


def _number(cell):
    if cell.lower() in SECRET:
        return None
    try:
        return parse_number(cell)
    except AmbiguousNumber as doubt:
        raise ValueError(f"peut se lire {listed(doubt.readings, 'ou')} ; ajoutez point=True si le point y sépare les décimales") from None
    except ValueError:
        raise ValueError("n’est pas un nombre") from None


def _pointed(cell):
    """A number whose point separates decimals, as statisticians' files have it."""
    return float(cell) if re.fullmatch(r"-?\d+\.\d+", cell) else _number(cell)


def _whole(cell):
    if cell.lower() in SECRET:
        return None
    try:
        value = parse_number(cell, whole=True)
    except ValueError:
        value = _number(cell)  # says why
    if value != int(value):
        raise ValueError("n’est pas un nombre entier")
    return int(value)


def _day(cell):
    for form in DATES:
        try:
            return datetime.strptime(cell, form)
        except ValueError:
            pass
    raise ValueError("n’est pas une date comme 31/12/2025")


class Listing(str):
    """A text shown as it is written."""

    def __repr__(self):
        return str(self)


def exporter(df, chemin=None, remplacer=False):
    """Le DataFrame en CSV pour un tableur français. Avec un chemin, l’enregistre ; sans chemin, le montre."""
    lines = [[_exported(value) for value in row] for row in df.itertuples(index=False, name=None)]
    content = document([[list(map(text, df.columns)), *lines]])
    if chemin is None:
        return Listing(content.lstrip("\ufeff").replace("\r\n", "\n").rstrip("\n"))
    if Path(chemin).exists() and not remplacer:
        raise FileExistsError(typeset(f"« {chemin} » existe déjà : choisissez un autre nom, ou ajoutez remplacer=True."))
    Path(chemin).write_text(content, "utf-8", newline="")
    return Listing(typeset(f"Enregistré : {chemin}"))


def _exported(value):
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return text(value)
    if hasattr(value, "strftime"):
        return text(value.strftime("%d/%m/%Y"))
    return f"{value:.12g}".replace(".", ",") if hasattr(value, "__float__") else text(value)


def part(postes_ess, postes, annee=None, champ="public et privé", unite="postes"):
    """La part de l’ESS dans l’emploi d’un territoire, avec ce qui dit à quoi elle se compare : année, champ, unité."""
    if champ not in BASES:
        raise TableRefused(f"Champ inconnu : « {champ} ». Choisissez {listed([f'« {base} »' for base in BASES], 'ou')}.")
    if unite not in WORK_UNITS:
        raise TableRefused(f"Unité inconnue : « {unite} ». Choisissez {listed([f'« {unit} »' for unit in WORK_UNITS], 'ou')}.")
    year = _year(annee)
    if postes_ess != postes_ess or postes != postes:
        raise TableRefused("Une part divise deux nombres, et l’un d’eux manque.")
    try:
        return Share(share(float(postes_ess), float(postes)), BASES[champ], unite, year)
    except ValueError:
        raise TableRefused(f"Une part divise l’ESS par un total plus grand : {number(postes_ess)} et {number(postes)} n’en font pas une.") from None


def reference(territoire=FRANCE, annee=2021, champ="public et privé"):
    """La part d’un territoire dans les tables du cours (Insee, Clap ou Flores) : « France », un département ou une région."""
    annee = _year(annee)
    found = [(row, one) for row, one in _references(territoire) if (row[0], row[1]) == (annee, champ)]
    if not found:
        there = sorted({f"{year} ({base})" for (year, base), _ in _references(territoire)})
        had = f"Le cours a, pour ce territoire : {', '.join(there)}." if there else _instead(territoire)
        raise LookupError(typeset(f"Pas de part de l’ESS pour « {territoire} » en {annee}, champ « {champ} ». {had}"))
    value, sure = found[0][1]
    if not sure:
        warnings.warn(typeset(f"{territoire}, {annee} : le cours doute de ce chiffre ; vérifiez-le auprès de la CRESS."), stacklevel=2)
    return Share(value, BASES[champ], "postes", annee)


def _year(given):
    try:
        return int(given)
    except (TypeError, ValueError):
        raise TableRefused(NO_YEAR) from None


def _instead(territory):
    """What to give instead of a territory that the tables do not have."""
    known = {row.departement for row in _rows("ess-flores-departements")} | {row.territoire for row in _rows("ess-flores-regions")}
    near = nearest(str(territory).title(), known, 0.75)
    return (f"Est-ce « {near} » ? " if near else "") + "Donnez « France », ou un département ou une région d’aujourd’hui par son nom."


def _rows(name):
    """A table of the course."""
    return [row for _, row in rows(name, COURSE / "data" / f"{name}.csv")]


def _references(territory):
    """((year, field), (share, whether it is sure)) of what the course's tables say of a territory."""
    regions = _rows("ess-flores-regions")
    if territory == FRANCE:
        for year in sorted({row.annee for row in regions}):
            of_year = [row for row in regions if row.annee == year]
            yield (year, "public et privé"), (sum(row.postes_ess for row in of_year) / sum(row.postes for row in of_year), True)
        for row in _rows("ess-france"):
            if row.serie in ("Clap", "Flores"):
                yield (row.annee, row.denominateur), (row.part_ess / 100, row.statut == "vérifié")
        return
    departments = [row for row in _rows("ess-flores-departements") if territory in (row.code, row.departement)]
    for row in departments + [row for row in regions if territory == row.territoire]:
        yield (row.annee, "public et privé"), (row.postes_ess / row.postes, row.statut == "vérifié")


def quotient(ici, ailleurs):
    """Combien de fois la part d’ici vaut celle d’ailleurs. Refusé si l’année, le champ ou l’unité ne sont pas les mêmes."""
    champs = {base: name for name, base in BASES.items()}
    compared = [
        ("l’année", ici.year, ailleurs.year),
        ("le champ", champs[ici.base], champs[ailleurs.base]),
        ("l’unité", ici.unit, ailleurs.unit),
        ("la série de l’Insee", series(ici.year), series(ailleurs.year)),
    ]
    differ = [f"{what} ({one} et {other})" for what, one, other in compared if one != other]
    if differ:
        raise TableRefused(f"Ces deux parts ne se comparent pas : elles diffèrent par {listed(differ)}.")
    return specific_index(ici.value, ailleurs.value)

"""What the data notebooks ask: the reader computes, `verifier("…", value)` says whether it is right, then helps by degrees.

What is expected is computed from the supplied tables, never typed. The way to find comes last, after every hint.
"""

from collections import Counter, namedtuple
from functools import cache

from essor.own_data import FRANCE, charger, part, reference
from essor.places import COURSE
from essor.portable import markup
from essor.portable.french import parse_number, quoted, typeset
from essor.portable.models.insertion import insertion_hours
from essor.portable.models.territory import excess_jobs
from essor.portable.rules import scic
from essor.portable.rules.dated import CHECKED
from essor.portable.rules.procurement import HOURS_PER_FTE
from essor.readers.strict import nearest

# `expected()` is a number; `tolerance` is what an answer may be off by; `way` is how one finds.
Question = namedtuple("Question", ["expected", "tolerance", "hints", "way"])

YEAR = 2021  # of the first supplied tables
QUARTERS = 4
TODO = "À vous : à la place des trois points, mettez votre calcul, puis exécutez de nouveau la cellule."
EXAMPLES = {
    "ess-trois-vallees.csv": {"textes": ["commune", "famille", "secteur"], "entiers": ["établissements", "postes"], "nombres": ["ETP"]},
    "emploi-trois-vallees.csv": {"entiers": ["postes salariés"]},
    "monnaie-le-passereau.csv": {
        "entiers": ["mois"],
        "nombres": [
            *(f"{what} {kind}" for kind in ("papier", "numérique") for what in ("change", "reconversion")),
            "paiements des particuliers",
            "paiements entre professionnels",
        ],
    },
    "clauses-trois-vallees.csv": {
        "textes": ["marché", "métier"],
        "dates": ["début"],
        "entiers": ["mois"],
        "nombres": ["montant HT", "main-d’œuvre", "taux", "coût horaire"],
    },
    "scic-la-halle.csv": {"textes": ["associé", "catégorie", "collège"], "entiers": ["parts"], "nombres": ["valeur de la part"]},
}


@cache
def example(name):
    """A supplied table, as its notebook loads it."""
    return charger(COURSE / "data" / "exemples" / name, **EXAMPLES[name])


def _ess():
    return example("ess-trois-vallees.csv")


def _jobs_per_cooperative():
    found = _ess().query("famille == 'Coopératives'")
    return found["postes"].sum() / found["établissements"].sum()


def _more_jobs():
    jobs, all_jobs = _ess()["postes"].sum(), example("emploi-trois-vallees.csv")["postes salariés"].sum()
    return excess_jobs(jobs, part(jobs, all_jobs, YEAR).value, reference(FRANCE, YEAR).value)


def _sums():
    return example("monnaie-le-passereau.csv").sum()


def _circulating():
    sums = _sums()
    return sum(sums[f"change {kind}"] - sums[f"reconversion {kind}"] for kind in ("papier", "numérique"))


def _reused():
    sums = _sums()
    return 100 * sums["paiements entre professionnels"] / (sums["paiements entre professionnels"] + sums["paiements des particuliers"])


def _kept_by_shops():
    sums = _sums()
    return sums["paiements des particuliers"] - sums["reconversion numérique"]


def _contracts():
    found = example("clauses-trois-vallees.csv")
    terms = zip(found["montant HT"], found["main-d’œuvre"] / 100, found["taux"] / 100, found["coût horaire"], strict=True)
    return found.assign(heures=[insertion_hours(*each) for each in terms])


def _painting_hours():
    return _contracts().query("métier == 'Peinture'")["heures"].sum()


def _busiest_posts():
    """Full-time posts that the quarter with most hours takes, each contract spread evenly over its months."""
    loads: Counter = Counter()
    for row in _contracts().itertuples():
        for month in range(row.début.month - 1, row.début.month - 1 + row.mois):
            loads[month // 3] += row.heures / row.mois
    return max(loads.values()) * QUARTERS / HOURS_PER_FTE


def _capital(without=""):
    """(euros of local authorities, euros of all) of the SCIC, without one of its members."""
    members = example("scic-la-halle.csv")
    held = (members["parts"] * members["valeur de la part"])[members["associé"] != without]
    return held[members["catégorie"] == "Collectivités"].sum(), held.sum()


LEAVES = "Banque coopérative"


def _public_share():
    public, capital = _capital(LEAVES)
    return 100 * public / capital


def _missing():
    public, capital = _capital(LEAVES)
    return public / scic.PUBLIC_CEILING.at(CHECKED) - capital


QUESTIONS = {
    "donnees-taille": Question(
        _jobs_per_cooperative,
        0.05,
        ["La moyenne des lignes donnerait le même poids à une ligne d’un établissement et à une ligne de quatre.", "Divisez une somme par une somme."],
        'coop = df[df["famille"] == "Coopératives"] ; coop["postes"].sum() / coop["établissements"].sum()',
    ),
    "donnees-ecart": Question(
        _more_jobs,
        1,
        [
            "Combien de postes de l’ESS y aurait-il ici, avec la part de la France ?",
            "La part de la France est une fraction : france.value. Multipliez-la par tous les postes d’ici.",
        ],
        'df["postes"].sum() - france.value * postes_du_territoire',
    ),
    "monnaie-circulation": Question(
        _circulating,
        1,
        ["Ce qui circule : ce qui est entré, moins ce qui est sorti, depuis le début.", "Papier et numérique ensemble : quatre colonnes, deux à retrancher."],
        'sommes["change papier"] + sommes["change numérique"] - sommes["reconversion papier"] - sommes["reconversion numérique"]',
    ),
    "monnaie-reemploi": Question(
        _reused,
        0.1,
        [
            "Sur 100 unités que les professionnels reçoivent, combien paient un autre professionnel ?",
            "Ils reçoivent des particuliers, et les uns des autres : les deux sont au dénominateur.",
        ],
        '100 * sommes["paiements entre professionnels"] / (sommes["paiements entre professionnels"] + sommes["paiements des particuliers"])',
    ),
    "monnaie-comptoirs": Question(
        _kept_by_shops,
        1,
        [
            "Quand un professionnel en paie un autre, l’unité ne quitte pas leurs comptes.",
            "Ce qui entre chez eux vient des particuliers ; ce qui en sort redevient des euros.",
        ],
        'sommes["paiements des particuliers"] - sommes["reconversion numérique"]',
    ),
    "clauses-peinture": Question(
        _painting_hours,
        1,
        ["Deux marchés ont ce métier.", "Un filtre sur la colonne « métier », puis la somme des heures."],
        'df[df["métier"] == "Peinture"]["heures"].sum()',
    ),
    "clauses-postes": Question(
        _busiest_posts,
        0.05,
        ["Un temps plein fait le quart de ses heures de l’année en un trimestre.", "Divisez les heures du trimestre par HEURES_PAR_AN / 4."],
        'mois.groupby("trimestre")["heures"].sum().max() / (HEURES_PAR_AN / 4)',
    ),
    "capital-depart": Question(
        _public_share,
        0.05,
        ["Quand elle part, ses parts disparaissent aussi du total.", "Retirez sa ligne, puis refaites la somme des parts."],
        'reste = df[df["associé"] != "Banque coopérative"] ; 100 * reste[reste["catégorie"] == "Collectivités"]["capital"].sum() / reste["capital"].sum()',
    ),
    "capital-revenir": Question(
        _missing,
        1,
        [
            "Les collectivités gardent leurs parts : ce sont les autres qui souscrivent.",
            "Quel total faudrait-il pour que leur capital en soit juste le plafond ?",
        ],
        'reste[reste["catégorie"] == "Collectivités"]["capital"].sum() / plafond - reste["capital"].sum()',
    ),
}

_tries: Counter = Counter()


class Told:
    """What an answer is told. `right` is True, False, or None where nothing was judged."""

    def __init__(self, right, said, code=""):
        self.right, self.said, self.code = right, said, code

    def __repr__(self):
        word = {True: "Juste. ", False: "Pas encore. ", None: ""}[self.right]
        return typeset(word + self.said) + (f"\n{self.code}" if self.code else "")

    def _repr_html_(self):
        style = {True: "yes", False: "no", None: "note"}[self.right]
        code = f"<pre>{markup.escape(self.code)}</pre>" if self.code else ""
        return f'<p class="essor-feedback essor-{style}">{markup.escape(repr(self).partition(chr(10))[0])}</p>{code}'


def verifier(question, valeur):
    """Dit si votre calcul est juste. Chaque réponse fausse donne un indice de plus ; la façon de faire vient en dernier.

    L’attendu est calculé sur le fichier fourni, pas sur le vôtre.
    """
    if question not in QUESTIONS:
        near = nearest(question, QUESTIONS)
        raise LookupError(typeset(f"Pas de question « {question} »." + (f" Est-ce « {near} » ?" if near else f" Il y a : {quoted(QUESTIONS)}.")))
    if valeur is None or valeur is ...:
        return Told(None, TODO)
    asked = QUESTIONS[question]
    expected = asked.expected()
    try:
        found = parse_number(valeur) if isinstance(valeur, str) else float(valeur)
    except (TypeError, ValueError):
        return Told(None, f"« {valeur} » n’est pas un nombre, comme la question le demande.")
    if abs(found - expected) <= asked.tolerance:
        tries = _tries.pop(question, 0) + 1
        return Told(True, "" if tries == 1 else f"Trouvé au {tries}e essai.")
    if abs(100 * found - expected) <= asked.tolerance:
        return Told(False, "Votre nombre est une fraction ; la question demande un pourcentage.")
    rank = _tries[question]
    _tries[question] += 1
    if rank < len(asked.hints):
        return Told(False, f"Indice {rank + 1} sur {len(asked.hints)} : {asked.hints[rank]}")
    return Told(False, "Une façon de faire :", asked.way)

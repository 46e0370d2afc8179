"""The {qui-fait-quoi} directive: levels of government and their roles, in 2014 and today, from `data/competences.csv`.

First a grid, one row a level, each role twice: a sign and a word tell a rule from an example. Then what each level
does, with the fact of the register that supports it. Both are plain tables, which the style sheet draws.
"""

from html import escape

from docutils import nodes

from essor.book.pages import facts
from essor.book.pages.tables import TableDirective, row, table
from essor.portable.french import NBSP, NNBSP, listed, quantity, typeset
from essor.readers import who_does_what as who

CLASSES = {who.RULE: "qui-regle", who.EXAMPLE: "qui-exemple", who.NOTHING: "qui-rien"}
MEANING = (
    (who.RULE, "un texte de loi le dit ; la note dit comment nous l’avons lu"),
    (who.EXAMPLE, "une collectivité, ou l’État, l’a fait ou dit l’avoir fait"),
    (who.NOTHING, "nos sources n’en disent rien, ce qui ne veut pas dire que personne ne le fait"),
)
# How a sentence counts the boxes of each mark.
COUNTED = {who.RULE: ("a une règle", "ont une règle"), who.EXAMPLE: ("n’a qu’un exemple", "n’ont qu’un exemple"), who.NOTHING: ("est vide", "sont vides")}
# How a heading names each level.
NAMES = {level: level[0].upper() + level[1:] for level in who.LEVELS} | {"CRESS": "Chambre régionale (CRESS)"}
# Repeats the heads of the columns beside each level, on a phone only: the style sheet shows them.
YEARS = {who.THEN: "2014", who.NOW: "2026"}
TIMES = "".join(f'<span class="qui-temps" aria-hidden="true">{time}</span>' for time in who.REGIMES)
COLUMNS = (("Rôle", 18), ("En 2014", 41), ("Aujourd’hui", 41))


class WhoDoesWhatDirective(TableDirective):
    setting = "essor_competences"
    load = staticmethod(who.load)

    def render(self, entries):
        known = facts.register(self.env)
        if not all(facts.quoted(self.env, entry.key, self.get_location(), " in the table of who does what") for entry in entries):
            return []
        grid = nodes.raw("", grid_html(entries), format="html")
        return [nodes.paragraph("", told(entries)), grid, _key(), *[_details(entries, level, known) for level in who.LEVELS]]


def told(entries) -> str:
    """One sentence: how many of the boxes hold a rule, an example or nothing, then and now."""
    boxes = len(who.LEVELS) * len(who.ROLES)
    return typeset(f"Sur {boxes} cases, en 2014, {_counted(entries, who.THEN)} ; aujourd’hui, {_counted(entries, who.NOW)}.")


def _counted(entries, regime) -> str:
    """Each box once, under its firmest mark."""
    firmest = [(who.marks(who.cell(entries, level, role, regime)) or [who.NOTHING])[0] for level in who.LEVELS for role in who.ROLES]
    return listed([quantity(firmest.count(mark), words, 0) for mark, words in COUNTED.items() if mark in firmest])


def grid_html(entries) -> str:
    """The grid, whose boxes name their headers: there are two rows of them. On a phone, each level is a block."""
    roles = "".join(
        f'<th scope="colgroup" colspan="2" role="columnheader" id="qui-role-{rank}">{escape(_capital(role))}</th>' for rank, role in enumerate(who.ROLES)
    )
    times = "".join(f'<th scope="col" role="columnheader" id="qui-{time}-{rank}">{time}</th>' for rank in range(len(who.ROLES)) for time in YEARS.values())
    rows = ""
    for level in who.LEVELS:
        boxes = "".join(_box(entries, level, rank, regime) for rank in range(len(who.ROLES)) for regime in who.REGIMES)
        head = f'<th scope="row" role="rowheader" id="ligne-{anchor(level)}"><a href="#{anchor(level)}">{escape(NAMES[level])}</a>{TIMES}</th>'
        rows += f'<tr role="row">{head}{boxes}</tr>'
    return (
        '<div class="table-wrapper qui-cadre" tabindex="0" role="group" aria-label="Qui fait quoi">'
        '<table class="qui-fait-quoi" role="table"><caption>Qui fait quoi pour l’ESS, en 2014 et aujourd’hui</caption>'
        f'<thead role="rowgroup"><tr role="row"><td rowspan="2"></td>{roles}</tr><tr role="row">{times}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _box(entries, level, rank, regime) -> str:
    role = who.ROLES[rank]
    shown = who.marks(who.cell(entries, level, role, regime)) or [who.NOTHING]
    marks = " ".join(f'<span class="{CLASSES[mark]}">{escape(mark)}</span>' for mark in shown)
    kind = ' class="qui-auj"' if regime == who.NOW else f' data-role="{escape(_capital(role))}"'
    headers = f"ligne-{anchor(level)} qui-role-{rank} qui-{YEARS[regime]}-{rank}"
    return f'<td role="cell" headers="{headers}"{kind}><div class="qui-marques">{marks}</div></td>'


def anchor(level: str) -> str:
    return f"qui-{level.lower().replace('é', 'e')}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _key() -> nodes.paragraph:
    """What each mark means."""
    told = nodes.paragraph(classes=["qui-legende"])
    for rank, (mark, meaning) in enumerate(MEANING):
        told += [nodes.inline("", mark, classes=[CLASSES[mark]]), nodes.Text(f"{NBSP}: {meaning}{f'{NNBSP}; ' if rank < len(MEANING) - 1 else '.'}")]
    return told


def _details(entries, level, known) -> nodes.table:
    """What a level does, role by role; the roles for which nothing was found at any time come together, last."""
    rows, silent = [], []
    for role in who.ROLES:
        then, now = (who.cell(entries, level, role, regime) for regime in who.REGIMES)
        if not then and not now:
            silent.append(role)
            continue
        kept = {(one.what, one.key) for one in then}
        today = [_marked(one.nature, "comme en 2014.") if (one.what, one.key) in kept else _said(one, known) for one in now]
        rows.append(row(_capital(role), [_said(one, known) for one in then] or _nothing(), today or _nothing()))
    if silent:
        rows.append(row(_capital(listed(silent)), _nothing(), _nothing()))
    return table(NAMES[level], COLUMNS, rows, classes=["hier-aujourdhui", "qui-detail"], ids=[anchor(level)])


def _said(entry, known) -> nodes.paragraph:
    said = _marked(entry.nature, f"{entry.what}{NBSP}— ")
    said += [facts.FactMention("", facts.written_value(known[entry.key]), key=entry.key), nodes.Text(".")]
    return said


def _marked(mark, text) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.inline("", _capital(mark), classes=[CLASSES[mark]]), nodes.Text(f"{NBSP}: {text}"))


def _nothing() -> nodes.inline:
    return nodes.inline("", _capital(who.NOTHING), classes=[CLASSES[who.NOTHING]])


def setup(app):
    app.add_config_value("essor_competences", "data/competences.csv", "env", str)
    app.add_directive("qui-fait-quoi", WhoDoesWhatDirective)

"""The {registre} directive: every fact of the register, its source and its standing, and the pages that quote it.

The list is written once all pages are read, and again when one of them changes what it quotes. It is also published
as `_static/essor/registre.csv`, for a spreadsheet, one line for each page that quotes a fact.
"""

import hashlib
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from essor.book import tailoring
from essor.book.edition import is_trainers, once_written
from essor.book.pages.facts import QUOTED, depend_on_register, register, status_class, written_value
from essor.book.site.scripts import STATIC, copied
from essor.portable import spreadsheet
from essor.portable.french import curled, listed, quantity, typeset
from essor.readers import facts

SCRIPT = "tables.js"
DOWNLOAD = f"{STATIC}/registre.csv"
SHOWN = "essor_register"  # in a page's metadata: it shows the register

COLUMNS = ("Fait", "Valeur", "Période", "Source", "Statut", "Lu le", "Pages")
DOWNLOAD_COLUMNS = ("cle", "libelle", "valeur", "unite", "periode", "page", "adresse_page", "source", "adresse", "statut", "verifie_le", "note")
TRAINERS_FILE = "formateur.csv"  # facts that only the trainer's edition quotes
UNQUOTED = "pas encore cité"
# How a sentence counts them.
COUNTED = {
    facts.IN_FORCE: ("lu en vigueur", "lus en vigueur"),
    facts.OLD: ("lu dans une version ancienne", "lus dans une version ancienne"),
    facts.SECONDARY: ("d’une source secondaire", "d’une source secondaire"),
    facts.CHECKED: ("vérifié", "vérifiés"),
    facts.DECLARED: ("déclaré en 2014", "déclarés en 2014"),
    facts.COMPUTED: ("calculé", "calculés"),
    facts.TO_CHECK: ("à vérifier", "à vérifier"),
}


class RegisterList(nodes.General, nodes.Element):
    """Where the register goes."""


class RegisterDirective(SphinxDirective):
    has_content = False

    def run(self):
        depend_on_register(self.env)
        self.env.metadata[self.env.docname][SHOWN] = True
        return [RegisterList()]


class WriteRegister(SphinxPostTransform):
    default_priority = 20

    def run(self, **kwargs):
        for node in list(self.document.findall(RegisterList)):
            html = register_html(self.app, self.env.docname) if self.app.builder.format == "html" else ""
            node.replace_self(nodes.raw("", html, format="html"))


def reading_order(env) -> list[str]:
    """The pages in the order of the book's contents."""
    order: dict[str, None] = {}

    def walk(page):
        if page not in order:
            order[page] = None
            for child in env.toctree_includes.get(page, []):
                walk(child)

    walk(env.config.root_doc)
    return list(order)


def quotations(env) -> list[tuple[facts.Fact, list[tuple[str, str]]]]:
    """Each fact with the pages that quote it, as (page, id of the first mention), by page then by key."""
    order = reading_order(env)
    pages: dict[str, list[tuple[str, str]]] = {}
    for page in order:
        for key, ids in env.metadata.get(page, {}).get(QUOTED, {}).items():
            pages.setdefault(key, []).append((page, ids[0]))
    whole = tailoring.of(env.config) is None  # an edition shows what its pages quote
    shown = {key: fact for key, fact in register(env).items() if key in pages or (whole and (fact.file != TRAINERS_FILE or is_trainers(env.config)))}
    entries = [(fact, pages.get(key, [])) for key, fact in shown.items()]
    return sorted(entries, key=lambda entry: (order.index(entry[1][0][0]) if entry[1] else len(order), entry[0].key))


def register_html(app, page: str) -> str:
    entries = quotations(app.env)
    rows = "".join(_row(app, page, fact, quoting) for fact, quoting in entries)
    head = "".join(f"<th>{escape(name)}</th>" for name in COLUMNS)
    root = "../" * page.count("/")
    return (
        f"<p>{_text(told(entries))}</p>"
        f'<p><a href="{root}{DOWNLOAD}" download>Télécharger le registre (CSV)</a></p>'
        f'<table data-part="register" class="registre"><caption data-part="caption">Les faits, dans l’ordre des pages</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def told(entries) -> str:
    """One sentence: how many facts, of which standing, and how many no page quotes yet."""
    counts = {status: sum(fact.status == status for fact, _ in entries) for status in facts.STATUSES}
    parts = [quantity(count, COUNTED[status], 0) for status, count in counts.items() if count]
    unquoted = sum(not quoting for _, quoting in entries)
    silent = f" ; aucune page n’en cite encore {unquoted}" if unquoted else ""
    return f"Le registre contient {quantity(len(entries), ('fait', 'faits'), 0)} : {listed(parts)}{silent}."


def _title(env, page: str) -> str:
    return "Accueil" if page == env.config.root_doc else env.titles[page].astext()


def _text(text: str) -> str:
    return escape(typeset(curled(text)))


def _row(app, page, fact, quoting) -> str:
    note = f' <span class="registre-note">{_text(fact.note)}</span>' if fact.note else ""
    source = f'<a href="{escape(fact.address)}">{_text(fact.source)}</a>' if fact.address else _text(fact.source)
    checked = f'<time datetime="{fact.checked_on}">{fact.checked_on:%d/%m/%Y}</time>' if fact.checked_on else "–"
    links = [f'<li><a href="{app.builder.get_relative_uri(page, other)}#{mention}">{_text(_title(app.env, other))}</a></li>' for other, mention in quoting]
    pages = f"<ul>{' '.join(links)}</ul>" if links else UNQUOTED
    return (
        f'<tr data-standing="{escape(fact.status)}"><th id="registre-{fact.key}">{_text(fact.label)}{note}</th>'
        f"<td{_sorted_by(fact.value)}>{escape(written_value(fact))}</td>"
        f"<td>{_text(fact.period) or '–'}</td>"
        f"<td>{source}</td>"
        f'<td><span class="{status_class(fact)}">{escape(fact.status)}</span></td>'
        f"<td{_sorted_by(str(fact.checked_on or ''))}>{checked}</td>"
        f"<td>{pages}</td></tr>"
    )


def _sorted_by(value: str) -> str:
    return f' data-sort="{escape(value)}"'


def rewrite_when_quotations_change(app, env):
    """The pages that show the register, when what they show changed since the last build."""
    shown = [page for page, metadata in env.metadata.items() if metadata.get(SHOWN)]
    if not shown:
        return []
    titles = [_title(env, page) for page in reading_order(env)]
    now = hashlib.sha256(repr((quotations(env), titles)).encode()).hexdigest()
    if getattr(env, "essor_quotations", None) == now:
        return []
    env.essor_quotations = now
    return shown


def write_download(app):
    """Write the list of claims: a line for each page that quotes a fact, or one for a fact not quoted yet."""
    if not any(data.get(SHOWN) for data in app.env.metadata.values()):
        return
    lines = [[spreadsheet.text(name) for name in DOWNLOAD_COLUMNS]]
    for fact, quoting in quotations(app.env):
        for page, mention in quoting or [("", "")]:
            title = _title(app.env, page) if page else ""
            address = f"{app.builder.get_target_uri(page)}#{mention}" if page else ""
            said = (fact.period, title, address, fact.source, fact.address, fact.status, fact.checked_on or "", fact.note)
            lines.append([spreadsheet.text(fact.key), spreadsheet.text(fact.label), *spreadsheet.quantity(written_value(fact)), *map(spreadsheet.text, said)])
    Path(app.outdir, DOWNLOAD).write_bytes(spreadsheet.document([lines]).encode())


def add_script(app, pagename, templatename, context, doctree):
    if app.env.metadata.get(pagename, {}).get(SHOWN):
        app.add_js_file(f"essor/{SCRIPT}", loading_method="defer")


def setup(app):
    app.add_node(RegisterList)
    app.add_directive("registre", RegisterDirective)
    app.add_post_transform(WriteRegister)
    app.connect("builder-inited", copied(SCRIPT))
    app.connect("env-get-updated", rewrite_when_quotations_change)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", once_written(write_download))

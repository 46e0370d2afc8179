"""The {fait} role: a fact of the register in the text, and its source in a list that ends the page.

Which facts a page quotes, and where, is left in the page's metadata for the page that lists them all (register.py).
"""

import re
from html import escape

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from essor.book.edition import is_off_page
from essor.book.pages.tables import loaded, path_of
from essor.book.rendering import framed
from essor.portable.french import NBSP, NNBSP, date_in_words, quantity, typeset
from essor.readers import facts

logger = logging.getLogger(__name__)

SECTION_ID = "chiffres-et-sources"
SECTION_TITLE = "Chiffres et sources de cette page"
QUOTED = "essor_facts"  # in a page's metadata: {key of a fact: ids of its mentions}

_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")
_YEAR = re.compile(r"(18|19|20)\d\d")


def written_value(fact: facts.Fact) -> str:
    """The value as a French reader expects it, with its unit: « 161 000 », « 0,2 % », « 17 mai 2013 ».

    Decimals are those of the register. A number without unit that looks like a year stays in one piece.
    """
    number = _NUMBER.fullmatch(fact.value)
    if number and not (_YEAR.fullmatch(fact.value) and not fact.unit):
        return quantity(float(fact.value), fact.unit, len(number[1] or ""))
    return typeset(fact.value) + (NBSP + fact.unit if fact.unit else "")


def written_status(fact: facts.Fact) -> str:
    """The status and the day: that of the state of the law that was read, or when the source was looked at."""
    if not fact.checked_on:
        return fact.status
    seen = "état au" if fact.status == facts.IN_FORCE else "source consultée le"
    return f"{fact.status} ({seen} {date_in_words(str(fact.checked_on))})"


def status_class(fact: facts.Fact) -> str:
    return "statut-" + {facts.TO_CHECK: "a-verifier", facts.DECLARED: "declare"}.get(fact.status, "sur")


class FactMention(nodes.Inline, nodes.TextElement):
    """A fact in the text. `key` says which; `number` and `ids` come once the whole page is read."""


class FactBacklinks(nodes.Inline, nodes.TextElement):
    """Links from an entry of the list back to its mentions, whose ids are in `mentions`."""


_HELD = re.compile(r"(.*\S)\s*<(.+)>", re.DOTALL)


class FactSources(nodes.General, nodes.Element):
    """The list of a page's sources, folded: a call opens it (theme.js). `count` is how many."""


class FactRole(SphinxRole):
    """A fact by its key, or « text <key> »: a text that is not the value is a warning, which fails the build."""

    def run(self):
        held = _HELD.fullmatch(self.text.strip())
        said, key = held.groups() if held else ("", self.text.strip())
        fact = quoted(self.env, key, self.get_location())
        if fact is None:
            return [nodes.literal(key, key)], []
        if said and same(said) != same(written_value(fact)):
            told = (said, key, written_value(fact))
            logger.warning("%r is said of the fact %r, which is %r", *told, location=self.get_location(), type="essor", subtype="fait")
        return [FactMention("", written_value(fact), key=key)], []


def same(text: str) -> str:
    """A text whatever its spaces and its apostrophes."""
    return "".join(typeset(text).split()).replace("'", "’")


class FactList(SphinxTransform):
    """Number the facts of a page in order of appearance and list them, each once, in a last section."""

    default_priority = 700

    def apply(self, **kwargs):
        mentions: dict[str, list[FactMention]] = {}
        for node in self.document.findall(lambda node: isinstance(node, FactMention) and not is_off_page(node)):
            mentions.setdefault(node["key"], []).append(node)
        if not mentions:
            return
        known = register(self.env)
        entries = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["faits"])
        for number, (key, places) in enumerate(mentions.items(), 1):
            for rank, node in enumerate(places, 1):
                node["ids"].append(f"fait-{key}-{rank}")
                node.attributes.update(number=number, label=known[key].label, status=known[key].status)
            entries += _entry(known[key], [node["ids"][0] for node in places])
        self.env.metadata[self.env.docname][QUOTED] = {key: [node["ids"][0] for node in places] for key, places in mentions.items()}
        section = nodes.section(ids=[SECTION_ID], names=[SECTION_ID], classes=["chiffres-et-sources"])
        section += [nodes.title("", SECTION_TITLE), FactSources("", entries, count=len(mentions))]
        tops = [node for node in self.document.children if isinstance(node, nodes.section)]
        (tops[-1] if tops else self.document).append(section)


def _entry(fact: facts.Fact, mentions: list[str]) -> nodes.list_item:
    told = nodes.paragraph()
    told += [nodes.Text(f"{fact.label}{NBSP}: "), nodes.strong("", written_value(fact))]
    if fact.period:
        told += nodes.Text(f" ({fact.period})")
    told += nodes.Text(f". Source{NBSP}: ")
    told += nodes.reference("", fact.source, refuri=fact.address) if fact.address else nodes.Text(fact.source)
    told += nodes.Text(". ")
    status = written_status(fact)
    told += nodes.inline("", status[0].upper() + status[1 : len(fact.status)], classes=["statut", status_class(fact)])
    told += nodes.Text(f"{status[len(fact.status) :]}. ")
    if fact.note:
        told += nodes.Text(f"{fact.note.rstrip('.')}. ")
    told += FactBacklinks("", mentions=mentions, label=fact.label)
    return nodes.list_item("", told, ids=[f"source-{fact.key}"])


def quoted(env, key: str, location, within: str = "") -> facts.Fact | None:
    """The fact that a page quotes; if there is none, a warning, which fails the build, saying `within` what."""
    fact = register(env).get(key)
    if fact is None:
        depend_on_register(env)
        logger.warning("unknown fact %r%s", key, within, location=location, type="essor", subtype="fait")
    else:
        # The page is read again when the file of one of its facts changes, not when another part's file does.
        env.note_dependency(str(path_of(env, "essor_facts") / fact.file))
    return fact


def depend_on_register(env) -> None:
    """The page is read again when any file of the register changes."""
    for path in facts.files(path_of(env, "essor_facts")):
        env.note_dependency(str(path))


def register(env) -> dict[str, facts.Fact]:
    """The register, read again only when one of its files changed."""
    return loaded(env, "essor_facts", facts.load)


def visit_mention(self, node):
    self.body.append(f'<span class="fait" id="{node["ids"][0]}">')


def depart_mention(self, node):
    """The state is on demand, in the title of the call; a question mark says the doubt that would change a decision.

    The space is the call's: without it the note's number would end the name of a cell, or what is copied.
    """
    doubt = '<span class="fait-doute" aria-hidden="true">?</span>' if node["status"] == facts.TO_CHECK else ""
    self.body.append(
        f'<sup class="fait-note">{NNBSP}<a href="#source-{node["key"]}" role="doc-noteref" title="{node["status"]}"'
        f' aria-label="Note{NBSP}{node["number"]}">{node["number"]}{doubt}</a></sup></span>'
    )


def visit_backlinks(self, node):
    links = []
    for rank, mention in enumerate(node["mentions"], 1):
        shown, which = ("↑", "") if len(node["mentions"]) == 1 else (f"↑{rank}", f", mention {rank}")
        links.append(
            f'<a class="fait-retour" href="#{mention}" role="doc-backlink"'
            f' aria-label="{shown} Retour au texte{which}{NBSP}: {escape(typeset(node["label"]))}">{shown}</a>'
        )
    self.body.append(" ".join(links))
    raise nodes.SkipNode


def sources_opening(node) -> str:
    return f'<details class="essor-sources" data-part="sources" data-whole><summary>{quantity(node["count"], ("source", "sources"))}</summary>\n'


def written_out(part, env) -> list[str]:
    """Replace the facts of a part by their values, for where no note can stand; the keys of those used, in order."""
    keys = []
    for mention in list(part.findall(FactMention)):
        keys.append(mention["key"])
        mention.parent.replace(mention, nodes.Text(mention.astext() + (" (à vérifier)" if register(env)[mention["key"]].status == facts.TO_CHECK else "")))
    return list(dict.fromkeys(keys))


def setup(app):
    app.add_config_value("essor_facts", "data/faits", "env", str)
    app.add_node(FactMention, html=(visit_mention, depart_mention))
    app.add_node(FactBacklinks, html=(visit_backlinks, None))
    app.add_node(FactSources, html=framed(sources_opening, "</details>\n"))
    app.add_role("fait", FactRole())
    app.add_transform(FactList)

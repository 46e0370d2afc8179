"""The search's index: the words of each page, cut as search.js cuts what a reader types.

A number of law, an article and an amount are one word each: « 2014-856 », « L. 2112-2 », « 7 000 ».
"""

import json
import re
import unicodedata
from html import unescape
from typing import ClassVar

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search.fr import SearchFrench

from essor.readers.glossary import folded

# What is one word: the groups of what is found, put together. Read by JavaScript too, where LETTER is written otherwise.
_ARTICLE = r"(?:art(?:icles?)?\.?[ \n])?"
_END = r"(?!LETTER)"
PATTERN = "|".join(
    (
        _ARTICLE + r"(lo|[lrd])\.?[ \n]?([0-9]+(?:-[0-9]+)+)" + _END,  # « art. L. 2112-2 »: l2112-2
        _ARTICLE + r"([0-9]+(?:-[0-9]+)*)[ \n](bis|ter|quater|quinquies|sexies|septies|octies|nonies|[a-z]{0,8}decies)" + _END,
        _ARTICLE + r"([0-9]+(?:[-/][0-9]+)+)" + _END,  # « n° 2014-856 », « 2023/2831 »
        r"([0-9]{1,3}(?:[ .][0-9]{3})+(?:,[0-9]+)?)" + _END,  # « 7 000 »: 7000
        r"([0-9]+,[0-9]+)" + _END,
        r"(art)(?:icles?)?\.?[ \n]([0-9]+)" + _END,  # « article 33 »: art33
        r"n(?:°|º|os?)?\.?[ \n]?(?=[0-9])",  # « n° » says nothing of the number
        r"(LETTER+)",
    )
)
_WORD = re.compile(PATTERN.replace("LETTER", r"\w"), re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SPACES_AND_HYPHENS = str.maketrans("\t\u00a0\u2009\u202f\u2010\u2011", "    --")

# Every tag; and with what it holds, one that is no text of the page. Parsing each page would take as long as building it.
_TAGS = re.compile(r'<(script|style)\b.*?</\1>|<a\b[^>]* role="doc-noteref".*?</a>|<[^>]*>', re.DOTALL)


def words(text: str) -> list[str]:
    """Every word of `text`, without accents. The years in a number of law are words too; two years are no number of law."""
    found = []
    for match in _WORD.finditer(unicodedata.normalize("NFC", text).translate(_SPACES_AND_HYPHENS)):
        whole = re.sub("[ .]", "", folded("".join(group for group in match.groups() if group)))
        parts = re.split("[-/]", whole)
        years = [part for part in parts if _YEAR.fullmatch(part)]
        if whole:
            found += years if len(years) == len(parts) else [whole, *years]
    return found


class SearchFrenchFolded(SearchFrench):
    """French search that ignores accents and keeps numbers whole."""

    _stems: ClassVar[dict[str, str]] = {}
    js_splitter_code = f"const ESSOR_WORD = {json.dumps(PATTERN)};"

    def __init__(self, options: dict):
        super().__init__(options)
        self.stopwords = {folded(word) for word in SearchFrench.stopwords}

    def split(self, input: str) -> list[str]:
        return [word for word in words(input) if word not in self.stopwords and (len(word) > 1 or word.isdigit())]

    def stem(self, word: str) -> str:
        if word not in self._stems:  # the same words come again from page to page
            self._stems[word] = folded(word) if re.search("[0-9]", word) else super().stem(folded(word))
        return self._stems[word]

    def word_filter(self, word: str) -> bool:
        return True  # once reduced, a word may look like one that `split` dropped


class SearchableBuilder(StandaloneHTMLBuilder):
    """Sphinx's own, which gives the index the words of HTML typed as such one by one.

    Sphinx takes tags away and keeps nothing between what they separated: a number and its note call, two cells of a table.
    """

    def index_page(self, pagename, doctree, title):
        readable = doctree.deepcopy()
        for node in list(readable.findall(nodes.raw)):
            if "html" in node.get("format", "").split():
                node.replace_self(nodes.inline("", _text(node.astext())))
        super().index_page(pagename, readable, title)


def _text(html: str) -> str:
    return unescape(_TAGS.sub("\n", html))


def setup(app):
    app.add_builder(SearchableBuilder, override=True)
    app.add_search_language(SearchFrenchFolded)

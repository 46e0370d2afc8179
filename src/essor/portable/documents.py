"""A document that a reader fills: a deliberation, a letter, a check list. Part of the portable subset.

A document is a dict, as `essor.given.documents` reads it from its text file. It becomes lines, and the same lines make what the page
shows, the plain text and the files of an ODT.
"""

from essor.portable.french import curled, quantity, typeset
from essor.portable.markup import escape
from essor.portable.models.insertion import full_time_years, insertion_hours
from essor.portable.rules import grants, local_currency
from essor.portable.rules.dated import CHECKED
from essor.portable.simulators.controls import InputError, Number

DOTS = "……………"
MIMETYPE = "application/vnd.oasis.opendocument.text"

# What a line is, by the signs that it begins with in the text file. Another line is a paragraph.
TITLE, HEADING, ITEM, BOX, TEXT = "title", "heading", "item", "box", "text"
_SIGNS = (("# ", HEADING), ("- ", ITEM), ("[] ", BOX))
_NOT_XML = ("\ufffe", "\uffff")


def answer(request):
    """The document with what is typed: its page, its text, the files of its ODT, and by field the sentence that refuses a value."""
    document = request["document"]
    made, refused = lines(document, request.get("values") or {})
    return {"ok": True, "page": page(made), "text": text(made), "files": odt(document["titre"], made), "refused": refused}


def lines(document, typed):
    """(kind, text) of each line, and what is refused: {field: sentence}. LookupError if a text names what nothing gives."""
    known, shown, refused = {}, {}, {}
    for field in document["champ"]:
        name, raw = field["nom"], _clean(typed.get(field["nom"]))
        shown[name] = DOTS if "choix" in field else f"{DOTS} ({field['libelle']})"
        if not raw:
            continue
        try:
            known[name], shown[name] = _read(field, raw)
        except InputError as refusal:
            refused[name] = str(refusal)
    for name, (label, compute) in COMPUTED.items():
        computed = compute(known)
        shown[name] = f"{DOTS} ({label})" if computed is None else computed
    if "regle" in document:
        shown["lecture"] = document["lectures"][READINGS[document["regle"]](known)]
    made = [(TITLE, document["titre"])] + [_line(line, shown) for line in document["texte"].split("\n") if line.strip()]
    made += [(HEADING, "Relire avant d’utiliser (à retirer ensuite)")] + [(ITEM, line) for line in document["relire"]]
    made += [(HEADING, "Base juridique")] + [(ITEM, _basis(entry)) for entry in document["base"]]
    return [(kind, typeset(curled(words))) for kind, words in made], refused


def control(field):
    """What reads a field that holds a number; None for another."""
    if "haut" not in field:
        return None
    unit, decimals, low = field.get("unite", ""), field.get("decimales", 0), field["bas"]
    return Number(field["nom"], low, field["haut"], 1, low, unit=unit, label=field["libelle"], decimals=decimals, integer=not decimals)


def _read(field, raw):
    """The value of a field, and the value as it is shown."""
    number = control(field)
    if number:
        value = number.parse(raw)
        return value, number.text(value)
    for key, label in field.get("choix", ()):
        if key == raw:
            return key, label
    if "choix" in field:
        raise InputError(field["nom"], f"{field['libelle']} : choisissez une réponse de la liste.")
    return raw, raw


def _clean(raw):
    """What is typed, without the signs that no XML file may hold."""
    kept = [c if c >= " " else " " for c in str(raw or "") if not "\ud800" <= c <= "\udfff" and c not in _NOT_XML]
    return "".join(kept).strip()


def _line(line, shown):
    for sign, kind in _SIGNS:
        if line.startswith(sign):
            return kind, _filled(line[len(sign) :], shown)
    return TEXT, _filled(line, shown)


def _filled(words, shown):
    """`words`, with what is shown of each name between braces."""
    first, *rest = words.split("{")
    for piece in rest:
        name, _, after = piece.partition("}")
        first += shown[name] + after
    return first


def _basis(entry):
    state = f"{entry['etat']}, {entry['precision']}" if "precision" in entry else entry["etat"]
    return f"{entry['texte']} : {entry['dit']} ({state})"


# --- What is computed of what is typed --------------------------------------------------------------------------------------


def _insertion(known):
    wanted = ("montant", "main_oeuvre", "taux", "cout")
    if not all(name in known for name in wanted):
        return None
    amount, labour, rate, cost = [known[name] for name in wanted]
    return insertion_hours(amount, labour / 100, rate=rate / 100, hourly_cost=cost)


def _hours(known):
    hours = _insertion(known)
    return None if hours is None else quantity(hours, ("heure", "heures"), 0)


def _full_time(known):
    hours = _insertion(known)
    return None if hours is None else quantity(full_time_years(hours), ("temps plein", "temps pleins"), 2)


# By name in a text: what stands in its place until it is known, and how it is computed.
COMPUTED = {"heures": ("heures d’insertion calculées", _hours), "temps_pleins": ("en temps pleins sur un an", _full_time)}


def _grant(known):
    """What the three questions of the law's definition say, as a key of the document's « lectures »."""
    if not all(name in known for name in ("initiative", "interet", "contrepartie")):
        return "incomplet"
    initiative, interest, individual = [known[name] == "oui" for name in ("initiative", "interet", "contrepartie")]
    if grants.is_grant(initiative, interest, individual_return=individual, date=CHECKED):
        return "subvention"
    if not interest:
        return "interet"
    return "contrepartie" if individual else "initiative"


def _payment(known):
    """How an expense may end in local currency, as a key of the document's « lectures »."""
    if known.get("direct") == "oui" and not local_currency.may_pay_directly(CHECKED):
        return "direct"
    if not all(name in known for name in ("direct", "accord", "legale")):
        return "incomplet"
    agrees, statutory = known["accord"] == "oui", known["legale"] == "oui"
    if local_currency.may_pay_by_mandate(agrees, statutory, CHECKED):
        return "mandat"
    return "accord" if not agrees else "legale"


READINGS = {"subvention": _grant, "paiement": _payment}


# --- The same lines, in three forms -----------------------------------------------------------------------------------------


def text(made):
    """The lines as plain text."""
    before = {TITLE: "", HEADING: "\n", ITEM: "- ", BOX: "[ ] ", TEXT: ""}
    after = {TITLE: f"\n{'=' * len(made[0][1])}\n", HEADING: "\n", ITEM: "", BOX: "", TEXT: ""}
    return "\n".join([before[kind] + words + after[kind] for kind, words in made]) + "\n"


_TAGS = {TITLE: "h3", HEADING: "h4", ITEM: "li", BOX: "li", TEXT: "p"}


def page(made):
    """The lines as HTML; items that follow each other are a list."""
    return _grouped(
        made, lambda kind, words: f"<{_TAGS[kind]}>{escape(words)}</{_TAGS[kind]}>", {ITEM: ("<ul>", "</ul>"), BOX: ('<ul class="essor-boxes">', "</ul>")}
    )


def _grouped(made, form, lists):
    """Each line in its form, the runs of a kind that makes lists between what opens and what closes one."""
    written, current = "", None
    for kind, words in made + [(None, "")]:
        if kind != current:
            written += (lists[current][1] if current in lists else "") + (lists[kind][0] if kind in lists else "")
        current = kind
        if kind:
            written += form(kind, words)
    return written


_NAMESPACES = " ".join(
    [f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"' for name, urn in (("office", "office"), ("text", "text"), ("style", "style"))]
    + ['xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"', 'office:version="1.3"']
)
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'

# Of each kind: its style's name in the file, its space above, and what else its paragraphs and letters have.
_STYLES = (
    (TITLE, "Title", "0cm", 'fo:margin-bottom="0.5cm"', 'fo:font-size="16pt" fo:font-weight="bold"'),
    (HEADING, "Heading_20_1", "0.4cm", 'fo:keep-with-next="always"', 'fo:font-size="12pt" fo:font-weight="bold"'),
    (ITEM, "List_20_Bullet", "0.1cm", "", ""),
    (BOX, "Case", "0.1cm", 'fo:margin-left="0.6cm" fo:text-indent="-0.6cm"', ""),
    (TEXT, "Text_20_body", "0.2cm", "", ""),
)
_NAMES = {kind: name for kind, name, *_ in _STYLES}


def odt(title, made):
    """The files of an ODT, (name, content), in the order of the archive."""
    return [
        ("mimetype", MIMETYPE),
        ("META-INF/manifest.xml", _manifest()),
        ("content.xml", _root("content", f"<office:body><office:text>{_grouped(made, _paragraph, _ODT_LISTS)}</office:text></office:body>")),
        ("styles.xml", _root("styles", _styles())),
        ("meta.xml", _root("meta", f"<office:meta><dc:title>{escape(title)}</dc:title><dc:language>fr-FR</dc:language></office:meta>")),
    ]


def _manifest():
    entries = [f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>']
    entries += [f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>' for name in ("content", "styles", "meta")]
    opening = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    return f"{_OPENING}{opening}{''.join(entries)}</manifest:manifest>"


def _root(name, content):
    return f"{_OPENING}<office:document-{name} {_NAMESPACES}>{content}</office:document-{name}>"


_ODT_LISTS = {ITEM: ('<text:list text:style-name="Puces">', "</text:list>")}


def _paragraph(kind, words):
    name = _NAMES[kind]
    said = escape(words)
    if kind == ITEM:
        return f'<text:list-item><text:p text:style-name="{name}">{said}</text:p></text:list-item>'
    if kind in (TITLE, HEADING):
        level = 1 if kind == TITLE else 2
        return f'<text:h text:style-name="{name}" text:outline-level="{level}">{said}</text:h>'
    return f'<text:p text:style-name="{name}">{"☐ " if kind == BOX else ""}{said}</text:p>'


def _styles():
    letters = 'fo:font-family="Arial" fo:font-size="11pt" fo:language="fr" fo:country="FR"'
    styles = [f'<style:default-style style:family="paragraph"><style:text-properties {letters}/></style:default-style>']
    for _, name, above, more, bold in _STYLES:
        properties = f'<style:paragraph-properties fo:margin-top="{above}" {more}/><style:text-properties {bold}/>'
        styles.append(f'<style:style style:name="{name}" style:family="paragraph">{properties}</style:style>')
    place = '<style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/>'
    place = f'<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">{place}</style:list-level-properties>'
    bullet = f'<text:list-level-style-bullet text:level="1" text:bullet-char="•">{place}</text:list-level-style-bullet>'
    bullets = f'<text:list-style style:name="Puces">{bullet}</text:list-style>'
    sheet = '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/>'
    sheet = f'<office:automatic-styles><style:page-layout style:name="A4">{sheet}</style:page-layout></office:automatic-styles>'
    master = '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>'
    return f"<office:styles>{''.join(styles)}{bullets}</office:styles>{sheet}{master}"

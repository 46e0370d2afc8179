"""The logo of a public body: what is wrong with the file, in words for who made it; nothing if it may be shown."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

HEAVIEST = 100_000  # bytes: every page shows it
SMALLEST = 64  # px, the least side of a PNG
KINDS = (".svg", ".png")
_PNG = b"\x89PNG\r\n\x1a\n"
# What an SVG would run, or fetch from elsewhere.
_RUN = {"script", "foreignObject", "iframe", "handler"}
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)


def fault_of(path: Path) -> str:
    """Why this file cannot be the logo; "" if it can."""
    if path.suffix.lower() not in KINDS:
        return f"un logo est un fichier {' ou '.join(KINDS)}"
    if not path.is_file():
        return f"aucun fichier de ce nom dans {path.parent.name}/"
    content = path.read_bytes()
    if len(content) > HEAVIEST:
        return f"le fichier pèse {len(content) // 1000} ko, {HEAVIEST // 1000} au plus : chaque page le charge"
    return _fault_of_png(content) if path.suffix.lower() == ".png" else _fault_of_svg(content)


def _fault_of_png(content):
    if not content.startswith(_PNG) or len(content) < 24:
        return "ce n’est pas une image PNG"
    wide, high = struct.unpack(">II", content[16:24])
    return f"l’image fait {wide} × {high} px ; chaque côté, {SMALLEST} au moins" if min(wide, high) < SMALLEST else ""


def _fault_of_svg(content):
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return "le SVG déclare un type ou des entités (<!DOCTYPE>, <!ENTITY>) : retirez-les"
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        return f"le SVG ne se lit pas : {error}"
    if _bare(root.tag) != "svg":
        return f"ce n’est pas un SVG : l’élément qui contient tout est <{_bare(root.tag)}>"
    if "viewBox" not in root.attrib:
        return "le SVG n’a pas de viewBox : sans lui, il ne change pas de taille"
    return next(filter(None, map(_fault_of_element, root.iter())), "")


def _fault_of_element(element):
    name = _bare(element.tag) if isinstance(element.tag, str) else ""
    if name in _RUN:
        return f"le SVG contient <{name}> : un logo n’exécute rien"
    for attribute, value in element.attrib.items():
        if _bare(attribute).startswith("on"):
            return f"le SVG contient l’attribut {_bare(attribute)} : un logo n’exécute rien"
        if (_bare(attribute) in ("href", "src") and not value.startswith(("#", "data:image/"))) or _ELSEWHERE.search(value):
            return f"le SVG va chercher « {value[:60]} » : tout doit être dans le fichier"
    return "le SVG va chercher une feuille de style ou une image ailleurs" if name == "style" and _ELSEWHERE.search(element.text or "") else ""


def _bare(name):
    return name.rpartition("}")[2]

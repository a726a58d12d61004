"""Bytes from outside become an XML tree, and nothing else happens: no DTD, no entity, no file, no network, no bomb.

Bounds are checked before the parser sees the content, because it is the parser that a hostile file is aimed at. Only
encodings in which markup can be recognised are taken: others could hide a DTD from the look that is taken here.
"""

import re
from typing import TypeAlias

from lxml import etree

from essaim.einvoice.errors import EInvoiceError

MOST_BYTES = 20 * 1024 * 1024
MOST_TAGS = 400_000
"""At the start and the end of elements: some five thousand lines."""
DEEPEST = 64
Element: TypeAlias = etree._Element
_ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def parse_xml(content: bytes) -> Element:
    """The root. EInvoiceError too_large, xml_forbidden, xml_malformed (with line and column) or xml_too_deep."""
    if len(content) > MOST_BYTES:
        raise too_large("le fichier XML", len(content), MOST_BYTES)
    _refuse_forbidden(content)
    # An endless number of empty elements is small as a file and large in memory.
    if (tags := content.count(b"<")) > MOST_TAGS:
        raise EInvoiceError("too_large", f"{tags} balises ; attendu : {MOST_TAGS} au plus")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _malformed(error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    _refuse_depth(root)
    return root


def too_large(what: str, size: int, most: int) -> EInvoiceError:
    """Names the limit, in megabytes."""
    return EInvoiceError(
        "too_large", f"{what} fait {size / 1_048_576:.1f} Mio ; attendu : {most // 1_048_576} Mio au plus"
    )


def _refuse_forbidden(content: bytes) -> None:
    text = content
    if content.startswith(_UTF16):
        text = content.decode("utf-16", errors="replace").encode("utf-8")
    declared = _DECLARED.match(text.removeprefix(b"\xef\xbb\xbf"))
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in _ENCODINGS or b"\x00" in text:
        accepted = ", ".join(sorted(_ENCODINGS))
        raise EInvoiceError("xml_forbidden", f"codage « {encoding} » refusé ; attendu : {accepted}", "ligne 1")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise _doctype()


def _doctype() -> EInvoiceError:
    return EInvoiceError(
        "xml_forbidden", "le fichier contient une DTD ou des entités ; attendu : un XML sans DOCTYPE ni ENTITY"
    )


def _malformed(error: Exception) -> EInvoiceError:
    text = str(error).split("\n", maxsplit=1)[0][:200]
    if "depth" in text.lower():
        return EInvoiceError(
            "xml_too_deep", f"éléments emboîtés trop profondément ; attendu : {DEEPEST} niveaux au plus"
        )
    line, column = getattr(error, "position", (0, 0)) or (0, 0)
    return EInvoiceError("xml_malformed", f"XML mal formé ({text})", f"ligne {line}, colonne {column}")


def _refuse_depth(root: Element) -> None:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise EInvoiceError("xml_too_deep", f"plus de {DEEPEST} niveaux d'éléments ; attendu : {DEEPEST} au plus")

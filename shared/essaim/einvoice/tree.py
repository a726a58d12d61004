"""A small builder of XML with fixed prefixes: what is empty is left out, and the same input gives the same bytes."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Node:
    """An element that is being made. ``prefix:name`` is spelled with the prefixes of its document."""

    def __init__(self, spaces: Mapping[str, str], element: ET.Element) -> None:
        self._spaces = spaces
        self._element = element

    def child(self, tag: str, **attributes: str) -> "Node":
        """A new element at the end."""
        given = {key: value for key, value in attributes.items() if value}
        return Node(self._spaces, ET.SubElement(self._element, _qualified(self._spaces, tag), given))

    def text(self, tag: str, value: str, **attributes: str) -> None:
        """A new element with text, unless there is none."""
        if value:
            self.child(tag, **attributes)._element.text = _clean(value)


def document(spaces: Mapping[str, str], root: str) -> Node:
    """The root of a new document."""
    for prefix, uri in spaces.items():
        ET.register_namespace("" if prefix == "" else prefix, uri)
    return Node(spaces, ET.Element(_qualified(spaces, root)))


def to_bytes(node: Node) -> bytes:
    """The document in UTF-8, indented."""
    element = node._element
    ET.indent(element, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(element, encoding="unicode")}\n'.encode()


def _qualified(spaces: Mapping[str, str], name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{spaces[prefix]}}}{local}"


def _clean(text: str) -> str:
    """Without the characters that XML cannot carry: controls, halves of surrogates, U+FFFE and U+FFFF."""
    return _FORBIDDEN.sub("", text)

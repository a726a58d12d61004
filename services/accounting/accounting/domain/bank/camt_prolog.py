"""The beginning of an XML file, read before anything is made of it: no document type, and the root element that is expected.

A document type can only stand before the root element. Entities, expanded or external, need one: without it there is nothing
to expand or to fetch, and what follows can be read by the fast parser of the standard library.
"""

import re
from xml.parsers import expat

MOST_BYTES = 64 * 1024
_NAMESPACE = re.compile(r"urn:(?:iso:std:iso:20022:tech:xsd|swift:xsd:[^ ]*):?(camt\.[0-9]{3})\.([0-9]{3})\.([0-9]{2})")
_VERSIONS = range(2, 9)
ACCEPTED = "un relevé CAMT.053 (camt.053.001.02 à camt.053.001.08)"


class PrologError(Exception):
    """The file is not read any further. ``args`` are the message and what would be accepted."""


class Prolog:
    """Feed it until it is ``done``; then ``namespace`` is that of the file."""

    def __init__(self) -> None:
        self.namespace = ""
        self.done = False
        self._bytes = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._root

    def feed(self, chunk: bytes) -> None:
        """The next bytes. PrologError for a file that is not read."""
        self._bytes += len(chunk)
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError as error:
            message = f"n'est pas du XML (ligne {error.lineno}, colonne {error.offset + 1})"
            raise PrologError(message, ACCEPTED) from None
        except (LookupError, ValueError):
            raise PrologError("a un encodage inconnu", "UTF-8 ou ISO-8859-1") from None
        if not self.done and self._bytes > MOST_BYTES:
            raise PrologError("n'a pas d'élément au début", ACCEPTED)

    def _refuse(self, *_: object) -> None:
        raise PrologError("contient une déclaration DOCTYPE", "un relevé sans DOCTYPE ni entités")

    def _root(self, name: str, _: object) -> None:
        if self.done:
            return
        namespace, _, local = name.rpartition(" ")
        match = _NAMESPACE.fullmatch(namespace)
        if local != "Document" or match is None:
            raise PrologError(f"commence par l'élément {local[:60]}, sans espace de noms CAMT", ACCEPTED)
        kind, _, version = match.groups()
        if kind != "camt.053":
            raise PrologError(f"est un message {kind}, pas un relevé de compte", ACCEPTED)
        if int(version) not in _VERSIONS:
            raise PrologError(f"est de la version camt.053.001.{version}", ACCEPTED)
        self.namespace = namespace
        self.done = True

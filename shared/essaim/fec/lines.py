"""Bytes become lines of text: charset, line ends, and a bound on each line (FEC-12).

A FEC may have a gigabyte, and may be no FEC at all. So it is read block by block, each block is whole lines, and a line
longer than 32 KiB ends the reading: memory does not depend on the file. The charset is not announced anywhere; ASCII
is assumed until a byte says otherwise, and that first byte decides between UTF-8 and ISO 8859-15 for the whole file.
"""

import re
from collections.abc import Iterator
from typing import IO

from essaim.fec.errors import FecFormatError

BLOCK_BYTES = 256 * 1024
LONGEST_LINE = 32 * 1024
CHARSETS_ACCEPTED = "ASCII, ISO 8859-15 ou UTF-8"
ASCII, UTF8, UTF8_BOM, ISO = "ASCII", "UTF-8", "UTF-8 avec BOM", "ISO 8859-15"

_BOM = b"\xef\xbb\xbf"
_FOREIGN = (
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"PK\x03\x04", "une archive ZIP ou un classeur de tableur"),
    (b"%PDF", "un PDF"),
    (b"\x1f\x8b", "un fichier compressé (gzip)"),
    (b"<?xml", "du XML (seul le fichier à plat est contrôlé ici)"),
)
# Not characters in ISO 8859-15; Windows-1252 has its typographic signs there.
_CONTROLS = bytes(range(0x80, 0xA0))
_CONTROL = re.compile(b"[\x80-\x9f]")
_KEPT = 20


class FecLines:
    """Iterate once: (number of the first line, lines of a block). The attributes are complete after the last block."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.charset = ASCII
        self.bytes_read = 0
        self.line_ends = {"CR LF": 0, "LF": 0, "CR": 0}
        self.foreign_bytes: list[tuple[int, str]] = []
        self.foreign_count = 0
        # The text of the block that was given last.
        self.block = ""
        self._next = 1

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        rest = self._opening()
        while chunk := self._read():
            data = rest + chunk
            # A CR at the very end may be the first half of a CR LF.
            cut = max(data.rfind(b"\n"), data.rfind(b"\r", 0, len(data) - 1)) + 1
            rest = data[cut:]
            if cut:
                yield self._lines(data[:cut])
            if len(rest) > LONGEST_LINE:
                raise self._too_long(self._next)
        if rest:
            yield self._lines(rest)
        if self._next == 1:
            raise FecFormatError("T09", "le fichier est vide", "une ligne d'en-tête, puis une ligne par mouvement")

    def _opening(self) -> bytes:
        start = self._read()
        if start.startswith(_BOM):
            self.charset = UTF8_BOM
            return start[len(_BOM) :]
        for magic, what in _FOREIGN:
            if start.startswith(magic):
                raise FecFormatError("FEC-12", f"octet 0 : c'est {what}", CHARSETS_ACCEPTED)
        return start

    def _read(self) -> bytes:
        chunk = self._stream.read(BLOCK_BYTES)
        if (at := chunk.find(b"\0")) >= 0:
            offset = self.bytes_read + at
            message = f"octet {offset} : un octet nul, donc de l'UTF-16 ou un fichier binaire"
            raise FecFormatError("FEC-12", message, CHARSETS_ACCEPTED)
        self.bytes_read += len(chunk)
        return chunk

    def _lines(self, data: bytes) -> tuple[int, list[str]]:
        first = self._next
        self.block = self._decode(self._with_plain_ends(data), first)
        lines = self.block.split("\n")
        if not lines[-1]:
            lines.pop()
        self._next += len(lines)
        if max(map(len, lines)) > LONGEST_LINE:
            raise self._too_long(next(first + at for at, one in enumerate(lines) if len(one) > LONGEST_LINE))
        return first, lines

    def _with_plain_ends(self, data: bytes) -> bytes:
        returns = data.count(b"\r")
        if not returns:
            self.line_ends["LF"] += data.count(b"\n")
            return data
        pairs = data.count(b"\r\n")
        self.line_ends["CR LF"] += pairs
        self.line_ends["LF"] += data.count(b"\n") - pairs
        self.line_ends["CR"] += returns - pairs
        data = data.replace(b"\r\n", b"\n")
        return data.replace(b"\r", b"\n") if returns > pairs else data

    def _decode(self, data: bytes, first: int) -> str:
        if data.isascii():
            return data.decode("ascii")
        if self.charset != ISO:
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError as error:
                if self.charset != ASCII or not data[: error.start].isascii():
                    return self._decode_mixed(data, first)
                self.charset = ISO
            else:
                self.charset = UTF8 if self.charset == ASCII else self.charset
                return text
        if len(data.translate(None, _CONTROLS)) != len(data):
            for at, line in enumerate(data.split(b"\n"), first):
                if found := _CONTROL.search(line):
                    self._note(at, f"octet 0x{found[0][0]:02X}, sans caractère en ISO 8859-15 (Windows-1252 ?)")
        return data.decode("iso8859-15")

    def _decode_mixed(self, data: bytes, first: int) -> str:
        self.charset = UTF8 if self.charset == ASCII else self.charset
        texts = []
        for at, line in enumerate(data.split(b"\n"), first):
            try:
                texts.append(line.decode("utf-8"))
            except UnicodeDecodeError as error:
                self._note(at, f"octet 0x{line[error.start]:02X}, impossible en UTF-8, charset du début du fichier")
                texts.append(line.decode("iso8859-15"))
        return "\n".join(texts)

    def _note(self, line: int, what: str) -> None:
        self.foreign_count += 1
        if len(self.foreign_bytes) < _KEPT:
            self.foreign_bytes.append((line, what))

    def _too_long(self, line: int) -> FecFormatError:
        message = f"ligne {line} : plus de {LONGEST_LINE} octets sans fin de ligne"
        return FecFormatError("T13", message, "une ligne par mouvement, terminée par CR, LF ou CR LF", line)

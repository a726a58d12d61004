"""A good file, and ways to spoil it by one change: the sample of the law's fields, a small book that balances."""

import io
from collections.abc import Sequence
from pathlib import Path

from essaim.fec.check import check_fec
from essaim.fec.columns import COLUMNS, SIGNED_COLUMNS
from essaim.fec.report import Report

NAME = "123456782FEC20270831.txt"
_SAMPLE = """\
AN|A nouveaux|AN-000001|20260901|512000|Banque|||AN2026|20260901|A nouveaux au 01/09/2026|500,00|0,00|||20260901||
AN|A nouveaux|AN-000001|20260901|110000|Report à nouveau - solde créditeur|||AN2026|20260901|A nouveaux au 01/09/2026|0,00|500,00|||20260901||
VE|Ventes|VE-000001|20261005|411000|Clients|C0042|Atelier Dupont|2026-000001|20261005|Facture 2026-000001 Atelier Dupont|1200,00|0,00|||20261006||
VE|Ventes|VE-000001|20261005|706000|Prestations de services|||2026-000001|20261005|Facture 2026-000001 Atelier Dupont|0,00|1000,00|||20261006||
VE|Ventes|VE-000001|20261005|445710|TVA collectée|||2026-000001|20261005|Facture 2026-000001 Atelier Dupont|0,00|200,00|||20261006||
AC|Achats|AC-000001|20261008|601000|Achats stockés - Matières premières et fournitures|||FCD-1187|20261007|Facture Cuirs du Doubs FCD-1187|300,00|0,00|||20261009||
AC|Achats|AC-000001|20261008|445660|TVA sur autres biens et services|||FCD-1187|20261007|Facture Cuirs du Doubs FCD-1187|60,00|0,00|||20261009||
AC|Achats|AC-000001|20261008|401000|Fournisseurs|F0007|Cuirs du Doubs|FCD-1187|20261007|Facture Cuirs du Doubs FCD-1187|0,00|360,00|||20261009||
"""  # noqa: E501


class Book:
    """Rows of texts with a header, to be changed and then written as bytes."""

    def __init__(self) -> None:
        self.header = list(COLUMNS)
        self.rows = [line.split("|") for line in _SAMPLE.splitlines()]
        self.name = NAME
        self.separator, self.end, self.charset = "\t", "\r\n", "utf-8"
        self.tail = ""

    def put(self, line: int, field: str, value: str) -> "Book":
        """Change one field; lines are numbered as in the file, the header is line 1."""
        self.rows[line - 2][self.header.index(field)] = value
        return self

    def add_entry(self, number: str, day: str, *lines: Sequence[str], valid: str = "") -> "Book":
        """Another entry: (account, label, debit, credit) per line, in the journal that the number begins with."""
        code = number.split("-")[0]
        label = {"AN": "A nouveaux", "VE": "Ventes", "AC": "Achats"}.get(code, "Divers")
        for account, account_label, debit, credit in lines:
            start = [code, label, number, day, account, account_label, "", "", "P1", day, "Texte"]
            self.rows.append([*start, debit, credit, "", "", valid or day, "", ""])
        return self

    def swap_columns(self, first: str, second: str) -> "Book":
        """Exchange two columns, in the header and in every line."""
        one, two = self.header.index(first), self.header.index(second)
        for row in (self.header, *self.rows):
            row[one], row[two] = row[two], row[one]
        return self

    def signed(self) -> "Book":
        """The other convention: Montant and Sens."""
        self.header = list(SIGNED_COLUMNS)
        for row in self.rows:
            row[11:13] = [row[11], "D"] if row[11] != "0,00" else [row[12], "C"]
        return self

    def content(self) -> bytes:
        """The bytes of the file."""
        lines = [self.separator.join(row) for row in (self.header, *self.rows)]
        return (self.end.join(lines) + self.tail).encode(self.charset)

    def stream(self) -> io.BytesIO:
        """The file as an open stream."""
        return io.BytesIO(self.content())

    def write(self, folder: Path) -> Path:
        """The file under its name."""
        path = folder / self.name
        path.write_bytes(self.content())
        return path

    def check(self, **known: str) -> Report:
        """What the check says of it."""
        return check_fec(self.stream(), name=self.name, **known)  # type: ignore[arg-type]


def broken(report: Report) -> list[str]:
    """The rules that were broken, sorted."""
    return sorted(report.counts)

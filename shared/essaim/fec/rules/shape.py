"""Each line has the fields of the header, and none is empty (T01, T02, FEC-03)."""

from collections.abc import Callable

from essaim.fec.columns import CREDIT_SIDES, DEBIT_SIDES
from essaim.fec.findings import Findings
from essaim.fec.layout import Layout
from essaim.fec.reading import SIDES_ACCEPTED
from essaim.fec.rules.catalogue import RULES

_ZERO = "0,00"


class Shape:
    """Splits a line that is not plain, and says what is wrong with it."""

    def __init__(self, layout: Layout, findings: Findings) -> None:
        self._layout, self._findings = layout, findings

    def wrong(self, line: int, text: str, fields: list[str]) -> bool:
        """A line whose number of fields is not that of the header; True when a movement is lost by it."""
        width = self._layout.width
        if not text.strip():
            self._findings.add(
                RULES["T02"], line, "", "", "ligne vide", "une ligne par mouvement, et rien après la dernière"
            )
            return False
        message = f"{len(fields)} champs"
        if len(fields) == width + 1 and not fields[-1].strip():
            message += " : un séparateur de trop en fin de ligne"
        elif len(fields) > width:
            message += " : sans doute un séparateur dans un libellé"
        self._findings.add(RULES["T01"], line, "", text, message, f"{width} champs, comme dans l'en-tête")
        return True


def both_sides(layout: Layout, findings: Findings) -> Callable[[int, list[str]], bool]:
    """What turns Montant and Sens of a line into Debit and Credit, in place; False where the side is none."""
    field = layout.names[12]

    def convert(line: int, fields: list[str]) -> bool:
        side = fields[12].upper()
        if side in DEBIT_SIDES:
            fields[12] = _ZERO
        elif side in CREDIT_SIDES:
            fields[11], fields[12] = _ZERO, fields[11]
        else:
            findings.add(RULES["T11"], line, field, fields[12], "sens inconnu", SIDES_ACCEPTED)
            return False
        return True

    return convert

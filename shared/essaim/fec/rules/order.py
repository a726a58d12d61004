"""The order of the lines, and the opening balances: first, and on balance accounts only (FEC-08, FEC-10, E13, E15)."""

import re
import unicodedata

from essaim.fec.findings import Findings
from essaim.fec.rules.catalogue import RULES

_CODES = {"AN", "RAN", "ANO", "ANV", "OUV"}
_LABEL = re.compile(r"\ba[ -]?nouveaux?\b|report a nouveau|ouverture|balance initiale")


def is_opening(code: str, label: str) -> bool:
    """Whether a journal is that of the opening balances, as software names it."""
    if code.upper() in _CODES:
        return True
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return _LABEL.search(plain) is not None


class Order:
    """Follows the file from top to bottom; the opening entries carry any validation date, as long as they come first."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.last_validated = 0
        self._started = False
        self._opened = False

    def entry(self, line: int, code: str, opening: bool) -> None:
        """A new entry begins."""
        if not opening:
            self._started = True
            return
        self._opened = True
        if self._started:
            message = "à-nouveau placé après d'autres écritures"
            self._findings.add(
                RULES["FEC-08"], line, "JournalCode", code, message, "les à-nouveaux au début du fichier"
            )

    def on_result_account(self, line: int, account: str) -> None:
        """An opening line on class 6 or 7."""
        message = "à-nouveau sur un compte de charges ou de produits"
        self._findings.add(RULES["E15"], line, "CompteNum", account, message, "un compte des classes 1 à 5")

    def validated(self, line: int, day: int) -> None:
        """A line that is no opening balance has another validation date than the one before; 0 is unknown."""
        if not day:
            return
        if day < self.last_validated:
            message = f"validée avant la ligne précédente ({self.last_validated})"
            accepted = "les lignes par ordre chronologique de validation"
            self._findings.add(RULES["FEC-10"], line, "ValidDate", str(day), message, accepted)
        self.last_validated = day

    def finish(self, first_part: bool) -> None:
        """A file without opening balances is right in the first year only."""
        if self._started and not self._opened and first_part:
            message = "aucun à-nouveau ; c'est normal pour un premier exercice seulement"
            accepted = "un journal d'à-nouveaux (AN) au début du fichier"
            self._findings.add(RULES["E13"], None, "JournalCode", "", message, accepted)

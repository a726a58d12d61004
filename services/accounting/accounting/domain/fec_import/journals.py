"""The other software's journals in ours: known by their code or their label; all others are « opérations diverses »."""

import re
import unicodedata

from accounting.domain.entry import Journal

_CODES = {
    Journal.OPENING: ("AN", "RAN", "ANO", "ANV", "OUV", "AA"),
    Journal.SALES: ("VE", "VT", "VTE", "VEN", "VENTES"),
    Journal.PURCHASES: ("AC", "HA", "ACH", "ACHATS"),
    Journal.BANK: ("BQ", "BQE", "BNQ", "BAN", "BP", "BANQUE"),
    Journal.CASH: ("CA", "CAI", "CS", "CAISSE"),
    Journal.PAYROLL: ("PA", "PAI", "PAIE", "PAYE", "SAL"),
}
_BY_CODE = {code: journal for journal, codes in _CODES.items() for code in codes}
_WORDS = (
    (Journal.OPENING, re.compile(r"\ba[ -]?nouveaux?\b|report a nouveau|ouverture")),
    (Journal.SALES, re.compile(r"\bventes?\b")),
    (Journal.PURCHASES, re.compile(r"\bachats?\b")),
    (Journal.BANK, re.compile(r"\bbanques?\b")),
    (Journal.CASH, re.compile(r"\bcaisses?\b")),
    (Journal.PAYROLL, re.compile(r"\bpa[iy]es?\b|\bsalaires?\b")),
)


def journal_for(code: str, label: str) -> Journal:
    """Ours. The label decides before the code: another software's CA may be anything."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    for journal, words in _WORDS:
        if words.search(plain):
            return journal
    return (
        Journal.MISCELLANEOUS if plain and code.upper() == "CA" else _BY_CODE.get(code.upper(), Journal.MISCELLANEOUS)
    )

"""The name of the file: SIREN, ``FEC``, closing date (FEC-06, FEC-07), and the financial year that follows from it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from essaim.fec.errors import FecValueError
from essaim.fec.findings import Findings
from essaim.fec.rules.catalogue import RULES
from essaim.fec.values import parse_day

NAME_ACCEPTED = "SIREN (9 chiffres), FEC, date de clôture AAAAMMJJ, .txt ; parties : _1, _2 (123456782FEC20261231.txt)"
SIREN_ACCEPTED = "les 9 chiffres du SIREN de l'entité, avec une clé de Luhn juste"
_NAME = re.compile(r"([0-9]{9})FEC([0-9]{8})(?:_([0-9]+))?\.txt", re.ASCII)


@dataclass(frozen=True)
class NamedFile:
    """What the name tells; None for what it does not."""

    siren: str | None
    closing_on: date | None
    part: int | None


def is_siren(text: str) -> bool:
    """Nine digits whose Luhn sum is a multiple of ten."""
    if len(text) != 9 or not (text.isdecimal() and text.isascii()):
        return False
    doubled = [int(one) * (2 if at % 2 else 1) for at, one in enumerate(text)]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def check_name(name: str, siren: str | None, findings: Findings) -> NamedFile:
    """Judge the name; ``siren`` is whose file it should be, when that is known."""
    found = _NAME.fullmatch(name)
    if found is None:
        findings.add(RULES["FEC-06"], None, "", name, "nom de fichier non conforme", NAME_ACCEPTED)
        return NamedFile(None, None, None)
    if not is_siren(found[1]):
        findings.add(RULES["FEC-07"], None, "", found[1], "la clé de ce SIREN est fausse", SIREN_ACCEPTED)
    elif siren is not None and siren != found[1]:
        findings.add(RULES["FEC-07"], None, "", found[1], "ce SIREN n'est pas celui de l'entité", siren)
    try:
        closing_on = parse_day(found[2])
    except FecValueError as error:
        findings.add(RULES["FEC-06"], None, "", found[2], f"date de clôture : {error.message}", error.accepted)
        return NamedFile(found[1], None, None)
    return NamedFile(found[1], closing_on, int(found[3]) if found[3] else None)


def year_before(closing_on: date) -> date:
    """The first day of a financial year of twelve months."""
    try:
        return closing_on.replace(year=closing_on.year - 1) + timedelta(days=1)
    except ValueError:
        # 29 February.
        return date(closing_on.year - 1, 3, 1)

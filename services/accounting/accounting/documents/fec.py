"""The FEC file and its description: 18 columns, tab separated, comma decimals, in the order of validation (FEC-01…13).

Lines are made of records as they are stored, one after the other, so that a file of any size needs no more memory than one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from accounting.domain.entry import JOURNAL_LABELS, Journal
from essaim.fec.columns import COLUMNS

HEADER = "\t".join(COLUMNS)
NEW_LINE = "\r\n"
_CONTROL = str.maketrans(dict.fromkeys("\t|\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
_LABELS = {journal.value: label for journal, label in JOURNAL_LABELS.items()}


@dataclass(frozen=True)
class FecFacts:
    """What the description says of a file."""

    seller: str
    file_name: str
    entry_count: int
    line_count: int
    journals: Sequence[str]
    lettered: bool


def render_entry(state: Mapping[str, Any]) -> str:
    """The lines of one stored record, each with a line end before it: none stands at the end of the file, where an empty
    line makes it not conforming."""
    entry = state["entry"]
    letters: Mapping[str, Any] = state.get("letters") or {}
    journal = entry["journal"]
    head = (
        f"\r\n{journal}\t{_LABELS[journal]}\t{journal}-{entry['number']:06d}\t{entry['posted_on'].replace('-', '')}\t"
    )
    voucher_on = entry["voucher_on"].replace("-", "")
    middle = f"{text(entry['voucher_ref'])}\t{voucher_on}\t{text(entry['label'])}\t"
    valid_on = entry["validated_on"].replace("-", "")
    lines = []
    for place, line in enumerate(entry["lines"]):
        third = line["auxiliary"]
        auxiliary = f"{third['account']}\t{text(third['label'])}" if third else "\t"
        letter = letters.get(str(place)) if letters else None
        lettered = f"{letter['code']}\t{letter['lettered_on'].replace('-', '')}" if letter else "\t"
        lines.append(
            f"{head}{line['account']:0<6}\t{line['account_label']}\t{auxiliary}\t{middle}"
            f"{amount(line['debit_cents'])}\t{amount(line['credit_cents'])}\t{lettered}\t{valid_on}\t\t"
        )
    return "".join(lines)


def describe_fec(facts: FecFacts) -> str:
    """The description that has to go with the file (A47 A-1 XI)."""
    journals = [journal for journal in Journal if journal.value in facts.journals]
    lettering = "lettrage renseigné pour les comptes de tiers" if facts.lettered else "lettrage non utilisé"
    lines = [
        f"Description du fichier {facts.file_name}",
        f"Entité : {facts.seller}",
        f"Écritures : {facts.entry_count} ; lignes : {facts.line_count}",
        "Jeu de caractères : UTF-8 ; séparateur : tabulation ; fin de ligne : CR LF ; décimales : virgule",
        f"Dates : AAAAMMJJ ; {lettering} ; devises non utilisées (zones vides)",
        "Journaux : " + ", ".join(f"{code.value} {JOURNAL_LABELS[code]}" for code in journals),
        "Ordre : à-nouveaux, puis ordre chronologique de validation",
        "Numérotation : continue et croissante par journal, attribuée à la validation",
        "Colonnes : " + ", ".join(COLUMNS),
    ]
    return NEW_LINE.join(lines) + NEW_LINE


@lru_cache(maxsize=10_000)
def text(value: str) -> str:
    """A label without what separates fields and lines."""
    if value.isprintable() and "|" not in value and "  " not in value and value == value.strip():
        return value
    return " ".join(value.translate(_CONTROL).split())


def amount(cents: int) -> str:
    """Cents with a decimal comma."""
    return f"{cents // 100},{cents % 100:02d}" if cents else "0,00"

"""The FEC file and its description: 18 columns, tab separated, comma decimals, in the order of validation (FEC-01…13)."""

from collections.abc import Sequence

from accounting.domain.accounts import label_of, padded
from accounting.domain.entry import JOURNAL_LABELS, Entry, EntryLine

COLUMNS = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)
_JOURNALS = list(JOURNAL_LABELS)
_CONTROL = str.maketrans(dict.fromkeys("\t|\r\n", " "))


def render_fec(entries: Sequence[Entry]) -> str:
    """The text of the file, without an empty line at its end: one there makes it not conforming."""
    ordered = sorted(entries, key=lambda one: (one.validated_on, _JOURNALS.index(one.journal), one.number))
    rows = ["\t".join(COLUMNS)]
    rows += ["\t".join(_row(entry, line)) for entry in ordered for line in entry.lines]
    return "\r\n".join(rows)


def describe_fec(seller: str, file_name: str, entries: Sequence[Entry]) -> str:
    """The description that has to go with the file (A47 A-1 XI)."""
    journals = sorted({entry.journal for entry in entries})
    lines = [
        f"Description du fichier {file_name}",
        f"Entité : {seller}",
        f"Écritures : {len(entries)} ; lignes : {sum(len(entry.lines) for entry in entries)}",
        "Jeu de caractères : UTF-8 ; séparateur : tabulation ; fin de ligne : CR LF ; décimales : virgule",
        "Dates : AAAAMMJJ ; lettrage et devises non utilisés (zones vides)",
        "Journaux : " + ", ".join(f"{code.value} {JOURNAL_LABELS[code]}" for code in journals),
        "Numérotation : continue et croissante par journal, attribuée à la validation",
        "Colonnes : " + ", ".join(COLUMNS),
    ]
    return "\r\n".join(lines) + "\r\n"


def _row(entry: Entry, line: EntryLine) -> tuple[str, ...]:
    return (
        entry.journal.value,
        JOURNAL_LABELS[entry.journal],
        entry.reference,
        f"{entry.posted_on:%Y%m%d}",
        padded(line.account),
        label_of(line.account),
        line.auxiliary.account if line.auxiliary else "",
        _text(line.auxiliary.label) if line.auxiliary else "",
        _text(entry.voucher_ref),
        f"{entry.voucher_on:%Y%m%d}",
        _text(entry.label),
        _amount(line.debit_cents),
        _amount(line.credit_cents),
        "",
        "",
        f"{entry.validated_on:%Y%m%d}",
        "",
        "",
    )


def _text(value: str) -> str:
    return " ".join(value.translate(_CONTROL).split())


def _amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"

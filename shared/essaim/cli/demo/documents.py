"""The documents that people would hand to each other: what each is, and where it is."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

DOCUMENTS = (
    ("quotes/*-signature.pdf", "the proof that the customer signed it"),
    ("quotes/*.pdf", "quote, as it was sent"),
    ("invoices/*_facturx.pdf", "the same as Factur-X, data inside"),
    ("invoices/*.pdf", "invoice, deposit or credit note"),
    ("till/*.pdf", "receipt of the market stall"),
    ("till/*.zip", "archive of the till: essaim till verify"),
    ("expenses/*.pdf", "expense sheet"),
    ("bank/*pain.001*.xml", "SEPA file for the bank"),
    ("bank/OV-*.pdf", "payment order, on paper"),
    ("bank/statement*.xml", "bank statement of December"),
    ("bank/reconciliation*.pdf", "reconciliation of bank and books"),
    ("books/*.txt", "FEC of the closed year"),
    ("archives/*.zip", "archive of the year: essaim ledger archive-check"),
    ("dossiers/snee-attestation.pdf", "attestation of the status, with its code"),
    ("dossiers/*-minutes.pdf", "minutes of a committee"),
    ("dossiers/*-letter-*.pdf", "the committee’s letter to an applicant"),
    ("dossiers/mini-agreement.pdf", "agreement of school and EPA"),
    ("dossiers/mini-organigramme.pdf", "who holds which post in the Mini-Entreprise"),
    ("figures/*.pdf", "figures for the funder"),
    ("figures/*.xlsx", "the same as a workbook"),
    ("rights/access.pdf", "all that is held of a person"),
    ("rights/erasure-letter.pdf", "the answer to who was erased"),
    ("rights/erasure-refused-letter.pdf", "the answer to who cannot be yet, and why"),
)
"""Patterns of paths below the output directory, and what these files are; the first that fits counts."""


def documents_in(outputs: Sequence[str]) -> list[dict[str, str]]:
    """What each document is and its path, in the order of the table above."""
    found: list[tuple[int, str, str]] = []
    for path in outputs:
        place = next((place for place, (pattern, _) in enumerate(DOCUMENTS) if fnmatchcase(path, pattern)), None)
        if place is not None:
            found.append((place, DOCUMENTS[place][1], path))
    return [
        {"what": what, "path": path}
        for _, what, path in sorted(found, key=lambda one: (_folder(one[0]), Path(one[2]).stem))
    ]


def _folder(place: int) -> int:
    """Where the folder of a pattern comes first, so that what belongs together stays together."""
    folder = DOCUMENTS[place][0].partition("/")[0]
    return next(first for first, (pattern, _) in enumerate(DOCUMENTS) if pattern.startswith(f"{folder}/"))

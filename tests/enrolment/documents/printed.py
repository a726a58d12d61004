"""The documents whose words are kept in ``golden/``, one text file each, so that a review shows what people will read.

After a change that is wanted: ``python -m tests.enrolment.documents.printed`` writes them anew.
"""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pypdf import PdfReader

from enrolment.documents.attestations.award_pdf import render_award
from enrolment.documents.attestations.snee_pdf import render_snee_attestation
from enrolment.documents.committees.letter_pdf import render_letter
from enrolment.documents.committees.minutes_pdf import render_minutes
from enrolment.documents.dossier_pdf import render_dossier
from enrolment.documents.figures.report_pdf import render_report
from enrolment.documents.ici.minutes_pdf import render_minutes as render_jury
from enrolment.documents.mini.agreement_pdf import render_agreement
from enrolment.documents.mini.organigramme_pdf import render_organigramme
from enrolment.documents.privacy.access_pdf import render_access
from enrolment.documents.privacy.erasure_letter import render_letter as render_erasure
from tests.enrolment.documents import access, deliberations, dossiers, teams

GOLDEN = Path(__file__).parent / "golden"
OFFICE = "Pépite Bourgogne-Franche-Comté"
NAMES = {"ubfc": OFFICE, "coopilote": "Coopilote Exemple"}
REQUEST = "006f58d5-230b-5adc-8ae0-576294e9dc81"
DRAWN: dict[str, Callable[[], bytes]] = {
    **{name: partial(render_dossier, one) for name, one in dossiers.dossiers().items()},
    **{name: partial(render_access, one, OFFICE, NAMES) for name, one in access.files().items()},
    **{name: partial(render_erasure, REQUEST, one, OFFICE, NAMES) for name, one in dossiers.requests().items()},
    **{name: partial(render_minutes, one) for name, one in deliberations.minutes().items()},
    **{name: partial(render_letter, one) for name, one in deliberations.letters().items()},
    "attestation": lambda: render_snee_attestation(deliberations.attestation()),
    **{name: partial(render_award, one) for name, one in deliberations.awards().items()},
    "jury": lambda: render_jury(deliberations.jury()),
    **{name: partial(render_agreement, one) for name, one in teams.agreements().items()},
    **{name: partial(render_organigramme, one) for name, one in teams.organigrammes().items()},
    **{name: partial(render_report, one, "CMQ Maroquinerie et Métiers d’Art") for name, one in teams.figures().items()},
}


def pages_of(content: bytes) -> list[str]:
    """The text of each page in reading order, every kind of space as one, no empty line."""
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return ["\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) for text in texts]


def words_of(content: bytes) -> str:
    """A whole document as its file in ``golden/`` has it."""
    pages = pages_of(content)
    return "".join(f"=== page {number} / {len(pages)}\n{page}\n" for number, page in enumerate(pages, 1))


if __name__ == "__main__":
    for name, draw in DRAWN.items():
        (GOLDEN / f"{name}.txt").write_text(words_of(draw()), encoding="utf-8")

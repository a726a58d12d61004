"""What people read of the enrolment work, page by page, against what was last looked at; and what has to hold for all of it."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.enrolment.documents import deliberations
from tests.enrolment.documents.printed import DRAWN, GOLDEN, pages_of, words_of

_CODES = re.compile(r"\b(?:snee|student_cooperative|mini_entreprise|ubfc|gdpr-\d|None|True|False)\b|\b[A-Z]+_[A-Z]+\b")
_STRAIGHT = {"L'Isle-Montbéliard"}
"""Typed by somebody, and left as it was."""


@pytest.mark.parametrize("name", DRAWN)
def test_the_words_on_every_page_are_those_last_looked_at_and_the_bytes_the_same_twice(name: str) -> None:
    content = DRAWN[name]()
    assert words_of(content) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert DRAWN[name]() == content


def test_every_golden_file_is_of_a_document() -> None:
    assert {one.stem for one in GOLDEN.iterdir()} == set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_nobody_reads_codes_or_straight_apostrophes(name: str) -> None:
    """Codes of programmes, partners and answers are for machines; the access file shows what other services call theirs."""
    words = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    for one in _STRAIGHT:
        words = words.replace(one, "")
    assert not re.search(r"\w'\w", words)
    assert not _CODES.search(words), _CODES.search(words)


def test_no_page_is_empty_and_none_ends_with_a_heading() -> None:
    headings = ("Signatures", "Observations", "Résultats", "Équipe", "Pièces jointes", "Voies et délais de recours")
    for name in DRAWN:
        text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
        for page in re.split(r"^=== page .*\n", text, flags=re.MULTILINE)[1:]:
            lines = page.splitlines()
            assert len(lines) > 3, name
            assert not any(lines[-1].startswith(one) for one in headings), name


@pytest.mark.parametrize("name", ["letter-refused", "letter-waiting", "letter-d2e"])
def test_a_decision_says_how_to_contest_it(name: str) -> None:
    """Whatever was decided, the letter has the remedies and their delay."""
    words = " ".join((GOLDEN / f"{name}.txt").read_text(encoding="utf-8").split())
    assert "Voies et délais de recours" in words
    assert "deux mois" in words


def test_the_attestation_is_valid_with_the_certificate_only_and_can_be_checked() -> None:
    content = DRAWN["attestation"]()
    words = " ".join("\n".join(pages_of(content)).split())
    assert "n’a de valeur qu’accompagné du certificat de scolarité" in words
    assert deliberations.CODE in words
    assert len(PdfReader(io.BytesIO(content)).pages[0].images) == 1


def test_signatures_never_stand_alone_on_a_page() -> None:
    last = pages_of(DRAWN["agreement"]())[-1]
    assert "Article 8" in last
    assert "Signatures" in last
    assert "Observations" in pages_of(DRAWN["minutes"]())[-1]


def test_a_day_is_the_one_of_paris() -> None:
    """Half past midnight of the 1 October is still September in UTC."""
    for name in ("access", "dossier"):
        text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
        assert "1er octobre 2026 à 0 h 30" in text
        assert "30 septembre 2026 à 0 h 30" not in text

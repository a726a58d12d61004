"""A name inside other words: found however it is written, and nothing else is taken for it."""

import unicodedata

import pytest
from hypothesis import given, strategies

from enrolment.domain.privacy.naming import NOBODY, names, without_name

LOU = ("Lou-Anne", "Vaucheret", "lou-anne@example.org")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("CAP couture de Lou-Anne Vaucheret, 2025", f"CAP couture de {NOBODY}, 2025"),
        ("VAUCHERET LOU ANNE : CAP", f"{NOBODY} : CAP"),
        ("avis de lou‑anne  vaucheret", f"avis de {NOBODY}"),
        ("Mme Vaucheret et L. Vaucherét", f"Mme {NOBODY} et L. {NOBODY}"),
        ("Lou-Anne écrit (lou-anne@example.org).", f"{NOBODY} écrit ({NOBODY})."),
        ("Vaucheretière, la vaucheret", "Vaucheretière, la vaucheret"),
        ("", ""),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, left: str) -> None:
    assert without_name(text, *LOU) == left
    assert names(text, *LOU) is (left != text)


def test_a_name_that_is_a_word_is_only_a_name_with_a_capital() -> None:
    assert without_name("Rose a choisi un fil rose ; Élodie aussi", "Rose", "Petit") == (
        f"{NOBODY} a choisi un fil rose ; Élodie aussi"
    )
    assert without_name("élodie petit", "Elodie", "Petit") == NOBODY


def test_a_name_counts_however_its_accents_are_kept_and_with_a_small_particle() -> None:
    """Some machines write é as e and an accent of its own; "de la Tour" begins with a small letter and is a name."""
    decomposed = unicodedata.normalize("NFD", "CAP de Zoé Élan, par É. Élan.")
    assert without_name(decomposed, "Zoé", "Élan") == f"CAP de {NOBODY}, par E\u0301. {NOBODY}."
    assert without_name("Vu avec Zoé Élan.", unicodedata.normalize("NFD", "Zoé"), "Élan") == f"Vu avec {NOBODY}."
    assert without_name("M. de la Tour et d’Artagnan", "Ida", "de la Tour") == f"M. {NOBODY} et d’Artagnan"
    assert without_name("M. de la Tour et d'Artagnan", "Ida", "d’Artagnan") == f"M. de la Tour et {NOBODY}"
    assert without_name("le pied de la tour", "Ida", "de la Tour") == "le pied de la tour"


def test_nobody_is_named_by_nothing() -> None:
    assert without_name("Quelqu’un", "", "") == "Quelqu’un"
    assert not names("Quelqu’un", " ", "")


@given(strategies.text(max_size=40), strategies.text(max_size=40))
def test_whatever_stands_around_it_the_name_is_gone_and_the_rest_stays(before: str, after: str) -> None:
    left = without_name(f"{before} Lou-Anne Vaucheret {after}", *LOU)
    assert "Vaucheret" not in left.replace(before, "").replace(after, "")
    assert NOBODY in left
    assert not names(left.replace(NOBODY, ""), *LOU) or names(f"{before} {after}", *LOU)

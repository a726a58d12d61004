"""The fields of an identity, one by one, and names with what is typed differently taken away."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import InputError
from enrolment.domain.persons.folding import folded, name_key, sort_name
from enrolment.domain.persons.identity import Changes, checked_identity
from enrolment.domain.persons.numbers import french_mobile, ine_of

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+33 (0)7.12.34.56.78", "+33712345678"),
        ("0033612345678", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        ("01 23 45 67 89", None),
        ("06 12 34 56 7", None),
        ("+32 470 12 34 56", None),
    ],
)
def test_french_mobile_numbers_come_out_as_e_164(typed: str, kept: str | None) -> None:
    assert french_mobile(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1234567890a", "1234567890A"), ("12345 6789 0K", "1234567890K"), ("123456789AB", "123456789AB")],
)
def test_an_ine_has_11_letters_and_digits_in_both_patterns(typed: str, kept: str) -> None:
    assert ine_of(typed) == kept
    assert ine_of(typed[:-1]) is None
    assert ine_of(typed + "1") is None
    assert ine_of("é" + typed[1:]) is None


def test_all_bad_fields_are_told_at_once_with_what_would_be_accepted() -> None:
    given: Changes = {
        "given_name": " ",
        "email": "nowhere",
        "phone": "12",
        "birth_date": date(2020, 1, 1),
        "ine": "short",
        "nationality": "XX",
        "birth_place": "x" * 121,
    }
    with pytest.raises(InputError) as caught:
        checked_identity(given, TODAY)
    assert [one.field for one in caught.value.fields] == list(given)
    assert all(one.accepted for one in caught.value.fields)


def test_fields_come_out_in_one_form() -> None:
    given = {
        "given_name": "  Lou\u2011Anne ",
        "family_name": "E\u0301te\u0301",
        "email": "LOU@Example.ORG",
        "nationality": "fr",
    }
    checked = checked_identity(given, TODAY)
    assert checked["family_name"] == "Été"
    assert (checked["email"], checked["nationality"]) == ("lou@example.org", "FR")


@pytest.mark.parametrize(("born", "fine"), [(2018, True), (2019, False), (1926, True), (1924, False)])
def test_an_age_is_between_8_and_100(born: int, fine: bool) -> None:
    if fine:
        assert checked_identity({"birth_date": date(born, 1, 1)}, TODAY)
        return
    with pytest.raises(InputError):
        checked_identity({"birth_date": date(born, 1, 1)}, TODAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Lou-Anne", "Vaucheret"), ("lou anne", "VAUCHERET")),
        (("Anne Lou", "Vaucheret"), ("Lou Anne", "Vaucheret")),
        (("Éloïse", "Cœur"), ("Eloise", "Coeur")),
        (("Jean", "D’Arc"), ("Jean", "d'Arc")),
    ],
)
def test_names_are_the_same_but_for_accents_hyphens_case_and_order(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert name_key(*one) == name_key(*other)
    assert name_key(*one) != name_key("Sacha", "Montbéliou")


@given(st.text(max_size=40), st.text(max_size=40))
def test_folding_is_settled_after_one_time_and_ignores_case(one: str, other: str) -> None:
    assert folded(folded(one)) == folded(one)
    assert name_key(one, other) == name_key(other, one)
    assert sort_name(one, other) == sort_name(folded(one), folded(other))

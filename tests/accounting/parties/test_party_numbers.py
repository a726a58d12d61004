"""Numbers, names and scores without a store (INV-06, INV-10)."""

from datetime import UTC, date, datetime

import pytest

from accounting.domain.checks import check_siret
from accounting.domain.customers import CustomerProfile, check_profile, tidied
from accounting.domain.duplicates import Known, Reason, pairs_of, twin_of
from accounting.domain.errors import InputError
from accounting.domain.parties import Address, CustomerKind
from accounting.domain.party_rows import CUSTOMER_COLUMNS, customer_profile, rows_of
from accounting.domain.third_party import LONGEST_LOG, PaymentTerms, changes_between, check_terms, name_key
from accounting.usecases.parties.known_numbers import known_numbers

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOME = Address("4 place du Marché", "25000", "Besançon")


@pytest.mark.parametrize("siret", ["73282932000017", "35600000000048", "35600000000001"])
def test_inv_10_a_siret_has_a_key_and_those_of_la_poste_another_one(siret: str) -> None:
    check_siret(siret)


@pytest.mark.parametrize(
    "siret", ["73282932000018", "7328293200001", "35600000000002", "73282932100016", "7328293200001A"]
)
def test_inv_10_a_siret_with_a_wrong_key_is_none(siret: str) -> None:
    with pytest.raises(InputError):
        check_siret(siret)


@pytest.mark.parametrize(
    ("number", "siren", "wrong"),
    [
        ("FR68900000001", "900000001", None),
        ("FR69900000001", "900000001", "vat_number"),
        ("FR25900000019", "900000001", "vat_number"),
        ("FR68900000001", None, "siren"),
        ("DE136695976", None, None),
        ("DE136695977", None, "vat_number"),
        ("GR094259216", None, None),
        ("EL094259216", None, None),
        ("EL094259217", None, "vat_number"),
        ("CHE107787577", None, None),
        ("12345", None, "vat_number"),
    ],
)
def test_inv_10_vat_numbers_of_the_union_have_their_countrys_key(
    number: str, siren: str | None, wrong: str | None
) -> None:
    profile = CustomerProfile("Atelier", CustomerKind.BUSINESS, HOME, siren=siren, vat_number=number)
    if wrong is None:
        check_profile(profile, known_numbers())
        return
    with pytest.raises(InputError) as caught:
        check_profile(profile, known_numbers())
    assert [one.field for one in caught.value.fields] == [wrong]


def test_a_siret_says_which_siren_it_is_of_and_spaces_do_not_matter() -> None:
    profile = tidied(CustomerProfile("Atelier ", CustomerKind.BUSINESS, HOME, siret="732 829 320 00017"))
    assert (profile.siren, profile.siret, profile.name) == ("732829320", "73282932000017", "Atelier")


@pytest.mark.parametrize(("days", "month"), [(61, False), (-1, False), (46, True), (60, True)])
def test_inv_06_no_term_beyond_sixty_days_or_forty_five_and_the_end_of_the_month(days: int, month: bool) -> None:
    with pytest.raises(InputError):
        check_terms(PaymentTerms(days, month))


def test_inv_06_the_end_of_the_month_is_the_one_in_which_the_days_end() -> None:
    check_terms(PaymentTerms(45, True))
    assert PaymentTerms(45, True).due_on(date(2026, 12, 20)) == date(2027, 2, 28)
    assert PaymentTerms(30).due_on(date(2026, 12, 20)) == date(2027, 1, 19)


def test_names_are_compared_without_case_accents_and_legal_form() -> None:
    assert name_key("SARL  L'Étoffe-Dorée") == name_key("l’etoffe dorée") == "l etoffe doree"
    assert name_key("SAS") == "sas"


def test_two_establishments_of_one_siren_are_asked_back_and_not_refused() -> None:
    first = Known("a", "École A", "25000", "732829320", "73282932000017")
    second = Known("b", "École B", "39000", "732829320", "73282932000025")
    twin = twin_of(first, second)
    assert twin is not None
    assert (twin.reasons, twin.certain, twin.probable) == ((Reason.OTHER_ESTABLISHMENT,), False, True)


def test_pairs_come_once_and_the_likeliest_first() -> None:
    known = [
        Known("a", "Librairie", "25000", "732829320"),
        Known("b", "La Librairie", "39000", "732829320", email="x@y.fr"),
        Known("c", "SARL Librairie", "25000", email="x@y.fr"),
        Known("d", "Librairie", "75001"),
    ]
    found = [(one.first.id, one.twin.known.id, one.twin.score) for one in pairs_of(known)]
    assert found == [("a", "b", 95), ("a", "c", 60)]


def test_the_log_of_a_record_is_bounded() -> None:
    log = changes_between({}, {f"f{n}": "x" for n in range(LONGEST_LOG + 7)}, "p1", NOON, ())
    assert (len(log), log[0].field) == (LONGEST_LOG, "f7")


def test_a_file_is_read_in_windows_and_in_french() -> None:
    text = "Nom;Code postal;Ville;Adresse;Délai de paiement;Fin de mois\r\nÉpicerie;25000;Besançon;1 rue;45;oui\r\n"
    for content in (text.encode("cp1252"), text.encode(), b"\xef\xbb\xbf" + text.encode()):
        (row,) = rows_of(content, CUSTOMER_COLUMNS)
        profile = customer_profile(row)
        assert (row.line, profile.name, profile.address.city) == (2, "Épicerie", "Besançon")
        assert profile.payment_terms == PaymentTerms(45, True)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"", "headings"),
        (b"name;colour\nA;red\n", "headings"),
        (b"name;name\nA;B\n", "headings"),
        (b"siren\n732829320\n", "headings"),
        (b"name\n", "file"),
        (b"name;siren\nA;1;2\n", "rows.2"),
        (b'name\n"A\n', "rows.2"),
        (b"name\nA\x81\n", "file"),
        (b"name\n" + b"A\n" * 2001, "file"),
    ],
)
def test_a_file_that_is_none_is_refused_by_its_place(content: bytes, field: str) -> None:
    with pytest.raises(InputError) as caught:
        rows_of(content, CUSTOMER_COLUMNS)
    assert caught.value.fields[0].field == field

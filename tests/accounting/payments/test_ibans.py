"""IBANs: every error says which part is wrong; people's are masked for others, logged, and confirmed by somebody else."""

from datetime import date

import pytest

from accounting.domain.errors import InputError
from accounting.domain.payments.execution_day import check_execution_day
from accounting.domain.payments.iban import check_rib, check_sepa, masked
from accounting.usecases.payments.read_iban import ReadIban, read_iban
from accounting.usecases.payments.target_holidays import target_holidays
from tests.accounting.integration.office import Office
from tests.accounting.payments.desk import DEBTOR, iban, said, slug

PATH = "persons/p1/bank-details"
BODY = {"holder": "Ida Exemple", "iban": iban(900)}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("FR7630006000011234567890188", "check digits"),
        ("FR763000600001123456789018", "26 characters"),
        ("XX7630006000011234567890189", "no country"),
        ("FR76 3000 6000 0112 3456 7890 1é9", "other characters"),
        ("FR", "too short"),
    ],
)
def test_an_error_says_which_part_of_an_iban_is_wrong(typed: str, wrong: str) -> None:
    with pytest.raises(InputError) as caught:
        read_iban(ReadIban(typed))
    assert wrong in caught.value.fields[0].message
    assert typed not in str(caught.value)


def test_a_french_iban_whose_digits_fit_and_whose_rib_key_does_not_is_refused() -> None:
    bban = "30006000011234567890188"
    wrong = f"FR{98 - int(bban + '152700') % 97:02d}{bban}"
    with pytest.raises(InputError, match="RIB key"):
        read_iban(ReadIban(wrong))
    check_rib("FR1420041010050500013M02606")
    assert read_iban(ReadIban("fr76 3000 6000 0112 3456 7890 189")) == DEBTOR


def test_an_account_outside_sepa_is_no_target_of_a_transfer() -> None:
    number = read_iban(ReadIban("BR1800360305000010009795493C1"))
    with pytest.raises(InputError, match="outside SEPA"):
        check_sepa(number)


@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        (date(2026, 12, 5), "2026-12-07"),
        (date(2026, 12, 25), "2026-12-28"),
        (date(2026, 11, 30), "2026-12-01"),
    ],
)
def test_no_order_is_for_a_day_on_which_banks_are_closed_and_the_next_one_is_named(day: date, next_day: str) -> None:
    with pytest.raises(InputError) as caught:
        check_execution_day(day, date(2026, 12, 1), target_holidays())
    assert next_day in caught.value.fields[0].accepted


def test_a_french_holiday_that_target_does_not_have_is_a_business_day() -> None:
    check_execution_day(date(2026, 11, 11), date(2026, 11, 2), target_holidays())
    with pytest.raises(InputError, match="60 days"):
        check_execution_day(date(2027, 2, 1), date(2026, 12, 1), target_holidays())


async def test_a_person_says_where_they_are_paid_and_others_see_no_more_than_a_mask(office: Office) -> None:
    made = await office.done("PUT", PATH, BODY, role="student")
    assert (made["iban"], made["confirmed"]) == (masked(iban(900)), False)
    assert (await office.done("GET", PATH, role="student"))["iban"] == iban(900)
    assert (await office.done("GET", PATH))["iban"] == iban(900)
    assert (await office.done("GET", PATH, role="cae_officer"))["iban"] == f"{iban(900)[:4]} •••• {iban(900)[-4:]}"
    assert (await office.ask("GET", PATH, role="student", sub="p2")).status_code == 404
    assert (await office.ask("GET", PATH, role="coach")).status_code == 404
    assert (await office.ask("PUT", PATH, BODY, role="cae_officer")).status_code == 403
    assert (await office.ask("POST", f"{PATH}/confirmation", {"iban": iban(900)}, role="student")).status_code == 403
    document = (await office.deps.bank_details.get("p1")).document
    assert document["outbox"] == []


async def test_another_iban_is_unconfirmed_again_and_the_log_names_masks_only(office: Office) -> None:
    await office.done("PUT", PATH, BODY, role="student")
    await office.done("POST", f"{PATH}/confirmation", {"iban": iban(900)})
    await office.done("PUT", PATH, BODY, role="student")
    assert (await office.done("GET", PATH))["confirmed"] is True
    await office.done("PUT", PATH, BODY | {"iban": iban(901)}, role="student")
    found = await office.done("GET", PATH)
    assert found["confirmed"] is False
    assert [one["field"] for one in found["changes"]] == ["iban", "holder", "confirmed", "iban"]
    assert iban(900) not in str(found["changes"])
    late = await office.ask("POST", f"{PATH}/confirmation", {"iban": iban(900)})
    assert slug(late) == (409, "bank-details-other")


async def test_bad_bank_details_name_their_field_and_nothing_is_kept(office: Office) -> None:
    assert set(said(await office.ask("PUT", PATH, BODY | {"iban": "FR76"}, role="student"))) == {"iban"}
    assert set(said(await office.ask("PUT", PATH, BODY | {"bic": "DEUTDEFF"}, role="student"))) == {"bic"}
    assert set(said(await office.ask("PUT", PATH, BODY | {"holder": "东京"}, role="student"))) == {"holder"}
    assert (await office.ask("PUT", "persons/nobody/bank-details", BODY)).status_code == 404
    assert await office.deps.bank_details.count() == 0

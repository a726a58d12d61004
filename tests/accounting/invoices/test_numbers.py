"""Numbers: by template, at issue only, gapless in each series, never twice (INV-02, INV-08)."""

import asyncio
from datetime import date

import pytest

from accounting.domain.errors import InputError
from accounting.domain.numbering import Numbering, Series, plan_number
from tests.accounting.integration.office import SIREN, Office
from tests.accounting.invoices.documents import ISSUE, credited, drafted

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("template", "number"),
    [
        ("{YYYY}-{SEQYEAR:6}", "2026-000042"),
        ("F{SEQGLOBAL}", "F42"),
        ("{YY}{MM}/{SEQMONTH:4}", "2612/0042"),
        ("C_{YYYY}{MM}-{ANA}-{SEQMONTHANA:3}", "C_202612-A001-042"),
    ],
)
def test_inv_08_a_template_gives_its_number(template: str, number: str) -> None:
    numbering = Numbering(SIREN, {Series.INVOICE: template})
    assert plan_number(numbering, Series.INVOICE, DAY, "A001").number(42) == number


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{SEQYEAR}", "cannot guarantee unique numbers"),
        ("{YYYY}-{SEQMONTH}", "cannot guarantee unique numbers"),
        ("{YYYY}-{MM}-{SEQMONTHANA}", "cannot guarantee unique numbers"),
        ("F-{YYYY}", "has 0 sequences"),
        ("{SEQGLOBAL}{SEQYEAR}{YYYY}", "has 2 sequences"),
        ("{YEAR}-{SEQGLOBAL}", "a variable or a character"),
        ("N° {SEQGLOBAL}", "a variable or a character"),
        ("{ANA}-{YYYY}{MM}-{SEQMONTHANA}", "begins with {ANA}"),
        ("F{YYYY}{MM}{ANA}{SEQMONTHANA}", "beside its sequence"),
        ("FACTURE-DE-LA-COOPERATIVE-{YYYY}-{SEQYEAR}", "characters (INV-08)"),
    ],
)
def test_inv_02_a_template_that_cannot_be_unique_or_sent_is_refused(template: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        Numbering(SIREN, {Series.INVOICE: template})
    assert says in caught.value.fields[0].message
    assert caught.value.fields[0].field == "templates.invoice"


@pytest.mark.parametrize("template", ["{YYYY}/{SEQYEAR}", "{YY}{SEQYEAR}", "INT-{SEQGLOBAL}", "IN{SEQGLOBAL}"])
def test_inv_02_two_series_never_give_the_same_number(template: str) -> None:
    with pytest.raises(InputError, match="could give the same number"):
        Numbering(SIREN, {Series.CREDIT_NOTE: template})


def test_inv_02_a_later_template_never_gives_the_numbers_of_a_former_one() -> None:
    former = ((Series.INVOICE, "F{SEQGLOBAL}"),)
    with pytest.raises(InputError, match="could give the same number"):
        Numbering(SIREN, {Series.INVOICE: "F{YYYY}{SEQYEAR}"}, former=former)
    assert Numbering(SIREN, {Series.INVOICE: "F{SEQGLOBAL:5}"}, former=former).used


async def test_inv_02_series_of_their_own_stay_gapless_under_concurrency(office: Office) -> None:
    body = {"templates": {"credit_note": "AV{YYYY}-{SEQYEAR:3}"}, "first_numbers": {"invoice": 118}}
    await office.done("PUT", f"legal-entities/{SIREN}/numbering", body)
    ids = [str((await drafted(office))["id"]) for _ in range(10)]
    for one in ids:
        await office.done("POST", f"invoices/{one}/submission", role="student")
    issued = await asyncio.gather(*(office.done("POST", f"invoices/{one}/issue", ISSUE) for one in ids))
    assert sorted(one["number"] for one in issued) == [f"2026-{number:06d}" for number in range(118, 128)]
    notes = [await credited(office, one) for one in issued[:3]]
    assert [one["number"] for one in notes] == ["AV2026-001", "AV2026-002", "AV2026-003"]
    late = await office.ask("PUT", f"legal-entities/{SIREN}/numbering", {"first_numbers": {"invoice": 1}})
    assert late.json()["type"].endswith("inv-02-series-begun")

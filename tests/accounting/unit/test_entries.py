"""The rules of an entry (ACC-01, 02, 07, 08, 09; CAE-07) and the worked entries of every document."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounting.domain import bookkeeping, sale_entries
from accounting.domain.accounts import SEEDED, chart, check_new_account
from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine, Journal, moved_to, validate
from accounting.domain.errors import InputError, RuleError
from accounting.domain.invoice import Means, Payment, issued as certain
from accounting.domain.pricing import Nature
from accounting.domain.purchasing.purchase_entries import payment_entry, third_of
from accounting.domain.why import Why
from tests.accounting.unit.samples import BOOKS, SIREN, TODAY, bought, issued, line, paid_supplier, purchase_posted

WHY = Why("PCG 1031-1", "Une écriture d'exemple.", "invoice:i1")
BANK, CUSTOMER = EntryLine("512", debit_cents=100), EntryLine("411", credit_cents=100)


def entry(*lines: EntryLine, **changes: Any) -> EntryDraft:
    base: dict[str, Any] = {
        "siren": SIREN,
        "journal": Journal.BANK,
        "source_key": "payment:1",
        "posted_on": TODAY,
        "label": "Règlement",
        "voucher_ref": "2026-000001",
        "voucher_on": TODAY,
        "lines": lines,
        "activity_id": "a1",
        "scheme": "student_cooperative",
        "why": WHY,
    }
    return EntryDraft(**base | changes)


@pytest.mark.parametrize(
    ("lines", "changes", "slug"),
    [
        ((BANK, EntryLine("411", credit_cents=99)), {}, "acc-01-unbalanced"),
        ((BANK,), {}, "acc-02-too-few-lines"),
        ((BANK, EntryLine("999999", credit_cents=100)), {}, "acc-07-unknown-account"),
        ((BANK, EntryLine("41", credit_cents=100)), {}, "acc-07-unknown-account"),
        ((BANK, EntryLine("4¹1", credit_cents=100)), {}, "acc-07-unknown-account"),
        ((BANK, CUSTOMER), {"voucher_ref": " "}, "acc-08-no-voucher"),
        ((BANK, CUSTOMER), {"label": ""}, "acc-08-no-voucher"),
        ((BANK, EntryLine("411", debit_cents=50, credit_cents=150)), {}, "acc-09-one-side"),
        ((BANK, CUSTOMER, EntryLine("411")), {}, "acc-09-one-side"),
        ((BANK, EntryLine("411", debit_cents=-100)), {}, "acc-09-one-side"),
        ((BANK, EntryLine("706", credit_cents=100)), {}, "cae-07-no-analytic-code"),
        ((EntryLine("186", debit_cents=100), CUSTOMER), {}, "cae-07-no-analytic-code"),
    ],
)
def test_an_entry_that_breaks_a_rule_is_refused(
    lines: tuple[EntryLine, ...], changes: dict[str, Any], slug: str
) -> None:
    with pytest.raises(RuleError) as caught:
        entry(*lines, **changes)
    assert caught.value.slug == slug


def test_acc_04_a_validated_entry_has_its_number_and_keeps_its_content() -> None:
    validated = validate(entry(BANK, CUSTOMER), SEEDED, 2027, 12, date(2026, 12, 2))
    assert (validated.reference, validated.fiscal_year) == ("BQ-000012", 2027)
    assert [replace(one, account_label="") for one in validated.lines] == [BANK, CUSTOMER]
    assert [one.account_label for one in validated.lines] == ["Banques", "Clients"]


def test_acc_06_what_is_dated_in_a_closed_period_is_moved_and_says_so() -> None:
    """PCG 1031-4: to the first open day, with express mention of the real date."""
    moved, real_on = moved_to(entry(BANK, CUSTOMER), date(2027, 1, 1))
    assert (moved.posted_on, real_on) == (date(2027, 1, 1), TODAY)
    assert moved.label == "Règlement (opération du 01/12/2026)"
    assert moved_to(entry(BANK, CUSTOMER), TODAY) == (entry(BANK, CUSTOMER), None)


def movements(draft: EntryDraft | None) -> list[tuple[str, int]]:
    assert draft is not None
    return [(one.account, one.debit_cents - one.credit_cents) for one in draft.lines]


def test_a_sale_is_credited_by_nature_and_its_vat_apart() -> None:
    invoice = issued(line(10_000, nature=Nature.SERVICES), line(5_000), line(2_000, "5.5", nature=Nature.RESALE))
    draft = sale_entries.sale(BOOKS, "i1", invoice, certain(invoice))
    assert movements(draft) == [
        ("411", 20_110),
        ("706", -10_000),
        ("701", -5_000),
        ("707", -2_000),
        ("44571", -3_000),
        ("44571", -110),
    ]
    assert [one.vat_rate for one in draft.lines] == [None, "20", "20", "5.5", "20", "5.5"]
    assert draft.lines[0].due_on == certain(invoice).order.due_on
    assert (draft.journal, draft.source_key, draft.voucher_ref) == (Journal.SALES, "sale:i1", "2026-000001")
    assert draft.lines[0].auxiliary == Auxiliary("C00001", "Librairie Exemple")
    assert {one.analytic_code for one in draft.lines} == {"A001"}


@pytest.mark.parametrize(("means", "account"), [("transfer", "512"), ("card", "512"), ("cheque", "5112")])
def test_a_receipt_clears_the_customer(means: str, account: str) -> None:
    invoice = issued()
    payment = Payment("y1", TODAY, 12_000, Means(means))
    draft = sale_entries.receipt(BOOKS, "i1", replace(invoice, payments=(payment,)), certain(invoice), payment)
    assert movements(draft) == [(account, 12_000), ("411", -12_000)]
    assert (draft.journal, draft.source_key) == (Journal.BANK, "payment:y1")


def test_a_purchase_and_its_payment() -> None:
    assert movements(purchase_posted(bought())) == [("601", 5_000), ("44566", 1_000), ("401", -6_000)]
    assert movements(purchase_posted(bought(vat=0))) == [("601", 5_000), ("401", -5_000)]
    paid = paid_supplier(bought())
    settled = payment_entry(BOOKS, "b1", paid, paid.payments[0], third_of(paid))
    assert movements(settled) == [("401", 6_000), ("512", -6_000)]
    assert (settled.source_key, settled.journal) == ("payment:b1", Journal.BANK)


def test_cae_09_a_contribution_is_exchanged_with_the_cooperative_and_181_nets_to_nothing() -> None:
    draft = bookkeeping.contribution(BOOKS, "i1", "2026-000001", 1_000, TODAY, WHY)
    assert movements(draft) == [("186", 1_000), ("181", -1_000), ("181", 1_000), ("187", -1_000)]
    assert draft is not None
    assert [one.analytic_code for one in draft.lines] == ["A001", "A001", "CAE", "CAE"]
    less = bookkeeping.contribution(BOOKS, "b1", "T-17", -500, TODAY, WHY)
    assert movements(less) == [("186", -500), ("181", 500), ("181", -500), ("187", 500)]
    assert bookkeeping.contribution(BOOKS, "b1", "T-17", 0, TODAY, WHY) is None


def test_a_share_out_owes_each_member_their_part() -> None:
    amounts = ((Auxiliary("M1", "Zoé Exemple"), 700), (Auxiliary("M2", "Ali Exemple"), 0), (Auxiliary("M3", "I"), 300))
    draft = bookkeeping.share_out(BOOKS, "s1", amounts, TODAY, WHY)
    assert movements(draft) == [("604", 1_000), ("468", -700), ("468", -300)]
    assert bookkeeping.share_out(BOOKS, "s1", ((Auxiliary("M1", "Z"), 0),), TODAY, WHY) is None


@pytest.mark.parametrize("account", ["151", "2182", "211", "271", "6161", "7082", "310", "530"])
def test_acc_07_the_whole_pcg_is_there(account: str) -> None:
    """A CAE's books from elsewhere have vehicles, provisions and deposits as well."""
    assert SEEDED.knows(account)
    assert len(chart()) > 800


@pytest.mark.parametrize(
    ("account", "added"), [("706100", True), ("210000", True), ("2182", False), ("218200", False), ("990000", False)]
)
def test_acc_07_an_account_is_added_below_one_of_the_pcg_and_never_twice(account: str, added: bool) -> None:
    """706100 is below 706, 210000 below 21, which itself is too short to be posted on; 218200 is 2182."""
    if added:
        check_new_account(account, "Un compte à nous")
    else:
        with pytest.raises(InputError):
            check_new_account(account, "Un compte à nous")

"""CAE-07: margin by month, quotes as future turnover, and the hint at the break-even, computed by hand."""

from dataclasses import replace
from datetime import date

from accounting.domain.entry import Auxiliary
from accounting.domain.management.break_even import BreakEven, break_even_of
from accounting.domain.management.pipeline import DatedQuote, InvoicedPart, Pipeline, pipeline_of
from accounting.domain.management.results import Result, largest
from accounting.domain.quote import Quote, QuoteStatus
from tests.accounting.quotes.samples import sending
from tests.accounting.unit.management_samples import CUSTOMER, Ledger, autumn
from tests.accounting.unit.samples import line

NOVEMBER = date(2026, 11, 30)
QUOTE = replace(
    Quote("a1", "g1", "student_cooperative", "c1", date(2026, 11, 20), (line(50_000),), QuoteStatus.SENT),
    sending=sending(date(2026, 11, 1)),
)


def test_margin_by_month_and_cumulated() -> None:
    """September 400 - 0, October 900 - 300, November 1 000 - 250 - 60: 400, 600 and 690, together 1 690."""
    sheet = autumn().sheet(NOVEMBER)
    assert [one.turnover_cents for one in sheet.results.values()] == [40_000, 90_000, 100_000]
    assert [one.purchases_cents for one in sheet.results.values()] == [0, 30_000, 31_000]
    assert [one.margin_cents for one in sheet.results.values()] == [40_000, 60_000, 69_000]
    assert (sheet.year.margin_cents, sheet.year.contribution_cents, sheet.year.left_cents) == (169_000, 17_900, 151_100)
    assert sheet.cashed == {"2026-09": 0, "2026-10": 48_000, "2026-11": 60_000}
    assert sheet.month_ends == {"2026-09": 0, "2026-10": 48_000, "2026-11": 72_000}


def test_a_share_out_and_a_donation_are_no_purchases() -> None:
    """500.00 go to a member through 604, 40.00 to an association: the margin stays 400.00, and 540.00 were given away."""
    ledger = Ledger()
    ledger.sale(date(2026, 9, 14), 40_000)
    member = Auxiliary("MA001001", "Une Étudiante")
    ledger.post(date(2026, 11, 5), ("604", 50_000), ("468", -50_000, member), source="share:s1")
    ledger.post(date(2026, 11, 6), ("6238", 4_000), ("512", -4_000), source="donation:d1")
    sheet = ledger.sheet(NOVEMBER)
    assert (sheet.year.margin_cents, sheet.year.given_cents, sheet.purchases) == (40_000, 54_000, ())
    assert [(one.name, one.account, one.owed_cents) for one in sheet.members] == [("Une Étudiante", "468", 50_000)]


def test_a_credit_note_and_a_rebate_lower_turnover_and_purchases() -> None:
    """Sold 100.00, credited 30.00, rebate of 5.00 granted (709); bought 40.00, rebate of 4.00 obtained (609)."""
    ledger = Ledger()
    ledger.sale(date(2026, 11, 3), 10_000)
    ledger.post(date(2026, 11, 4), ("706", 3_000), ("709", 500), ("411", -3_500, CUSTOMER))
    ledger.purchase(date(2026, 11, 5), 4_000)
    ledger.post(date(2026, 11, 6), ("401", 400, CUSTOMER), ("609", -400))
    month = ledger.sheet(NOVEMBER).month
    assert (month.turnover_cents, month.purchases_cents, month.margin_cents) == (6_500, 3_600, 2_900)


def test_top_customers_are_ranked_by_what_they_bought_without_vat() -> None:
    ledger = Ledger()
    ledger.sale(date(2026, 9, 3), 10_000)
    ledger.sale(date(2026, 10, 3), 25_000, by=Auxiliary("C00002", "Mercerie Exemple"))
    ledger.sale(date(2026, 11, 3), 5_000)
    sheet = ledger.sheet(NOVEMBER)
    assert [(one.label, one.cents) for one in sheet.customers] == [
        ("Mercerie Exemple", 25_000),
        ("Librairie Exemple", 15_000),
    ]
    assert largest({"b": 2, "a": 2, "c": 3, "d": 0, "e": -1}, 2) == (("c", 3), ("a", 2))


def test_signed_potential_and_lost_quotes_on_a_day() -> None:
    """500.00 each: one sent, one signed, one signed and invoiced in two parts, one whose validity is over, one refused."""
    accepted = replace(QUOTE, accepted_on=date(2026, 11, 8), status=QuoteStatus.SIGNED)
    parts = (InvoicedPart(date(2026, 11, 15), 20_000), InvoicedPart(date(2026, 11, 21), 30_000))
    quotes = (
        DatedQuote(QUOTE),
        DatedQuote(accepted),
        DatedQuote(replace(accepted, status=QuoteStatus.INVOICED), parts),
        DatedQuote(replace(QUOTE, valid_until=date(2026, 11, 5))),
        DatedQuote(replace(QUOTE, status=QuoteStatus.REFUSED, ended_on=date(2026, 11, 9))),
    )
    assert pipeline_of(quotes, date(2026, 10, 31)) == Pipeline(0, 0, 0)
    assert pipeline_of(quotes, date(2026, 11, 4)) == Pipeline(0, 250_000, 0)
    assert pipeline_of(quotes, date(2026, 11, 10)) == Pipeline(100_000, 50_000, 100_000)
    assert pipeline_of(quotes, date(2026, 11, 20)) == Pipeline(80_000, 50_000, 100_000)
    assert pipeline_of(quotes, date(2026, 11, 21)) == Pipeline(50_000, 0, 150_000)


def test_an_invoice_that_is_only_drafted_has_not_been_invoiced() -> None:
    drafted = replace(QUOTE, accepted_on=date(2026, 11, 8), status=QuoteStatus.INVOICED)
    assert pipeline_of((DatedQuote(drafted),), NOVEMBER) == Pipeline(50_000, 0, 0)


def test_what_nobody_sent_is_no_offer_and_a_replaced_version_counts_once() -> None:
    replaced = replace(QUOTE, status=QuoteStatus.SUPERSEDED, ended_on=date(2026, 11, 10))
    newer = replace(QUOTE, sending=sending(date(2026, 11, 10)))
    quotes = (DatedQuote(replace(QUOTE, sending=None)), DatedQuote(replaced), DatedQuote(newer))
    assert pipeline_of(quotes, date(2026, 11, 9)) == Pipeline(0, 50_000, 0)
    assert pipeline_of(quotes, date(2026, 11, 10)) == Pipeline(0, 50_000, 0)


def test_the_break_even_is_what_pays_the_fixed_charges() -> None:
    """Sold 1 000, of which 300 of cloth and 100 of contribution: a euro keeps 0.60. 240 of rent need 240 / 0.6 = 400."""
    year = Result(
        turnover_cents=100_000,
        purchases_cents=54_000,
        contribution_cents=10_000,
        accounts={"601": 30_000, "6132": 24_000, "706": 100_000},
    )
    assert break_even_of(year) == BreakEven(40_000, 24_000, 600, reached=True)


def test_no_break_even_is_invented() -> None:
    """Without sales, without fixed charges, or when a sale brings nothing, there is none."""
    assert break_even_of(Result()) is None
    assert break_even_of(Result(turnover_cents=100, purchases_cents=30, accounts={"601": 30, "706": 100})) is None
    losing = Result(turnover_cents=100, purchases_cents=150, accounts={"601": 120, "6132": 30, "706": 100})
    assert break_even_of(losing) is None

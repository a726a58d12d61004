"""Whatever happens to an invoice, its entries hold together and everything comes to nothing when everybody has paid."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from accounting.domain.instalments import Instalment, deposit_lines
from accounting.domain.invoice import Invoice, InvoiceStatus
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.money import half_up
from accounting.domain.parties import LegalEntity
from accounting.domain.pricing import Discount, Line, net_of_lines, totals_of
from accounting.domain.vat import VAT_PER_MILLE, VatOfRate
from tests.accounting.proof.random_sales import SELLERS, Act, Sale, acts, contents, lines

Content = tuple[tuple[Line, ...], Discount | None]
SETTLED = (InvoiceStatus.PAID, InvoiceStatus.CREDITED, InvoiceStatus.CORRECTED)
_many = settings(max_examples=300, deadline=None)
_sellers = st.sampled_from(SELLERS)


def _check_entries(of: Sale) -> None:
    """ACC-01, ACC-02: balanced, one side a line, no line of nothing; and the same when made again later."""
    for entry in of.entries.values():
        assert sum(line.balance_cents for line in entry.lines) == 0
        assert all(min(line.debit_cents, line.credit_cents) == 0 for line in entry.lines)
        assert all(max(line.debit_cents, line.credit_cents) > 0 for line in entry.lines)
    again = of.made_again()
    for key, entry in of.entries.items():
        if key in again:
            assert again[key].lines == entry.lines, key


def _vat_of(of: Sale) -> Counter[str]:
    """What documents say of the VAT per rate: invoices without what deposits were invoiced before, less credit notes."""
    vat: Counter[str] = Counter()
    for invoice in of.documents.values():
        if invoice.status is InvoiceStatus.CORRECTED:
            continue
        for one in invoice.totals.vat:
            vat[one.rate] += invoice.sign * one.vat_cents
        for one in (part for prepaid in invoice.prepaid for part in prepaid.vat):
            vat[one.rate] -= one.vat_cents
    return vat


def _check_vat(of: Sale) -> None:
    """INV-04: 44571 and 4458 together are the VAT of the documents, rate by rate."""
    booked = of.balances()
    said = _vat_of(of)
    for rate in (*VAT_PER_MILLE, "0"):
        assert -(booked["44571", rate] + booked["4458", rate]) == said[rate], rate


def _check_states(of: Sale) -> None:
    for id_, invoice in of.documents.items():
        assert invoice.due_cents >= 0
        assert invoice.left_cents >= 0
        assert min(invoice.paid_cents, invoice.credited_cents) >= 0
        left = Counter({(one.treatment, one.rate): one.base_cents for one in invoice.totals.vat})
        vat = Counter({(one.treatment, one.rate): one.vat_cents for one in invoice.totals.vat})
        for one in (part for credit in invoice.credits for part in credit.vat):
            left[one.treatment, one.rate] -= one.base_cents
            vat[one.treatment, one.rate] -= one.vat_cents
        assert min((*left.values(), *vat.values())) >= 0, id_


def _check_settled(of: Sale) -> None:
    assert all(one.status in SETTLED and one.left_cents == 0 for one in of.documents.values())
    assert of.balance("411") == 0
    assert {rate: cents for (account, rate), cents in of.balances().items() if account == "4458" and cents} == {}


@given(content=contents())
@_many
def test_inv_04_totals_are_the_sums_of_their_rates_and_a_discount_is_split_to_the_cent(content: Content) -> None:
    """INV-04: VAT per rate is the rate of the sum, half up; TTC = HT + VAT; every cent of a discount is some line's."""
    sold, discount = content
    totals, nets = totals_of(sold, discount), net_of_lines(sold, discount)
    assert sum(nets) == totals.excluding_vat_cents == totals.lines_cents - totals.discount_cents
    assert totals.lines_cents == sum(one.total_cents for one in sold)
    assert all(0 <= net <= one.total_cents for net, one in zip(nets, sold, strict=True))
    for one in totals.vat:
        of_rate = [
            net
            for net, line in zip(nets, sold, strict=True)
            if (line.vat_rate, line.vat_treatment) == (one.rate, one.treatment)
        ]
        assert one.base_cents == sum(of_rate)
        assert one.vat_cents == half_up(one.base_cents * VAT_PER_MILLE.get(one.rate, 0), 1000)
    assert sum(one.base_cents + one.vat_cents for one in totals.vat) == totals.including_vat_cents
    assert totals.including_vat_cents == totals.excluding_vat_cents + totals.vat_cents
    if discount and discount.amount_cents:
        assert totals.discount_cents == discount.amount_cents


@given(content=contents(), happening=acts, seller=_sellers)
@_many
def test_inv_07_paid_and_credited_in_any_order_everything_comes_to_nothing(
    content: Content, happening: list[Act], seller: LegalEntity
) -> None:
    """INV-07, CGI art. 269, 2 c: an invoice in parts paid, credited and paid back."""
    of = Sale(seller)
    id_ = of.sell(*content)
    for act in happening:
        of.play(id_, [act])
        _check_states(of)
        _check_vat(of)
    of.settle()
    _check_states(of)
    _check_entries(of)
    _check_vat(of)
    _check_settled(of)
    if of.documents[id_].status is InvoiceStatus.CREDITED:
        left = {key: cents for key, cents in of.balances().items() if cents and key[0] != "512"}
        assert left == {}


@given(content=contents(), first=st.integers(1, 999), which=st.integers(0, 4), second=st.integers(1, 1000))
@_many
def test_the_vat_of_services_is_due_with_the_last_cent_whatever_was_credited(
    content: Content, first: int, which: int, second: int
) -> None:
    """CGI art. 269, 2 c: partly paid, one nature credited, then settled: nothing waits on 4458 for money that cannot come."""
    of = Sale(SELLERS[1])
    id_ = of.sell(*content)
    of.pay(id_, first)
    of.credit(id_, 1000, which)
    of.pay(id_, second)
    of.credit(id_, second, which + 1)
    of.settle()
    _check_entries(of)
    _check_vat(of)
    _check_settled(of)


@given(content=contents(), new=lines(), happening=acts, seller=_sellers)
@_many
def test_inv_07_a_corrective_invoice_stands_alone_in_the_end(
    content: Content, new: tuple[Line, ...], happening: list[Act], seller: LegalEntity
) -> None:
    """INV-07: the first sale and its reversal are nothing together, and the corrective one lives like any other."""
    of = Sale(seller)
    first = of.sell(*content)
    second = of.correct(first, new)
    assert {
        key: cents for key, cents in of.balances((f"sale:{first}", f"sale-replaced:{first}")).items() if cents
    } == {}
    of.play(second, happening)
    of.settle()
    _check_states(of)
    _check_entries(of)
    _check_vat(of)
    _check_settled(of)


@st.composite
def _parts(draw: st.DrawFn) -> tuple[Instalment, ...]:
    cuts = sorted(draw(st.sets(st.integers(1, 9_999), min_size=1, max_size=3)))
    whole = [0, *cuts, 10_000]
    parts = [after - before for before, after in pairwise(whole)]
    return tuple(Instalment("Acompte", f"{part // 100}.{part % 100:02d}") for part in parts)


@given(content=contents(), plan=_parts(), happening=st.lists(acts, min_size=4, max_size=4), seller=_sellers)
@_many
def test_deposits_and_the_final_invoice_are_the_sale_to_the_cent(
    content: Content, plan: tuple[Instalment, ...], happening: list[list[Act]], seller: LegalEntity
) -> None:
    """400.01 + 399.99: per rate, deposits and what the final invoice adds are the whole, and 4191 comes to nothing."""
    sold, discount = content
    of, deposits = Sale(seller), list[str]()
    for place in range(len(plan) - 1):
        parts = deposit_lines(sold, discount, plan, place, "devis 7")
        if parts:
            id_ = of.sell(parts, None, kind=InvoiceKind.DEPOSIT)
            deposits.append(id_)
            of.play(id_, happening[place])
    whole = totals_of(sold, discount)
    left = Counter({(one.treatment, one.rate): one.vat_cents for one in whole.vat})
    for deposit in (of.documents[one] for one in deposits):
        left.subtract({(one.treatment, one.rate): one.vat_cents for one in _net(deposit)})
    if min(left.values()) < 0:
        return  # The final invoice would take back VAT: the plan of a quote refuses this (quote_plan.check_plan_of).
    final = of.documents[of.final(sold, discount, deposits)]
    assert of.balance("4191") == 0
    taken = sum(one.base_cents + one.vat_cents for id_ in deposits for one in _net(of.documents[id_]))
    assert final.due_cents + taken == whole.including_vat_cents
    _check_vat(of)
    of.play(next(id_ for id_, one in of.documents.items() if one is final), happening[3])
    of.settle()
    _check_states(of)
    _check_entries(of)
    _check_vat(of)
    _check_settled(of)


def _net(invoice: Invoice) -> list[VatOfRate]:
    """Base and VAT by rate, and once more with a minus what credit notes took back."""
    taken = [one for credit in invoice.credits for one in credit.vat]
    minus = [replace(one, base_cents=-one.base_cents, vat_cents=-one.vat_cents) for one in taken]
    return [*invoice.totals.vat, *minus]

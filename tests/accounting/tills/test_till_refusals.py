"""What a till refuses, with the field and what would be accepted; nothing of it is recorded."""

from typing import Any

import pytest

from tests.accounting.tills.stall import Stall, new_till, paid, sold

FREE = {"label": "Broche", "quantity": "1", "unit_price": "5.00", "vat_rate": "20", "nature": "goods"}
BAD_SALES: list[tuple[dict[str, Any], str]] = [
    ({"lines": [FREE | {"quantity": "-1"}], "payments": paid("5.00")}, "lines.0.quantity"),
    ({"lines": [FREE | {"quantity": "0"}], "payments": paid("5.00")}, "lines.0.quantity"),
    ({"lines": [FREE | {"quantity": "1e3"}], "payments": paid("5.00")}, "lines.0.quantity"),
    ({"lines": [FREE | {"quantity": "9999999", "unit_price": "99999.00"}], "payments": paid("5.00")}, "lines.0"),
    ({"lines": [FREE | {"unit_price": "-5.00"}], "payments": paid("5.00")}, "lines.0.unit_price"),
    ({"lines": [FREE | {"unit_price": "9999999999999.00"}], "payments": paid("5.00")}, "lines.0.unit_price"),
    ({"lines": [FREE | {"unit_price": 5}], "payments": paid("5.00")}, "lines.0.unit_price"),
    ({"lines": [FREE | {"vat_rate": "19.6"}], "payments": paid("5.00")}, "lines.0.vat_rate"),
    ({"lines": [FREE | {"nature": "gift"}], "payments": paid("5.00")}, "lines.0.nature"),
    ({"lines": [{"quantity": "1"}], "payments": paid("5.00")}, "lines.0"),
    ({"lines": sold("NOTHING"), "payments": paid("5.00")}, "lines.0.article"),
    ({"lines": [], "payments": paid("5.00")}, "lines"),
    ({"lines": [FREE], "payments": paid("4.99")}, "payments"),
    ({"lines": [FREE], "payments": [*paid("6.00"), *paid("-1.00", "card")]}, "payments.1.amount"),
    ({"lines": [FREE], "payments": paid("5.00", given="4.00")}, "payments.0.given"),
    ({"lines": [FREE], "payments": paid("5.00", "card", given="6.00")}, "payments.0.given"),
    ({"lines": [FREE], "payments": paid("5.00", "transfer")}, "payments.0.means"),
    ({"lines": [FREE], "payments": paid("5.00"), "sold_at": "2019-01-01T10:00:00Z"}, "sold_at"),
    ({"lines": [FREE], "payments": paid("5.00"), "sold_at": "2099-01-01T10:00:00Z"}, "sold_at"),
    ({"lines": [FREE], "payments": paid("5.00"), "sold_at": "0001-01-01T00:00:00+14:00"}, "sold_at"),
    ({"lines": [FREE], "payments": paid("5.00"), "sold_at": "9999-12-31T23:59:59-14:00"}, "sold_at"),
    ({"lines": [FREE], "payments": paid("5.00"), "sold_at": "2026-12-01T10:00:00"}, "sold_at"),
    ({"lines": [FREE], "payments": paid("5.00"), "price": "5.00"}, "price"),
]


@pytest.mark.parametrize(("body", "field"), BAD_SALES, ids=[f"{place}-{one[1]}" for place, one in enumerate(BAD_SALES)])
async def test_a_sale_that_cannot_be_names_its_field(stall: Stall, body: dict[str, Any], field: str) -> None:
    """Quantities, prices, rates, payments and dates out of bounds."""
    answer = await stall.ask("POST", "/sales", body)
    assert answer.status_code == 422, answer.text
    problem = answer.json()["errors"][0]
    assert problem["field"] == field
    assert (await stall.verified())["records"] == 1


async def test_inv_09_a_liable_seller_sells_nothing_without_vat(stall: Stall) -> None:
    """INV-09."""
    answer = await stall.ask("POST", "/sales", {"lines": [FREE | {"vat_rate": "0"}], "payments": paid("5.00")})
    assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]) == (409, "inv-09-seller-with-vat")


async def test_nothing_is_sold_moved_or_refunded_without_an_open_session(stall: Stall) -> None:
    """After the Z nothing can be dated in its day, and a closing is made once (ISCA)."""
    sale = await stall.sell(*sold(), pay=paid("18.00"))
    await stall.close("68.00")
    bodies = (
        ("/sales", {"lines": sold(), "payments": paid("18.00")}),
        (f"/sales/{sale['id']}/refunds", {"payments": paid("18.00"), "reason": "x"}),
        ("/movements", {"type": "OUT", "amount": "1.00", "reason": "x"}),
    )
    for path, body in bodies:
        answer = await stall.ask("POST", path, body)
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]) == (409, "till-no-session"), answer.text
    for path, body, slug in (
        ("/sessions/1/closing", {"counted_cash": "68.00"}, "till-session-closed"),
        ("/sessions", {"counted_float": "68.00"}, "till-day-closed"),
    ):
        answer = await stall.ask("POST", path, body)
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]) == (409, slug), answer.text
    for method in ("PUT", "PATCH", "DELETE"):
        assert (await stall.ask(method, f"/sales/{sale['id']}", {})).status_code == 405


async def test_no_more_comes_back_than_was_sold(stall: Stall) -> None:
    """All refunds of a sale together, each line for itself, and never out of an empty drawer."""
    sale = await stall.sell(*sold("SAC", "3"), *sold("LIVRE"), pay=paid("63.90", "card"))
    path = f"/sales/{sale['id']}/refunds"

    async def refund(amount: str, *lines: tuple[int, str], **more: Any) -> tuple[int, str]:
        body = {"payments": paid(amount), "reason": "retour", **more}
        if lines:
            body["lines"] = [{"line": line, "quantity": quantity} for line, quantity in lines]
        answer = await stall.ask("POST", path, body)
        found = answer.json()
        if answer.is_success:
            return answer.status_code, found["total"]
        problems = found.get("errors")
        return answer.status_code, problems[0]["field"] if problems else found["type"].rsplit(":", 1)[-1]

    assert await refund("36.00", (0, "2")) == (201, "-36.00")
    assert await refund("36.00", (0, "2")) == (422, "lines.0.quantity")
    assert await refund("18.00", (2, "1")) == (422, "lines.0.line")
    assert await refund("17.00", (0, "1")) == (422, "payments")
    # The drawer has 14.00 left: the rest, 27.90, cannot be paid out of it.
    assert await refund("27.90") == (422, "payments")
    body = {"payments": paid("27.90", "card"), "reason": "retour"}
    taken = await stall.done("POST", path, body)
    assert [one["sold_line"] for one in taken["lines"]] == [0, 1]
    assert await refund("18.00", (0, "1")) == (409, "till-refunded")
    again = await stall.ask("POST", f"/sales/{taken['id']}/refunds", body)
    assert again.json()["type"].endswith("till-refund-of-refund")
    await stall.verified()


async def test_sessions_counts_and_tills_are_checked(stall: Stall) -> None:
    """Negative and huge counts, a second session, articles twice, unknown tills and tickets."""
    other = await new_till(stall.office)
    for counted in ("-0.01", "1000000.01", "abc"):
        answer = await other.ask("POST", "/sessions", {"counted_float": counted})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "counted_float")
    assert (
        (await stall.ask("POST", "/sessions", {"counted_float": "1.00"})).json()["type"].endswith("till-session-open")
    )
    assert (await stall.ask("POST", "/sessions/2/closing", {"counted_cash": "1.00"})).status_code == 409
    assert (await stall.ask("GET", "/sales/unknown")).status_code == 404
    assert (await stall.ask("GET", f"/sales?session={10**30}")).status_code == 422
    assert (await stall.ask("POST", f"/sessions/{10**30}/closing", {"counted_cash": "1.00"})).status_code == 409
    article = {"code": "A", "label": "x", "price": "1.00", "vat_rate": "20", "nature": "goods"}
    twice = {"label": "x", "place": "y", "articles": [article, article]}
    answer = await stall.ask("PUT", "", twice)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "articles.1.code")
    cheque = {"type": "OUT", "means": "cheque", "amount": "1.00", "reason": "x"}
    assert (await stall.ask("POST", "/movements", cheque)).json()["errors"][0]["field"] == "means"

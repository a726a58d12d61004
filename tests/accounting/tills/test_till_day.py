"""A day at the market, from the float to the bank, and what it becomes in the books (domain §5.10, entry 4)."""

import asyncio
from dataclasses import replace

from accounting.domain.pool import pool_of
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, SIREN
from tests.accounting.tills.stall import ARTICLES, Stall, paid, sold

MIXED = [{"article": "SAC", "quantity": "2"}, {"article": "LIVRE"}, {"article": "RETOUCHE"}]


async def busy_day(stall: Stall) -> dict[str, str]:
    """Three sales, a refund, money in and out: ids of the sales by name."""
    mixed = await stall.sell(*MIXED, pay=[*paid("33.25", given="40.00"), *paid("20.00", "card")])
    cheque = await stall.sell(*sold("LIVRE", "3"), pay=paid("29.70", "cheque"))
    free = {"label": "Broche", "quantity": "1.5", "unit_price": "4.01", "vat_rate": "20", "nature": "goods"}
    await stall.sell(free, pay=paid("6.02"))
    refund = {"lines": [{"line": 0, "quantity": "1"}], "payments": paid("18.00"), "reason": "Couture défaite"}
    await stall.done("POST", f"/sales/{mixed['id']}/refunds", refund)
    await stall.done("POST", "/movements", {"type": "IN", "amount": "20.00", "reason": "Monnaie"})
    await stall.done("POST", "/movements", {"type": "OUT", "amount": "5.00", "reason": "Ficelle"})
    return {"mixed": mixed["id"], "cheque": cheque["id"], "refund": refund["reason"]}


async def test_a_day_is_one_entry_and_all_of_it_adds_up(stall: Stall) -> None:
    """Sales by nature and rate, VAT of the tickets, means, and a difference of cash on 658."""
    await busy_day(stall)
    # 50.00 + 33.25 + 6.02 - 18.00 + 20.00 - 5.00 is 86.27 in the drawer; 86.00 is counted.
    closing = await stall.close("86.00")
    assert closing["cash"] == {"expected": "86.27", "counted": "86.00", "difference": "-0.27"}
    assert (closing["total"], closing["sold"], closing["refunded"]) == ("70.97", "88.97", "18.00")
    assert (closing["perpetual"], closing["perpetual_absolute"]) == ("70.97", "106.97")
    assert (closing["sale_count"], closing["refund_count"]) == (3, 1)
    assert closing["means"] == {"cash": "21.27", "card": "20.00", "cheque": "29.70"}
    assert closing["vat"] == [
        {"rate": "20", "base": "26.15", "vat": "5.22"},
        {"rate": "5.5", "base": "37.53", "vat": "2.07"},
    ]
    entries = await stall.entries()
    assert entries["Caisse C01 du 01/12/2026"] == [
        ("530000", "21.27", "0.00"),
        ("511200", "29.70", "0.00"),
        ("511000", "20.00", "0.00"),
        ("701000", "0.00", "20.02"),
        ("706000", "0.00", "6.13"),
        ("707000", "0.00", "37.53"),
        ("445710", "0.00", "5.22"),
        ("445710", "0.00", "2.07"),
        ("530000", "0.00", "0.27"),
        ("658000", "0.27", "0.00"),
    ]
    assert entries["Fond de caisse C01"] == [("530000", "50.00", "0.00"), ("580000", "0.00", "50.00")]
    assert entries["Apport à la caisse C01"] == [("530000", "20.00", "0.00"), ("580000", "0.00", "20.00")]
    assert entries["Sortie de la caisse C01"] == [("530000", "0.00", "5.00"), ("471000", "5.00", "0.00")]
    assert (await stall.verified())["records"] == 8


async def test_what_is_sold_contributes_and_is_money_at_once(stall: Stall) -> None:
    """CAE-09: the day counts as turnover without VAT, once, however often it is posted."""
    await stall.sell(*sold("SAC", "10"), pay=paid("180.00", "card"))
    closing = await stall.close("50.00")
    id_ = f"{stall.till}:{closing['sequence']:010d}"
    await stall.deps.till_records.change(id_, lambda one: Change(replace(one, to_post=True)), fresh_cause("a crash"))
    await asyncio.gather(post_missing_entries(stall.deps), post_missing_entries(stall.deps))
    balance = await stall.office.done("GET", f"activities/{ACTIVITY}/balance")
    assert (balance["turnover"], balance["contribution"]) == ("150.00", "15.00")
    assert not await stall.deps.till_records.all({"to_post": True})
    assert len(await stall.entries()) == 2
    (reason,) = [
        one["id"]
        for one in (await stall.office.done("GET", f"entries?siren={SIREN}&limit=200"))["items"]
        if one["source_key"] == f"contribution:till:{stall.till}:{closing['sequence']}"
    ]
    why = (await stall.office.done("GET", f"entries/{reason}/explanation"))["sentence"]
    assert why.startswith("La clôture de caisse C01-Z-2026-12-01 ajoute 150,00")
    explained = await stall.office.done("GET", f"entries?siren={SIREN}&limit=200")
    sums = {one["label"]: one["source_key"] for one in explained["items"]}
    assert sums["Caisse C01 du 01/12/2026"] == f"till:{stall.till}:{closing['sequence']}"


async def test_money_goes_to_the_bank_up_to_what_there_is(stall: Stall) -> None:
    """Cash, cheques and cards leave 530, 5112 and 511 for 512, also when no session is open."""
    await busy_day(stall)
    await stall.close("86.27")
    for means, amount in (("cash", "80.00"), ("cheque", "29.70"), ("card", "20.00")):
        deposit = {"type": "DEPOSIT", "means": means, "amount": amount, "reason": f"B-{means}"}
        await stall.done("POST", "/movements", deposit)
        again = await stall.ask("POST", "/movements", deposit)
        assert again.status_code == 422
        assert again.json()["errors"][0]["field"] == "amount"
    entries = await stall.entries()
    assert entries["Remise en banque B-cheque de la caisse C01"] == [
        ("511200", "0.00", "29.70"),
        ("512000", "29.70", "0.00"),
    ]
    standing = (await stall.done("GET", ""))["standing"]
    assert standing["to_deposit"] == {"cash": "6.27", "card": "0.00", "cheque": "0.00"}
    stall.at(2026, 12, 2, 8)
    opening = await stall.done("POST", "/sessions", {"counted_float": "6.27"})
    assert (opening["expected"], opening["counted"]) == ("6.27", "6.27")
    await stall.verified()


async def test_a_receipt_has_its_mentions_and_a_reprint_is_marked_and_counted(stall: Stall) -> None:
    """R127-3, VAT per rate, signature; the original until it is handed over, then ``DUPLICATA n° k`` (ISCA)."""
    sale = await stall.sell(*MIXED, pay=[*paid("33.25", given="40.00"), *paid("20.00", "card")])
    path = f"/sales/{sale['id']}"
    text = (await stall.ask("GET", f"{path}/receipt?format=text")).text
    for mention in (
        "Coopérative Exemple",
        "SIREN 732 829 320",
        "N° TVA FR44732829320",
        "4 place du Marché",
        "Marché de Noël",
        f"Ticket n° {sale['number']}",
        "TVA 20 % sur 36,13 € HT",
        "TVA 5,5 % sur 9,38 € HT",
        "rendu",
        "R127-3",
        f"Empreinte {sale['signature']}",
        "n’est pas une facture",
    ):
        assert mention in " ".join(text.split()), mention
    assert "DUPLICATA" not in text
    pdf = await stall.ask("GET", f"{path}/receipt")
    assert pdf.content.startswith(b"%PDF")
    assert b"/MediaBox [0 0 226.77" in pdf.content
    assert (await stall.ask("GET", f"{path}/receipt")).content == pdf.content
    assert [(await stall.done("POST", f"{path}/duplicates"))["duplicate"] for _ in range(2)] == [1, 2]
    assert (await stall.ask("GET", f"{path}/receipt?format=text")).status_code == 409
    assert (await stall.ask("GET", f"{path}/receipt?format=text&duplicate=3")).status_code == 404
    assert "DUPLICATA n° 2" in (await stall.ask("GET", f"{path}/receipt?format=text&duplicate=2")).text
    assert (await stall.ask("GET", f"{path}/receipt?format=json")).json()["total"] == "53.25"
    assert (await stall.verified())["records"] == 4


async def test_a_seller_without_vat_number_sells_without_vat(stall: Stall) -> None:
    """INV-09: an association that is not liable sells at the rate 0 only, and says why on the ticket."""
    association = {
        "name": "Association Exemple",
        "legal_form": "Association loi 1901",
        "share_capital": "0.00",
        "address": {"line": "1 rue des Écoles", "postcode": "25000", "city": "Besançon"},
        "fiscal_year_start_month": 9,
        "kind": "association",
    }
    office = stall.office
    await office.done("PUT", f"legal-entities/{SIREN}", association)
    body = {"activity_id": ACTIVITY, "label": "x", "place": "y", "articles": ARTICLES}
    refused = await office.ask("POST", "tills", body)
    assert refused.json()["type"].endswith("inv-09-seller-without-vat")
    article = {"code": "JEU", "label": "Jeu", "price": "5.00", "vat_rate": "0", "nature": "goods"}
    body = {"activity_id": ACTIVITY, "label": "x", "place": "y", "articles": [article]}
    till = await office.done("POST", "tills", body)
    other = Stall(office, till["id"])
    await other.done("POST", "/sessions", {"counted_float": "0.00"}, role="accountant")
    sale = {"lines": sold("JEU"), "payments": paid("5.00")}
    made = await other.done("POST", "/sales", sale, role="accountant")
    assert made["vat"] == [{"rate": "0", "base": "5.00", "vat": "0.00"}]
    receipt = await other.ask("GET", f"/sales/{made['id']}/receipt?format=text", role="accountant")
    assert "293 B" in receipt.text
    closing = await other.done("POST", "/sessions/1/closing", {"counted_cash": "5.00"}, role="accountant")
    assert (closing["vat"][0]["vat"], closing["total"]) == ("0.00", "5.00")
    assert (await other.entries())["Caisse C02 du 01/12/2026"] == [
        ("530000", "5.00", "0.00"),
        ("701000", "0.00", "5.00"),
    ]


async def test_an_open_till_and_its_money_keep_a_group_from_closing(stall: Stall) -> None:
    """The list of the liquidation names the till, until it is closed and the bank has everything; then its sales are shared."""

    async def items() -> dict[str, str]:
        found = await stall.office.done("GET", "groups/g1/liquidation")
        return {one["code"]: one["state"] for one in found["items"] if ".till" in one["code"]}

    await stall.sell(*sold("SAC", "10"), pay=paid("180.00"))
    assert await items() == {"accounting.till-open:C01": "open", "accounting.till-money:C01": "open"}
    await stall.close("230.00")
    assert await items() == {"accounting.till-money:C01": "open"}
    await stall.done("POST", "/movements", {"type": "DEPOSIT", "amount": "230.00", "reason": "B-1"})
    assert await items() == {"accounting.till-open": "done"}
    activity = (await stall.deps.activities.get(ACTIVITY)).state
    assert pool_of(activity, []).cash_collected_cents == 15_000

"""A year of a cooperative, from 1 September 2027 to 31 August 2028, as an accountant would tell it.

The cooperative X (732829320) carries two activities: A001 (group g1, sewing) and A002 (group g2, preserves). The association
Y (552100554) carries one: A001 (group g3, a mini-entreprise). The contribution is 10 % of the margin, posted with each sale
and each purchase. Every operation below says which entry it makes; what all of them make together is added up by hand in
``test_example_year.py``. Amounts with tax are marked TTC.
"""

from tests.accounting.integration.office import GROUP, SIREN
from tests.accounting.integration.sharing import CLOSING
from tests.accounting.proof.bookkeeper import OTHER, Bookkeeper

A, B, CAE = "A001", "A002", "CAE"


async def play(at: Bookkeeper) -> None:
    """The whole year of both, closed, and the first month of the next one."""
    await _autumn(at)
    await _winter(at)
    await _spring_and_share(at)
    await _mini_entreprise(at)
    await _closing(at)


async def _autumn(at: Bookkeeper) -> None:
    """September to November of X.

    1. 10/09 BQ: capital 2 000,00 paid in, 512 to 1013.
    2. 15/09 VE: g1 sells 10 × 100,00 of services at 20 %: 1 000,00 + 200,00 = 1 200,00 TTC. OD: contribution 100,00.
    3. 18/09 AC: g1 buys cloth, 300,00 + 60,00 = 360,00 TTC. OD: contribution -30,00.
    4. 30/09 OD: bank fee of A001 12,00, by hand.
    5. 05/10 BQ: 500,00 on invoice 2.
    6. 08/10 VE: g2 sells 20 × 25,00 of preserves at 5,5 %: 500,00 + 27,50 = 527,50 TTC. OD: contribution 50,00.
    7. 12/10 BQ: cloth paid, 360,00.
    8. 20/10 BQ: the other 700,00 on invoice 2, which is settled.
    9. 31/10 OD: bank fee of A002, 21,00 by mistake.
    10. 02/11 OD: that entry reversed. 11. 02/11 OD: the right fee, 12,00.
    12. 03/11: September is closed.
    13. 10/11 AC: flour that was invoiced on 28/09 comes late: 100,00 + 5,50 = 105,50 TTC. OD: contribution -10,00.
    14. 10/11 BQ: it had been paid on 30/09, in the closed month: 105,50 on 01/10, the first open day (ACC-06).
    15. 16/11 VE: g1 sells 5 × 80,00 at 20 % and 10 × 10,00 at 10 %: 500,00 + 80,00 + 10,00 = 590,00 TTC.
        OD: contribution 50,00.
    16. 25/11 BQ: paid by cheque, 590,00 on 5112. 17. 30/11 BQ: the cheque is paid in, 5112 to 512; lettered by hand.
    """
    at.day("2027-09-10")
    await at.by_hand(SIREN, "BQ", "Souscription au capital", ("512", CAE, "2000.00"), ("1013", CAE, "-2000.00"))
    at.day("2027-09-15")
    library = await at.customer("g1", "Camille Exemple")
    first = await at.sell("g1", library, ("10", "100.00", "20", "services"))
    at.day("2027-09-18")
    cloth = await at.buy("g1", "Tissus Exemple", "T-17", "601", "300.00", "60.00", "2027-09-18")
    at.day("2027-09-30")
    await _fee(at, A, "12.00")
    at.day("2027-10-05")
    await at.paid(first, "500.00")
    at.day("2027-10-08")
    grocer = await at.customer("g2", "Dominique Exemple")
    second = await at.sell("g2", grocer, ("20", "25.00", "5.5", "goods"))
    at.day("2027-10-12")
    await at.pay(cloth)
    at.day("2027-10-20")
    await at.paid(first, "700.00")
    at.day("2027-10-31")
    wrong = await _fee(at, B, "21.00")
    at.day("2027-11-02")
    await at.office.done("POST", f"entries/{wrong}/reversal", {"reason": "montant erroné"})
    await _fee(at, B, "12.00")
    at.day("2027-11-03")
    await at.close(SIREN, "2027-09")
    at.day("2027-11-10")
    flour = await at.buy("g2", "Moulin Exemple", "M-4", "601", "100.00", "5.50", "2027-09-28")
    await at.pay(flour, "2027-09-30")
    at.day("2027-11-16")
    third = await at.sell("g1", library, ("5", "80.00", "20", "services"), ("10", "10.00", "10", "services"))
    at.day("2027-11-25")
    await at.paid(third, "590.00", "cheque")
    cheque = (await at.office.deps.invoices.get(third)).state.payments[0].id
    at.day("2027-11-30")
    deposit = await at.by_hand(SIREN, "BQ", "Remise de chèque", ("512", A, "590.00"), ("5112", A, "-590.00"))
    await at.letter(SIREN, (await at.entry(f"payment:{cheque}"), 0), (deposit, 1))
    at.day("2027-12-10")
    await _vat_of_autumn(at, second)


async def _vat_of_autumn(at: Bookkeeper, second: str) -> None:
    """December of X.

    18. 10/12 OD: VAT of September to November. Collected: A001 200,00 + 90,00, A002 27,50. Deductible: A001 60,00,
        A002 5,50. To pay: 230,00 + 22,00 = 252,00.
    19. 10/12 BQ: invoice 6 paid, 527,50. 20. 15/12 BQ: the VAT is paid, 252,00. 20/12: October and November are closed.
    """
    await _vat(at, ("290.00", "60.00", "230.00"), ("27.50", "5.50", "22.00"))
    await at.paid(second, "527.50")
    at.day("2027-12-15")
    await _vat_paid(at, "230.00", "22.00")
    at.day("2027-12-20")
    await at.close(SIREN, "2027-10", "2027-11")


async def _winter(at: Bookkeeper) -> None:
    """January to March of X.

    21. 14/01 VE: g1 sells 8 × 125,00 of services at 20 %: 1 200,00 TTC. OD: contribution 100,00.
    22. 20/01 AC: g1 buys cloth, 200,00 + 40,00 = 240,00 TTC. OD: contribution -20,00.
    23. 05/02 BQ: it is paid. 24. 10/02 BQ: invoice 21 is paid.
    25. 15/02 VE: g2 sells 40 × 10,00 of services at 10 %: 440,00 TTC. OD: contribution 40,00.
    26. 05/03 BQ: 240,00 of it is paid; 200,00 stay open over the end of the year.
    27. 12/03 AC: g2 buys jars (6068), 60,00 + 12,00 = 72,00 TTC, not paid this year. OD: contribution -6,00.
    """
    at.day("2028-01-14")
    school = await at.customer("g1", "Claude Exemple")
    fourth = await at.sell("g1", school, ("8", "125.00", "20", "services"))
    at.day("2028-01-20")
    cloth = await at.buy("g1", "Tissus Exemple", "T-31", "601", "200.00", "40.00", "2028-01-20")
    at.day("2028-02-05")
    await at.pay(cloth)
    at.day("2028-02-10")
    await at.paid(fourth, "1200.00")
    at.day("2028-02-15")
    fair = await at.customer("g2", "Sacha Exemple")
    fifth = await at.sell("g2", fair, ("40", "10.00", "10", "services"))
    at.day("2028-03-05")
    await at.paid(fifth, "240.00")
    at.day("2028-03-12")
    await at.buy("g2", "Bocaux Exemple", "B-9", "6068", "60.00", "12.00", "2028-03-12")


async def _spring_and_share(at: Bookkeeper) -> None:
    """April to June of X.

    28. 30/04 OD: bank fee of A001 15,00.
    29. 05/05 OD: VAT of December to April. A001 200,00 - 40,00 = 160,00; A002 40,00 - 12,00 = 28,00. 30. 20/05 BQ: paid, 188,00.
    31. 30/06 OD: g1 shares, 3 : 3 : 1. Collected without VAT 1 000,00 + 500,00 + 1 000,00 = 2 500,00, minus purchases
        500,00, minus contribution 10 % of the margin of 2 000,00 = 200,00: pool 1 800,00. One seventh is 257,142857…:
        3/7 are 771,428571… and 1/7 is 257,142857…; cut to cents that is 771,42 + 771,42 + 257,14 = 1 799,98, and the two
        cents left go to the two largest remainders, those of the 3/7: 771,43 + 771,43 + 257,14 = 1 800,00.
    32. 30/06 three BQ: the first two get 771,43 each, the third 100,00 of 257,14: 157,14 stay owed. The first two are settled.
    """
    at.day("2028-04-30")
    await _fee(at, A, "15.00")
    at.day("2028-05-05")
    await _vat(at, ("200.00", "40.00", "160.00"), ("40.00", "12.00", "28.00"))
    at.day("2028-05-20")
    await _vat_paid(at, "160.00", "28.00")
    at.day("2028-06-30")
    office = at.office
    for number, person in enumerate(("p1", "p2", "p3"), 1):
        member = {"group_id": GROUP, "person_id": person, "member_number": number}
        await office.receive("enrolment.member_activated.v1", member)
    votes = {"votes_for": 3, "votes_against": 0, "abstentions": 0, "adopted_on": "2028-06-30"}
    weights = {"resolution_id": "r1", "group_id": GROUP, "rule": "POINTS", "weights": {"p1": 3, "p2": 3, "p3": 1}}
    await office.receive("coaching.resolution_adopted.v1", weights | votes)
    await office.receive("enrolment.group_closed.v1", CLOSING | {"closed_on": "2028-06-30"})
    share = await office.done("GET", f"groups/{GROUP}/share")
    await office.done("POST", f"shares/{share['id']}/approval")
    for person, amount in (("p1", "771.43"), ("p2", "771.43"), ("p3", "100.00")):
        payment = {"person_id": person, "paid_on": "2028-06-30", "amount": amount, "means": "transfer"}
        await office.done("POST", f"shares/{share['id']}/payments", payment)


async def _mini_entreprise(at: Bookkeeper) -> None:
    """What Y does on the first two days of July, so that its books have the same year.

    1. CA: ten shares of 4,00 are lent in cash: 40,00 on 1673. 2. BQ: the cash goes to the bank.
    3. AC: paper (6064), 30,00 + 6,00 = 36,00 TTC; a loss owes no contribution, so nothing else. 4. BQ: it is paid.
    5. VE: 30 × 5,00 of goods at 5,5 %: 150,00 + 8,25 = 158,25 TTC. OD: contribution 10 % of 150,00 - 30,00 = 12,00.
    6. BQ: it is paid.
    7. OD: VAT 8,25 - 6,00 = 2,25 declared. 8. BQ: it is paid.
    9. BQ: the advance goes back, 40,00. 10. OD: bank fee 2,00.
    """
    at.day("2028-07-01")
    office = at.office
    activity = (await office.done("GET", "activities?group_id=g3"))["items"][0]["id"]
    lent = {"person_id": "p7", "shares": 10, "received_on": "2028-07-01", "means": "cash"}
    book = await office.done("POST", f"activities/{activity}/advances", lent)
    await at.by_hand(OTHER, "BQ", "Versement d'espèces", ("512", A, "40.00"), ("530", A, "-40.00"))
    paper = await at.buy("g3", "Papeterie Exemple", "P-1", "6064", "30.00", "6.00", "2028-07-01")
    await at.pay(paper)
    buyer = await at.customer("g3", "Alix Exemple")
    sold = await at.sell("g3", buyer, ("30", "5.00", "5.5", "goods"))
    await at.paid(sold, "158.25")
    at.day("2028-07-02")
    tax = ("44571", A, "8.25"), ("44566", A, "-6.00"), ("44551", A, "-2.25")
    await at.by_hand(OTHER, "OD", "Déclaration de TVA", *tax)
    await at.by_hand(OTHER, "BQ", "Paiement de la TVA", ("44551", A, "2.25"), ("512", A, "-2.25"))
    back = {"repaid_on": "2028-07-02", "amount": "40.00", "means": "transfer"}
    await office.done("POST", f"advances/{book['advances'][0]['id']}/repayment", back)
    await at.by_hand(OTHER, "OD", "Frais bancaires", ("627", A, "2.00"), ("512", A, "-2.00"))


async def _closing(at: Bookkeeper) -> None:
    """20/09/2028: all months of both and then their years are closed, which opens the next ones. 33. The customer of sale 25
    pays the 200,00 that were open: the first entry of BQ in the new year. The file of the closed year stays as it is, so the
    accountant letters the payment with the opening balance of the customer."""
    at.day("2028-09-20")
    await at.close(SIREN, "2027-12", *(f"2028-{month:02d}" for month in range(1, 9)))
    await at.close(OTHER, "2028-07", "2028-08")
    for siren in (SIREN, OTHER):
        await at.office.done("POST", f"legal-entities/{siren}/closings", {"year": 2028})
    owing = [one for one in await at.office.deps.invoices.all() if one.state.status.value == "PARTIALLY_PAID"]
    await at.paid(owing[0].id, "200.00")
    payment = (await at.office.deps.invoices.get(owing[0].id)).state.payments[-1].id
    (opening,) = await at.office.deps.ledger.all({"entry.source_key": f"opening:{SIREN}:2029"})
    accounts = [line.account for line in opening.state.certain_entry.lines]
    await at.letter(SIREN, (opening.id, accounts.index("411")), (await at.entry(f"payment:{payment}"), 1))


async def _fee(at: Bookkeeper, code: str, amount: str) -> str:
    return await at.by_hand(SIREN, "OD", "Frais bancaires", ("627", code, amount), ("512", code, f"-{amount}"))


async def _vat(at: Bookkeeper, *of_activities: tuple[str, str, str]) -> None:
    """Dr 44571 collected · Cr 44566 deductible · Cr 44551 to pay, for each activity."""
    lines: list[tuple[str, str, str]] = []
    for code, (collected, deductible, due) in zip((A, B), of_activities, strict=True):
        lines += [("44571", code, collected), ("44566", code, f"-{deductible}"), ("44551", code, f"-{due}")]
    await at.by_hand(SIREN, "OD", "Déclaration de TVA", *lines)


async def _vat_paid(at: Bookkeeper, first: str, second: str) -> None:
    """Dr 44551 · Cr 512, for each activity."""
    debits = ("44551", A, first), ("44551", B, second)
    credits = ("512", A, f"-{first}"), ("512", B, f"-{second}")
    await at.by_hand(SIREN, "BQ", "Paiement de la TVA", *debits, *credits)

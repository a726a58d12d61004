"""Money that goes back to people: expense sheets, and what a member had paid of a purchase."""

from accounting.usecases.bank.complete_settlements import complete_settlements
from essaim.kit.cause import fresh_cause
from tests.accounting.bank.branch import Branch
from tests.accounting.bank.test_matching import forgotten
from tests.accounting.expenses.claims import TRAIN, begin
from tests.accounting.integration.office import ACTIVITY


async def _registered(branch: Branch) -> None:
    person = {
        "person_id": "p1",
        "kind": "student",
        "given_name": "Camille",
        "family_name": "Exemple",
        "email": "c@example.org",
    }
    await branch.office.receive("enrolment.person_registered.v1", person, source="/coopilote/enrolment")


async def test_an_expense_sheet_is_paid_back_by_the_statement(branch: Branch) -> None:
    """Found by its number and the person's name; paid once, whatever is completed how often."""
    await _registered(branch)
    claim = await begin(branch.office)
    sheet = await claim.approved(TRAIN)
    movement = await branch.movement("-31,40", f"VIR {sheet['number']} CAMILLE EXEMPLE")
    best = (await branch.proposals(movement))[0]
    assert (best["items"][0]["kind"], best["score"]) == ("expense_sheet", 100)
    assert (await branch.match(movement, *best["items"])).is_success
    assert (await claim.done("GET", "", role="accountant"))["status"] == "PAID"
    deps = branch.office.deps
    await deps.bank_movements.change(movement["id"], forgotten, fresh_cause("test"))
    await complete_settlements(deps)
    assert await branch.lines("512000") == [("0.00", "31.40")]
    assert (await branch.reconciled())["remaining"] == "0.00"


async def test_supplier_and_member_are_paid_apart(branch: Branch) -> None:
    """Of one purchase, two movements: the supplier's part and the member's."""
    await _registered(branch)
    line = {"label": "Toile", "account": "601", "total_excluding_vat": "300.00", "vat_rate": "20"}
    body = {
        "activity_id": ACTIVITY,
        "supplier_name": "Tissus Exemple",
        "supplier_reference": "T-17",
        "invoiced_on": "2026-11-20",
        "lines": [line],
        "member": {"person_id": "p1", "percent": "25"},
    }
    purchase = await branch.office.done("POST", "purchases/drafts", body)
    for step in ("submission", "approval"):
        await branch.office.done("POST", f"purchases/{purchase['id']}/{step}")
    document = (await branch.office.deps.purchases.get(purchase["id"])).document
    await branch.office.hear(document, "accounting.purchase_recorded.v1")
    for amount, kind in (("-270,00", "purchase"), ("-90,00", "reimbursement")):
        movement = await branch.movement(amount, f"VIR {kind} T-17")
        best = (await branch.proposals(movement))[0]
        assert (best["items"][0]["kind"], best["score"]) == (kind, 85)
        assert (await branch.match(movement, *best["items"])).is_success
    assert (await branch.office.done("GET", f"purchases/{purchase['id']}"))["status"] == "PAID"
    assert sorted(await branch.lines("512000")) == [("0.00", "270.00"), ("0.00", "90.00")]

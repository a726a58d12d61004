"""Chapter 4, the bank: one SEPA file pays the supplier, the member and the expense sheet."""

from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from essaim.cli.demo.group import BIC, IBAN, SIREN, Group
from essaim.cli.demo.people import ACCOUNTANT, Student
from essaim.cli.demo.spending import SUPPLIER, Spent
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount

ACCOUNT_ID = "compte-courant"
IBANS_OF_MEMBERS = ("FR7630006000019990000200297", "FR7630006000019990000300304")
FEES = {"contains": "FRAIS", "account": "627", "analytic_code": "CAE", "direction": "out", "most": "50.00"}
EXECUTED_ON = "2026-12-18"


@dataclass(frozen=True)
class PaymentOrder:
    """An order that the bank has: its reference, and what leaves the account."""

    order_id: str
    reference: str
    cents: int


async def describe_account(world: World) -> None:
    """The account of the cooperative, and a rule for what the bank takes."""
    with world.step(
        ACCOUNTANT, "describes the bank account, and a rule: the bank’s fees go to 627", service="accounting"
    ):
        accounting = world.api("accounting", ACCOUNTANT)
        account = {"name": "Compte courant", "iban": IBAN, "bic": BIC, "ledger_account": "512"}
        await accounting.put(f"/v1/legal-entities/{SIREN}/bank-accounts/{ACCOUNT_ID}", account)
        await accounting.put(f"/v1/bank-accounts/{ACCOUNT_ID}/matching-rules", {"rules": [FEES]})


async def pay_all(world: World, group: Group, purchase: Spent, expenses: Spent) -> PaymentOrder:
    """The order is made, approved, sent; the bank books it as one movement."""
    ibans = dict(zip((purchase.paid_by, expenses.paid_by), IBANS_OF_MEMBERS, strict=True))
    await _say_where(world, group, ibans)
    accounting = world.api("accounting", ACCOUNTANT)
    wanted = sorted(
        [
            (str(SUPPLIER["iban"]), purchase.supplier_cents),
            (ibans[purchase.paid_by], purchase.member_cents),
            (ibans[expenses.paid_by], expenses.member_cents),
        ]
    )
    total = sum(cents for _, cents in wanted)
    what = f"pays the mill, the member and the expense sheet by one SEPA file: {format_amount(total)} €"
    with world.step(ACCOUNTANT, what, service="accounting"):
        items = [
            {"kind": "purchase", "id": purchase.document_id},
            {"kind": "reimbursement", "id": purchase.document_id},
            {"kind": "expense_sheet", "id": expenses.document_id},
        ]
        body = {"bank_account_id": ACCOUNT_ID, "execution_on": EXECUTED_ON, "items": items}
        order = await accounting.post(f"/v1/legal-entities/{SIREN}/payment-orders", body)
        expect("what it comes to", order["total"], format_amount(total))
        path, reference = f"/v1/payment-orders/{order['id']}", str(order["reference"])
        await accounting.post(f"{path}/approval")
        file = await accounting.download(f"{path}/pain001")
        world.output.write("bank", f"{reference}_pain.001.001.09.xml", file)
        expect("accounts and amounts in the file", sorted(_transfers(file)), wanted)
        await accounting.post(f"{path}/sending")
        world.output.write("bank", f"{reference}.pdf", await accounting.download(f"{path}/pdf"))
    return PaymentOrder(str(order["id"]), reference, total)


async def _say_where(world: World, group: Group, ibans: dict[Student, str]) -> None:
    """Members say themselves where they are paid; the accountant asks them again by another way."""
    await world.move_clock(paris(2026, 12, 17))
    for member, iban in ibans.items():
        path = f"/v1/persons/{member.person_id}/bank-details"
        student = member.actor(group.group_id)
        with world.step(student, "says where to be paid, and confirms it to the accountant", service="accounting"):
            await world.api("accounting", student).put(path, {"holder": member.name, "iban": iban})
            await world.api("accounting", ACCOUNTANT).post(f"{path}/confirmation", {"iban": iban})


def _transfers(file: bytes) -> list[tuple[str, int]]:
    """IBAN and cents of every transfer in a pain.001."""
    root = Xml.fromstring(file)
    namespace = root.tag.removesuffix("Document")
    found = []
    for transfer in root.iter(f"{namespace}CdtTrfTxInf"):
        iban = transfer.find(f"{namespace}CdtrAcct/{namespace}Id/{namespace}IBAN")
        amount = transfer.find(f"{namespace}Amt/{namespace}InstdAmt")
        assert iban is not None
        assert amount is not None
        found.append((str(iban.text), parse_amount(str(amount.text))))
    return found

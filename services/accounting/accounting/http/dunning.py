"""Dunning: which letters are due, which went out, and the letters themselves."""

from fastapi import APIRouter, Response

from accounting.documents.dunning.letter_pdf import Letter, render_letter
from accounting.domain.dunning import DunningFile
from accounting.domain.invoice import issued
from accounting.domain.mentions import penalty_text
from accounting.domain.printing import buyer_of, cape_of, seller_of
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.dunning import (
    DunningFileOut,
    DunningPolicyIn,
    DunningPolicyOut,
    HoldIn,
    ReminderDueOut,
    ReminderIn,
)
from accounting.usecases.dunning.hold_dunning import HoldDunning, hold_dunning
from accounting.usecases.dunning.list_reminders_due import list_reminders_due
from accounting.usecases.dunning.read_dunning_policy import read_dunning_policy
from accounting.usecases.dunning.remind_customer import RemindCustomer, remind_customer
from accounting.usecases.dunning.set_dunning_policy import SetDunningPolicy, set_dunning_policy
from essaim.contracts.types import Id, Siren
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf
from essaim.kit.store.errors import MissingError

router = APIRouter(tags=["dunning"])


@router.get("/v1/legal-entities/{siren}/dunning-policy", summary="The levels of letters about unpaid invoices")
async def read_policy(siren: Siren, deps: Use, caller: Caller) -> DunningPolicyOut:
    """Three levels of 8, 21 and 45 days without any of its own."""
    allow(caller, "dunning.read", deps)
    await deps.legal_entities.get(siren)
    return DunningPolicyOut.of(await read_dunning_policy(siren, deps))


@router.put("/v1/legal-entities/{siren}/dunning-policy", summary="Set them (accountant)")
async def put_policy(
    siren: Siren, body: DunningPolicyIn, deps: Use, caller: Caller, cause: CauseOf
) -> DunningPolicyOut:
    """Levels in days after the due date; rates of late penalties by half-year, as the law publishes them."""
    allow(caller, "dunning.set", deps)
    stored = await set_dunning_policy(SetDunningPolicy(body.to_domain(siren)), deps, cause)
    return DunningPolicyOut.of(stored.state)


@router.get("/v1/legal-entities/{siren}/reminders-due", summary="The letters that are to be sent now (accountant)")
async def reminders_due(siren: Siren, deps: Use, caller: Caller) -> list[ReminderDueOut]:
    """Longest overdue first; what is held or was sent at this level is left out."""
    allow(caller, "dunning.read", deps)
    await deps.legal_entities.get(siren)
    today = deps.clock.today()
    return [ReminderDueOut.of(one, today) for one in await list_reminders_due(siren, today, deps)]


@router.get("/v1/invoices/{invoice_id}/dunning", summary="What was done about an unpaid invoice")
async def read_file(invoice_id: Id, deps: Use, caller: Caller) -> DunningFileOut:
    """The letters that went out, and whether it is held."""
    invoice = (await deps.invoices.get(invoice_id)).state
    allow(caller, "invoice.read", deps, invoice.group_id)
    try:
        return DunningFileOut.of((await deps.dunning_files.get(invoice_id)).state)
    except MissingError:
        return DunningFileOut.of(DunningFile(invoice_id, invoice.group_id))


@router.post("/v1/invoices/{invoice_id}/reminders", status_code=201, summary="Send the next letter (accountant)")
async def remind(invoice_id: Id, body: ReminderIn, deps: Use, caller: Caller, cause: CauseOf) -> DunningFileOut:
    """Recorded once per level; print it from the PDF of its level."""
    allow(caller, "dunning.remind", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    return DunningFileOut.of((await remind_customer(RemindCustomer(invoice_id, body.level), deps, cause)).state)


@router.put("/v1/invoices/{invoice_id}/dunning-hold", summary="Send nothing for now (accountant)")
async def hold(invoice_id: Id, body: HoldIn, deps: Use, caller: Caller, cause: CauseOf) -> DunningFileOut:
    """A dispute, or a promise until a day."""
    allow(caller, "dunning.remind", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    command = HoldDunning(invoice_id, body.reason or "", body.until)
    return DunningFileOut.of((await hold_dunning(command, deps, cause)).state)


@router.get("/v1/invoices/{invoice_id}/reminders/{level}/pdf", summary="A letter", response_class=Response)
async def print_letter(invoice_id: Id, level: int, deps: Use, caller: Caller) -> Response:
    """As it went out: amounts are those of its day."""
    invoice = (await deps.invoices.get(invoice_id)).state
    allow(caller, "invoice.read", deps, invoice.group_id)
    file = (await deps.dunning_files.get(invoice_id)).state
    reminder = next((one for one in file.reminders if one.level == level), None)
    policy = await read_dunning_policy(invoice.siren, deps)
    if reminder is None or level > len(policy.levels):
        raise NotFoundError("not-found", f"no letter of level {level} went out for this invoice")
    certain = issued(invoice)
    seller, buyer = certain.order.seller, certain.order.buyer
    letter = Letter(
        level=policy.levels[level - 1],
        reminder=reminder,
        seller=seller_of(seller),
        buyer=buyer_of(buyer),
        trade_name=(await deps.groups.get(invoice.group_id)).state.name,
        number=certain.number,
        issued_on=certain.issued_on,
        due_on=certain.order.due_on,
        total_cents=invoice.due_cents,
        penalty_text=penalty_text(seller),
        city=seller.address.city,
        cape=cape_of(seller, certain.order.contract_ends_on),
    )
    headers = {"Content-Disposition": f'inline; filename="relance-{level}-{certain.number}.pdf"'}
    return Response(await deps.aside.run(render_letter, letter), media_type="application/pdf", headers=headers)

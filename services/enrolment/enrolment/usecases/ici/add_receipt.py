"""Add a receipt to a granted request: the file is kept, its amount is listed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import require_status
from enrolment.domain.ici import funding
from enrolment.domain.ici.funding import FundingRequest, FundingStatus, Receipt
from enrolment.usecases.privacy.keep_from_going import keep_from_going
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AddReceipt:
    """The file, and what it says."""

    request_id: str
    content: AsyncIterator[bytes]
    name: str
    media_type: str | None
    amount_cents: int
    paid_on: date
    label: str


async def add_receipt(command: AddReceipt, deps: Deps, cause: Cause) -> Stored[FundingRequest]:
    """The same file is listed once. InvalidError for a file that is not accepted."""
    known = (await deps.ici_funding.get(command.request_id)).state
    require_status("funding", known.status, (FundingStatus.GRANTED,), "add a receipt")
    file = await deps.attachments.keep(command.content, command.name, command.media_type)
    await keep_from_going(file.sha256, deps, cause)
    receipt = Receipt(
        sha256=file.sha256,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        amount_cents=command.amount_cents,
        paid_on=command.paid_on,
        label=command.label,
    )
    today = deps.clock.today()
    return await deps.ici_funding.change(
        command.request_id, lambda state: Change(funding.add_receipt(state, receipt, today)), cause
    )

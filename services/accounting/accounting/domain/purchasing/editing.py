"""A purchase while it is a draft or was returned: its content is written as a whole, files come and go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from accounting.domain.attachment import Attachment, attach, find_attached
from accounting.domain.errors import InputError, RuleError
from accounting.domain.purchase import (
    EDITABLE,
    ActivityPart,
    MemberPart,
    Purchase,
    PurchaseKind,
    check_invoiced_on,
    identity_of,
)
from accounting.domain.purchasing.line import MOST_LINES, PurchaseLine, check_line
from accounting.domain.purchasing.parts import check_bearable, check_member, check_shared

ROUNDING_CENTS = 5
"""Up to how many cents a paper's total may differ from its lines, unless the deployment says otherwise."""
LONGEST_TERM = timedelta(days=366)


@dataclass(frozen=True)
class SupplierOf:
    """Who sent it: the record if there is one, and what the books know the supplier by."""

    id: str | None
    name: str
    key: str
    account: str


@dataclass(frozen=True)
class PurchaseContent:
    """What a draft says. ``lines`` may be empty while only the paper is there."""

    reference: str
    invoiced_on: date
    lines: tuple[PurchaseLine, ...] = ()
    due_on: date | None = None
    kind: PurchaseKind = PurchaseKind.INVOICE
    original_id: str | None = None
    stated_total_cents: int | None = None
    member: MemberPart | None = None
    shared_with: tuple[ActivityPart, ...] = ()
    order_id: str | None = None
    note: str = ""


def with_content(purchase: Purchase, content: PurchaseContent, supplier: SupplierOf) -> Purchase:
    """The purchase with another content. RuleError from the submission on (ACC-03)."""
    check_editable(purchase)
    return replace(
        purchase,
        supplier_id=supplier.id,
        supplier_name=supplier.name,
        supplier_key=supplier.key,
        supplier_account=supplier.account,
        supplier_reference=content.reference,
        invoiced_on=content.invoiced_on,
        lines=content.lines,
        due_on=content.due_on,
        kind=content.kind,
        original_id=content.original_id,
        stated_total_cents=content.stated_total_cents,
        member=content.member,
        shared_with=content.shared_with,
        order_id=content.order_id,
        note=content.note,
        identity=identity_of(purchase.siren, supplier.key, content.reference),
    )


def check_content(purchase: Purchase, today: date, tolerance_cents: int = ROUNDING_CENTS) -> None:
    """InputError for what a draft cannot say. One that has no lines yet is a paper that waits to be typed in."""
    check_invoiced_on(purchase.invoiced_on, today)
    _check_due(purchase)
    if len(purchase.lines) > MOST_LINES:
        raise InputError("lines", f"are {len(purchase.lines)}", f"at most {MOST_LINES}")
    for place, line in enumerate(purchase.lines):
        check_line(line, f"lines.{place}", tolerance_cents)
    if purchase.kind is PurchaseKind.INVOICE and purchase.original_id is not None:
        raise InputError("original_id", "is for credit notes", "nothing, or kind credit_note")
    if purchase.lines:
        check_totals(purchase, tolerance_cents)


def check_totals(purchase: Purchase, tolerance_cents: int) -> None:
    """InputError for a total that the lines do not add up to, or parts that do not fit it."""
    total = purchase.total_including_vat_cents
    if purchase.total_excluding_vat_cents <= 0 or total <= 0:
        raise InputError("lines", "add up to nothing or less", "a total above 0; a credit note has kind credit_note")
    if abs(purchase.rounding_cents) > tolerance_cents:
        lines = total - purchase.rounding_cents
        accepted = f"{lines // 100}.{lines % 100:02d}, give or take {tolerance_cents} cents of rounding"
        raise InputError("stated_total", "is not what the lines add up to", accepted)
    check_shared(purchase.shared_with, purchase.activity_id, purchase.total_excluding_vat_cents)
    if purchase.member is not None:
        check_member(purchase.member, total)
    check_bearable(purchase)


def check_member_of(purchase: Purchase, person_ids: Sequence[str]) -> None:
    """InputError for somebody who is not of the activity."""
    if purchase.member is not None and purchase.member.person_id not in person_ids:
        raise InputError("member.person_id", "is no member of this activity", "the id of a member of the group")


def check_original(purchase: Purchase, original: Purchase, credited_cents: int = 0) -> None:
    """InputError unless a credit note takes back a recorded invoice of the same supplier, and not more than is left of it after
    other credit notes (``credited_cents``)."""
    same = original.siren == purchase.siren and original.supplier_key == purchase.supplier_key
    stands = original.recorded_on is not None and original.cancellation is None
    if not same or original.kind is not PurchaseKind.INVOICE or not stands:
        accepted = f"the id of a recorded invoice of {purchase.supplier_name}"
        raise InputError("original_id", "is not what this credit note is about", accepted)
    left = original.total_including_vat_cents - credited_cents
    if purchase.total_including_vat_cents > left:
        raise InputError(
            "lines", "take back more than is left of the invoice", f"at most {left // 100}.{left % 100:02d}"
        )


def check_editable(purchase: Purchase) -> None:
    """RuleError from the submission on."""
    if purchase.status not in EDITABLE:
        detail = f"the purchase is {purchase.status}; only a draft or a returned one can be changed"
        raise RuleError("acc-03-purchase-not-draft", detail)


def add_file(purchase: Purchase, file: Attachment, at: datetime, actor: str) -> Purchase:
    """With one file more, in any state: proof may come late. The same file again changes nothing."""
    files = attach(purchase.attachments, file)
    if files == purchase.attachments:
        return purchase
    return replace(purchase, attachments=files).logged(at, actor, "attached", file.name)


def remove_file(purchase: Purchase, sha256: str, at: datetime, actor: str) -> Purchase:
    """Without a file, while it is a draft."""
    check_editable(purchase)
    file = find_attached(purchase.attachments, sha256)
    if file is None:
        return purchase
    left = tuple(one for one in purchase.attachments if one.sha256 != sha256)
    return replace(purchase, attachments=left).logged(at, actor, "detached", file.name)


def _check_due(purchase: Purchase) -> None:
    if purchase.due_on is None:
        return
    last = purchase.invoiced_on + LONGEST_TERM
    if not purchase.invoiced_on <= purchase.due_on <= last:
        raise InputError("due_on", "is before the invoice or too far away", f"{purchase.invoiced_on} to {last}")

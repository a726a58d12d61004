"""The accountant validates an entry that was written by hand: it is checked, numbered, sealed, and never changes (ACC-03)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.entry import CENTRAL
from accounting.domain.errors import InputError, RuleError
from accounting.domain.fiscal_year import earliest_day
from accounting.domain.head import Head
from accounting.domain.manual_entry import Content, ManualEntry, check_vat_rates, start_validation
from accounting.usecases.ledger.complete_validation import CompleteValidation, complete_validation
from accounting.usecases.ledger.read_head import ReadHead, read_head
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ValidateEntry:
    """Which draft."""

    draft_id: str


async def validate_entry(
    command: ValidateEntry, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[ManualEntry]:
    """The draft, VALIDATED, with its record. Everything is checked before it can no longer change; a crash is mended by a
    job. RuleError or InputError naming the line otherwise; it stays a draft."""
    entry = (await deps.entry_drafts.get(command.draft_id)).state
    await _check(entry, deps)
    await deps.entry_drafts.change(
        command.draft_id,
        lambda one: Change(start_validation(one, command.draft_id, None)),
        cause,
        expected_version=expected_version,
    )
    return await complete_validation(CompleteValidation(command.draft_id), deps, cause)


async def _check(entry: ManualEntry, deps: Deps) -> None:
    head = await read_head(ReadHead(entry.siren, fresh=True), deps)
    content = entry.content
    if head.closed_on is not None and content.posted_on <= head.closed_on:
        accepted = f"a day after {head.closed_on}, with the real date in the label (ACC-06)"
        raise InputError("posted_on", f"{content.posted_on} is in a closed period (ACC-05)", accepted)
    _check_days(content, head, deps.clock.today())
    for place, line in enumerate(content.lines):
        if not head.chart.knows(line.account):
            raise InputError(
                f"lines.{place}.account", f"{line.account} is not in the chart (ACC-07)", "an account of the chart"
            )
        if line.analytic_code not in (None, CENTRAL) and line.analytic_code not in head.analytic_codes:
            known = ", ".join([CENTRAL, *sorted(head.analytic_codes)[:10]])
            raise InputError(
                f"lines.{place}.analytic_code",
                f"{line.analytic_code} is no activity of {entry.siren} (CAE-01)",
                f"one of {known}",
            )
    check_vat_rates(content.lines)
    if not content.lines:
        raise RuleError("acc-02-too-few-lines", "an entry has at least two lines")


def _check_days(content: Content, head: Head, today: date) -> None:
    earliest = earliest_day(today, head.start_month)
    if not earliest <= content.posted_on <= today:
        word = "in the future" if content.posted_on > today else "before the financial year before this one"
        raise InputError("posted_on", f"is {word}", f"a day from {earliest} to {today}")
    if content.voucher_on > today:
        raise InputError("voucher_on", "is in the future", f"a day until {today}")

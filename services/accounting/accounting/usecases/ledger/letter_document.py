"""Letter a document with what paid it, as soon as both are in the books and settle each other (domain §8.11)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.lettering import LineRef
from accounting.domain.record import Record
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from essaim.kit.cause import Cause
from essaim.kit.store.port import In

MOST_PAYMENTS = 400


@dataclass(frozen=True)
class LetterDocument:
    """The source keys of the document's entry and of its payments, and the account that they settle: of all third parties
    of these entries, or of one."""

    siren: str
    account: str
    source_keys: tuple[str, ...]
    auxiliary: str | None = None


async def letter_document(command: LetterDocument, deps: Deps, cause: Cause) -> None:
    """Nothing happens while an entry is still to come, while something is left to pay, or when somebody lettered before."""
    if not 2 <= len(command.source_keys) <= MOST_PAYMENTS:
        return
    found = await deps.ledger.find({"entry.source_key": In(command.source_keys)}, limit=len(command.source_keys))
    records = [one.state for one in found.items]
    lines = [ref for record in records for ref in _lines(record, command)]
    if len(records) < len(command.source_keys) or any(record.letters.get(ref.place) for record, ref in lines):
        return
    if sum(record.certain_entry.lines[ref.place].balance_cents for record, ref in lines):
        return
    ordered = sorted((ref for _, ref in lines), key=lambda ref: (ref.sequence, ref.place))
    try:
        await letter_lines(LetterLines(command.siren, tuple(ordered)), deps, cause)
    except RuleError as error:
        # Somebody was faster; or the document is of a closed year, whose FEC stays as it is: the accountant letters the
        # payment with the opening balance of the third party.
        if error.slug not in ("lettering-taken", "lettering-closed-year"):
            raise


def _lines(record: Record, command: LetterDocument) -> list[tuple[Record, LineRef]]:
    return [
        (record, LineRef(record.sequence, place))
        for place, line in enumerate(record.certain_entry.lines)
        if line.account == command.account
        and command.auxiliary in (None, line.auxiliary.account if line.auxiliary else None)
    ]

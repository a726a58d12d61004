"""Tell of entries that a crash stored without their event, on an engine that stores a batch one by one."""

from dataclasses import dataclass, replace

from accounting.deps import BATCH, Deps
from accounting.domain.record import Record
from accounting.usecases.ledger.tell_of_entries import TellOfEntries, tell_of_entries
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class AnnounceEntries:
    """Whose books."""

    siren: str


async def announce_entries(command: AnnounceEntries, deps: Deps) -> None:
    """Put the event on the last record, when that is an entry that nobody has told of."""
    order = (Order("sequence", descending=True),)
    last = (await deps.ledger.find({"siren": command.siren}, order_by=order, limit=1)).items
    if not last or not _is_untold(last[0]):
        return
    untold: list[Stored[Record]] = []
    for one in (await deps.ledger.find({"siren": command.siren}, order_by=order, limit=BATCH)).items:
        if not _is_untold(one):
            break
        untold.insert(0, one)
    told = tell_of_entries(TellOfEntries([one.state for one in untold]))

    def decide(record: Record) -> Change[Record] | None:
        return None if record.announces is not None else Change(replace(record, announces=len(untold)), (told,))

    await deps.ledger.change(untold[-1].id, decide, fresh_cause("announce-entries"))


def _is_untold(one: Stored[Record]) -> bool:
    return one.state.entry is not None and one.state.announces is None

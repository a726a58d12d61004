"""Write letterings into the lines of their entries: what the chain says comes first, this follows and can be repeated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.lettering import Letter, Lettering
from accounting.domain.record import Record, record_id
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause, fresh_cause


@dataclass(frozen=True)
class ApplyLetterings:
    """Whose; None for all legal entities."""

    siren: str | None = None


async def apply_letterings(command: ApplyLetterings, deps: Deps) -> None:
    """Until none is left to apply, in the order of the chain."""
    cause = fresh_cause("apply-letterings")
    waiting = await deps.ledger.all({"to_apply": True})
    for stored in sorted(waiting, key=lambda one: (one.state.siren, one.state.sequence)):
        if command.siren in (None, stored.state.siren):
            await _apply(stored, deps, cause)


async def _apply(stored: Stored[Record], deps: Deps, cause: Cause) -> None:
    record = stored.state
    lettering = record.lettering
    if lettering is None:
        return
    by_entry: dict[int, list[int]] = {}
    for ref in lettering.lines:
        by_entry.setdefault(ref.sequence, []).append(ref.place)
    for sequence, places in by_entry.items():
        await deps.ledger.change(record_id(record.siren, sequence), _written(record, lettering, places), cause)
    await deps.ledger.change(stored.id, lambda one: Change(replace(one, to_apply=None)), cause)


def _written(record: Record, lettering: Lettering, places: list[int]) -> Callable[[Record], Change[Record] | None]:
    """Put the letters on these lines of an entry; or take those of the undone lettering away, and no others."""

    def decide(entry: Record) -> Change[Record] | None:
        letters: Mapping[int, Letter]
        if lettering.undone is None:
            letter = Letter(lettering.code, lettering.done_on, record.sequence)
            letters = {**entry.letters, **dict.fromkeys(places, letter)}
        else:
            letters = {place: one for place, one in entry.letters.items() if one.record != lettering.undone}
        return Change(replace(entry, letters=letters)) if letters != entry.letters else None

    return decide

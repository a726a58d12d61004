"""Two registrations were one human: the merged one's name and address go, and mails to them go to the one that is kept."""

from dataclasses import dataclass

from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from notifications.deps import Deps
from notifications.domain.contact import Contact
from notifications.domain.message import person_gap
from notifications.usecases.wake import wake


@dataclass(frozen=True)
class ForgetMerged:
    """Who was merged into whom, as of a position in the merged person's history."""

    merged_id: str
    kept_id: str
    sequence: int


async def forget_merged(command: ForgetMerged, deps: Deps, cause: Cause) -> None:
    """Unless something newer is known of the merged person. Words that come late change nothing: the mark is there."""

    def decide(known: Contact | None) -> Change[Contact] | None:
        if known is not None and (known.erased or known.sequence > command.sequence):
            return None
        return Change(Contact("", "", "", sequence=command.sequence, merged_into=command.kept_id))

    await deps.contacts.put(command.merged_id, decide, cause)
    await wake(person_gap(command.merged_id), deps, cause)

"""What a mentor's link leads to: the need, and the choice that asks them."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.need import Choice, ChoiceStatus, Need
from enrolment.domain.snee.tutoring import LONGEST_TOKEN, digest_of
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError

SHOWN = (ChoiceStatus.PROPOSED, ChoiceStatus.ACCEPTED, ChoiceStatus.CONFIRMED, ChoiceStatus.DECLINED)


@dataclass(frozen=True)
class OpenedMentorLink:
    """``usable`` is False when the choice lapsed, was taken back or has ended."""

    need: Stored[Need]
    choice: Choice
    usable: bool


async def open_mentor_link(token: str, deps: Deps) -> OpenedMentorLink:
    """NotFoundError for a token that leads nowhere, such as that of a choice after which another mentor was asked."""
    digest = digest_of(token)
    for field in ("link_digest", "reminder_digest"):
        found = await deps.mentor_needs.find_one({field: digest}) if len(token) <= LONGEST_TOKEN else None
        if found is not None and found.state.choices:
            choice = found.state.choices[-1]
            return OpenedMentorLink(found, choice, choice.status in SHOWN)
    raise NotFoundError("link-unknown", "this link leads to nothing")

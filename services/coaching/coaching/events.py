"""Everything this service listens to, in one table at the end: event, then the handler that makes a command of it."""

from coaching.deps import Deps
from coaching.usecases.add_member import AddMember, add_member
from coaching.usecases.answer_access import AnswerAccess, answer_access
from coaching.usecases.answer_closing import AnswerClosing, answer_closing
from coaching.usecases.close_group import close_group
from coaching.usecases.copy_group_closing import CopyGroupClosing, copy_group_closing
from coaching.usecases.copy_group_start import CopyGroupStart, copy_group_start
from coaching.usecases.forget_person import ForgetPerson, forget_person
from coaching.usecases.open_group import open_group
from coaching.usecases.remember_person import RememberPerson, remember_person
from essaim.contracts.enrolment import (
    AccessRequested,
    ClosingRequested,
    GroupClosed,
    GroupStarted,
    MemberActivated,
    PersonErased,
    PersonKind,
    PersonRegistered,
    PersonUpdated,
)
from essaim.kit.cause import Cause
from essaim.kit.listens import Listens, Received, listen


async def on_group_started(received: Received[GroupStarted], deps: Deps, cause: Cause) -> None:
    """Open the group: copy, plan, sessions."""
    await open_group(_start(received.data), deps, cause)


async def keep_group_start(received: Received[GroupStarted], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    await copy_group_start(_start(received.data), deps, cause)


def _start(data: GroupStarted) -> CopyGroupStart:
    return CopyGroupStart(
        group_id=data.group_id,
        group_code=data.group_code,
        scheme=data.scheme,
        carrier=data.carrier,
        coordinator=data.coordinator,
        starts_on=data.starts_on,
        ends_on=data.ends_on,
        person_ids=tuple(data.person_ids),
    )


async def on_member_activated(received: Received[MemberActivated], deps: Deps, cause: Cause) -> None:
    """Add the member to the group's copy."""
    data = received.data
    await add_member(AddMember(data.group_id, data.person_id, data.member_number), deps, cause)


async def on_person_told(
    received: Received[PersonRegistered] | Received[PersonUpdated], deps: Deps, cause: Cause
) -> None:
    """Keep the name of a student, or the corrected one; guardians do not sign attendance sheets."""
    data = received.data
    if data.kind is PersonKind.STUDENT:
        await remember_person(RememberPerson(data.person_id, data.given_name, data.family_name), deps, cause)


async def on_closing_requested(received: Received[ClosingRequested], deps: Deps, cause: Cause) -> None:
    """Say what is still open."""
    await answer_closing(AnswerClosing(received.data.closing_id, received.data.group_id), deps, cause)


async def on_group_closed(received: Received[GroupClosed], deps: Deps, cause: Cause) -> None:
    """Cancel what was only planned."""
    await close_group(CopyGroupClosing(received.data.group_id, received.data.closed_on), deps, cause)


async def keep_group_closing(received: Received[GroupClosed], deps: Deps, cause: Cause) -> None:
    """The copy alone."""
    await copy_group_closing(CopyGroupClosing(received.data.group_id, received.data.closed_on), deps, cause)


async def on_access_requested(received: Received[AccessRequested], deps: Deps, cause: Cause) -> None:
    """Say what is held of the person."""
    await answer_access(AnswerAccess(received.data.request_id, received.data.person_id), deps, cause)


async def on_person_erased(received: Received[PersonErased], deps: Deps, cause: Cause) -> None:
    """Forget the person. Not a copy: it is on `personal`, and no log has it."""
    await forget_person(ForgetPerson(received.data.erasure_id, received.data.person_id), deps, cause)


LISTENS: Listens[Deps] = Listens(
    listen(GroupStarted, on_group_started, copy=keep_group_start),
    listen(MemberActivated, on_member_activated, copy=on_member_activated),
    listen(PersonRegistered, on_person_told),
    listen(PersonUpdated, on_person_told),
    listen(ClosingRequested, on_closing_requested),
    listen(GroupClosed, on_group_closed, copy=keep_group_closing),
    listen(AccessRequested, on_access_requested),
    listen(PersonErased, on_person_erased),
)

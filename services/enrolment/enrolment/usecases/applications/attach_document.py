"""Attach a file to a dossier: of a kind that the programme asks for, what it says it is, without what is known as harmful."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, AttachedDocument, Status
from enrolment.domain.applications.attaching import attach, require_kind
from enrolment.domain.applications.closing_date import require_open
from enrolment.domain.applications.dossier import EDITABLE, Moment
from enrolment.domain.errors import require_status
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from enrolment.usecases.applications.gather_dossier import gather_dossier
from enrolment.usecases.privacy.keep_from_going import keep_from_going
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import FieldProblem, InvalidError

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The file that every scanner knows as one: whoever tries whether files are looked at sees that they are. In two parts,
so that no scanner takes this program for it."""


@dataclass(frozen=True)
class AttachDocument:
    """The file as it comes, its name, what its sender says it is, and what it proves."""

    application_id: str
    kind: str
    content: AsyncIterator[bytes]
    name: str
    declared: str | None = None


@dataclass(frozen=True)
class Attaching:
    """What became of it. ``scanned`` is whether a virus scanner has looked at the file."""

    stored: Stored[Application]
    document: AttachedDocument
    scanned: bool


async def attach_document(command: AttachDocument, deps: Deps, cause: Cause) -> Attaching:
    """InvalidError for what is not accepted, UnavailableError when the scanner does not answer: nothing is kept then."""
    gathered = await gather_dossier(command.application_id, deps)
    state, now = gathered.stored.state, deps.clock.now()
    require_status("application", state.status, EDITABLE, "attach a document")
    if state.status is not Status.DRAFT:
        require_open(gathered.period, now, "attach a document")
    require_kind(command.kind, gathered.asked.documents)
    content = await _whole(command.content, deps)
    scanned = await _scan(content, deps)
    kept = await deps.attachments.keep(_again(content), command.name, command.declared)
    await keep_from_going(kept.sha256, deps, cause)
    document = AttachedDocument(command.kind, kept.sha256, kept.name, kept.media_type, kept.size, now, kept.warnings)
    moment = Moment(now, cause.actor, deps.clock.today())

    def change(current: Application) -> Change[Application]:
        return Change(attach(current, document, moment))

    stored = await deps.applications.change(command.application_id, change, cause)
    if stored.state.status is not Status.DRAFT:
        await follow_sending(FollowSending(command.application_id), deps, cause)
    known = next(one for one in stored.state.attachments if (one.kind, one.sha256) == (document.kind, kept.sha256))
    return Attaching(stored, known, scanned)


async def _whole(content: AsyncIterator[bytes], deps: Deps) -> bytes:
    """All of it, or just more than the limit: ``keep`` then says that it is too large."""
    gathered = bytearray()
    async for part in content:
        gathered += part
        if len(gathered) > deps.attachments.rules.limit_bytes:
            break
    return bytes(gathered)


async def _again(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _scan(content: bytes, deps: Deps) -> bool:
    if EICAR in content:
        raise _infected("EICAR-Test-File", deps)
    if deps.scanner is None or len(content) > deps.attachments.rules.limit_bytes:
        return False
    found = await deps.scanner.scan(content)
    if found is not None:
        raise _infected(found, deps)
    return True


def _infected(found: str, deps: Deps) -> InvalidError:
    problem = FieldProblem("file", f"was recognised as {found}", deps.attachments.rules.accepted)
    return InvalidError(
        "attachment-infected", "the file was recognised as harmful; nothing was kept", fields=(problem,)
    )

"""Documents of a dossier: attached by kind, taken off, never more than a reader can look through."""

from collections.abc import Sequence
from dataclasses import replace

from enrolment.domain.applications.application import Application, AttachedDocument
from enrolment.domain.applications.dossier import EDITABLE, SENT, Moment, with_line
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.programmes.parameters import RequiredDocument

MOST_FILES = 30
MOST_OF_A_KIND = 5


def require_kind(kind: str, documents: Sequence[RequiredDocument]) -> RequiredDocument:
    """The document that the programme asks for under this kind. InputError with all kinds otherwise."""
    found = next((one for one in documents if one.kind == kind), None)
    if found is None:
        kinds = ", ".join(one.kind for one in documents) or "no document: the programme asks for none"
        raise InputError(Problem("kind", "is no document of this programme", kinds))
    return found


def attach(application: Application, document: AttachedDocument, moment: Moment) -> Application:
    """The same file of the same kind again changes nothing."""
    require_status("application", application.status, EDITABLE, "attach a document")
    if any((one.kind, one.sha256) == (document.kind, document.sha256) for one in application.attachments):
        return application
    of_kind = sum(one.kind == document.kind for one in application.attachments)
    if len(application.attachments) >= MOST_FILES or of_kind >= MOST_OF_A_KIND:
        raise RuleError(
            "",
            "too-many-attachments",
            f"a dossier has at most {MOST_FILES} files, {MOST_OF_A_KIND} of a kind; take one off first",
        )
    attached = replace(application, attachments=(*application.attachments, document))
    return _told(attached, moment, "attached", document.kind)


def detach(application: Application, kind: str, sha256: str, moment: Moment) -> Application:
    """What is not attached changes nothing."""
    require_status("application", application.status, EDITABLE, "take a document off")
    left = tuple(one for one in application.attachments if (one.kind, one.sha256) != (kind, sha256))
    if left == application.attachments:
        return application
    return _told(replace(application, attachments=left), moment, "detached", kind)


def _told(application: Application, moment: Moment, action: str, kind: str) -> Application:
    return with_line(application, moment, action, kind) if application.status in SENT else application

"""Errors of the suite. Rules and use cases raise these; nothing else in the suite speaks of status codes or of nacks.

    EssaimError
    ├── InvalidError       422   dead at once       the input breaks a format or a bound
    ├── NotFoundError      404   retry, then dead   it does not exist (yet), or the caller may not know of it
    ├── ConflictError      409   retry, then dead   somebody else was faster, or it exists already
    │   └── PreconditionError 412                   If-Match does not match the current version
    ├── RefusedError       409   dead at once       a rule says no; the slug names the rule
    ├── ForbiddenError     403   dead at once       visible, but not theirs to do
    ├── UnauthenticatedError 401 dead at once       no valid token
    └── UnavailableError   503   retry, then dead   a part that is needed does not answer

An error without a kind is a bug: a traceback, then dead.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field and what would be accepted. ``field`` is a dotted path: ``lines.0.quantity``."""

    field: str
    message: str
    accepted: str = ""


class EssaimError(Exception):
    """Base of all. ``slug`` is stable and ends the problem's ``type``; ``detail`` is for people."""

    kind = "bug"

    def __init__(self, slug: str, detail: str, *, fields: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug = slug
        self.detail = detail
        self.fields = fields


class InvalidError(EssaimError):
    """The input breaks a format or a bound."""

    kind = "invalid"


class NotFoundError(EssaimError):
    """It does not exist, not yet, or not for the caller."""

    kind = "not_found"


class ConflictError(EssaimError):
    """Somebody else was faster, or it exists already with other content."""

    kind = "conflict"


class PreconditionError(ConflictError):
    """The version in If-Match is not the current one."""

    kind = "precondition"


class RefusedError(EssaimError):
    """A rule says no. The slug starts with the rule id, for instance ``cape-04-full-time-employee``."""

    kind = "refused"


class ForbiddenError(EssaimError):
    """The caller may see it and may not do it."""

    kind = "forbidden"


class UnauthenticatedError(EssaimError):
    """No token, or one that does not verify."""

    kind = "unauthenticated"


class UnavailableError(EssaimError):
    """A part that is needed does not answer; trying again later is right."""

    kind = "unavailable"


RETRYABLE = frozenset({"not_found", "conflict", "precondition", "unavailable"})

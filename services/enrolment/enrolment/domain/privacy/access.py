"""A request to know what is held (GDPR art. 15): OPEN until every service has given all pieces of its answer, then COMPLETE."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.privacy.answering import Answerer, missing


class Status(StrEnum):
    """Where a request stands."""

    OPEN = "OPEN"
    COMPLETE = "COMPLETE"


@dataclass(frozen=True)
class AccessRequest:
    """Who asked for whom. ``pieces``: by deployment how many came of how many; their content has documents of its own."""

    person_id: str
    coordinator: str
    asked_by: str
    asked_on: date
    status: Status = Status.OPEN
    pieces: dict[str, tuple[int, ...]] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    completed_on: date | None = None

    @property
    def answered(self) -> tuple[str, ...]:
        """The deployments of whom all pieces are here."""
        return tuple(key for key, places in self.pieces.items() if len(places) == self.parts[key])

    def waits_for(self, expected: Sequence[str]) -> tuple[str, ...]:
        """Who has not answered, or not in full."""
        return missing(self.answered, (self.person_id,), expected)


@dataclass(frozen=True)
class AccessPiece:
    """One piece of an answer, as it came. It is personal, and erased with the person and with its retention rule."""

    request_id: str
    person_id: str
    deployment: str
    part: int
    piece: str

    def emptied(self) -> "AccessPiece":
        """Without its content."""
        return replace(self, piece="")


def with_piece(
    request: AccessRequest, answerer: Answerer, part: int, parts: int, expected: Sequence[str], today: date
) -> AccessRequest:
    """One more piece is here."""
    if answerer.person_id != request.person_id or request.parts.get(answerer.key, parts) != parts:
        return request
    places = tuple(sorted({*request.pieces.get(answerer.key, ()), part}))
    heard = replace(
        request,
        pieces={**request.pieces, answerer.key: places},
        parts={**request.parts, answerer.key: parts},
    )
    if heard.status is Status.COMPLETE or heard.waits_for(expected):
        return heard
    return replace(heard, status=Status.COMPLETE, completed_on=today)

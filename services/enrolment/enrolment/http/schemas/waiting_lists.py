"""Models of waiting lists."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.usecases.committees.read_waiting_list import WaitingList


class WaitingOut(BaseModel):
    """Somebody who waits, and until when they can confirm if a place was offered."""

    application_id: str
    person_id: str
    place: int = Field(description="1, 2, 3… as the list is now")
    rank: int | None = Field(description="As the committee gave it")
    offered_until: date | None


class WaitingListOut(BaseModel):
    """The waiting list of a programme."""

    places: int | None = Field(description="None: the programme does not limit them")
    accepted: int
    free: int
    offers: int
    waiting: list[WaitingOut]

    @classmethod
    def of(cls, found: WaitingList) -> Self:
        """From what was read."""
        waiting = [
            WaitingOut(
                application_id=one.id,
                person_id=one.state.person_id,
                place=place,
                rank=one.state.waiting_rank,
                offered_until=one.state.offered_until,
            )
            for place, one in enumerate(found.waiting, 1)
        ]
        return cls(
            places=found.places,
            accepted=found.accepted,
            free=found.free,
            offers=len(found.book.standing),
            waiting=waiting,
        )


class FilledOut(BaseModel):
    """How many places were offered or given."""

    filled: int


class OfferAnswerIn(BaseModel):
    """The place is taken, or not wanted."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"answer": "confirm"}]})

    answer: Literal["confirm", "decline"]

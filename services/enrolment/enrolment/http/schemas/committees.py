"""Models of committees."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from enrolment.domain.committees.committee import MAX_MESSAGE, Committee, Item, Member, Result, Status, Vote
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.committees.rules import Rules
from enrolment.http.schemas.texts import Name, OneLine, Text
from enrolment.usecases.committees.count_votes_due import VotesDue
from essaim.contracts.types import Code, Id, PartnerId, Scheme
from essaim.kit.aggregate import Stored

_EXAMPLE: JsonDict = {
    "partner": "ubfc",
    "decider": "ubfc",
    "scheme": "snee",
    "programme_ids": [],
    "held_at": "2026-10-15T14:00:00+02:00",
    "place": "Salle du conseil",
    "last_application_on": "2026-10-08",
    "message": "Pièces en français ou en anglais.",
    "members": [
        {"sub": "a-member", "name": "Membre Un", "organisation": "Pépite", "voting": True, "chair": True},
        {"sub": "another-member", "name": "Membre Deux", "organisation": "Chambre de métiers"},
    ],
    "rules": {"quorum_percent": 50, "majority": "simple", "casting_vote": True},
}


class MemberIn(BaseModel):
    """A member: the subject of their token, and who they are on the minutes."""

    model_config = ConfigDict(extra="forbid")

    sub: Id
    name: Name
    organisation: Name
    voting: bool = True
    chair: bool = False


class RulesIn(BaseModel):
    """Quorum and majority."""

    model_config = ConfigDict(extra="forbid")

    quorum_number: int = Field(default=1, ge=1, le=100)
    quorum_percent: int = Field(default=50, ge=0, le=100)
    majority: Literal["simple", "absolute"] = "simple"
    casting_vote: bool = True


class CommitteeIn(BaseModel):
    """A committee to plan. Without ``programme_ids`` it is for all programmes of the scheme in which the decider is asked."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    partner: PartnerId
    decider: Annotated[Code, OneLine]
    scheme: Scheme
    programme_ids: list[Id] = Field(default_factory=list, max_length=100)
    held_at: AwareDatetime
    place: Name
    last_application_on: date
    message: str = Field(default="", max_length=MAX_MESSAGE)
    members: list[MemberIn] = Field(min_length=1, max_length=50)
    rules: RulesIn = RulesIn()

    def committee(self) -> Committee:
        """In the words of the domain."""
        return Committee(
            partner=self.partner,
            decider=self.decider,
            scheme=self.scheme.value,
            programme_ids=tuple(self.programme_ids),
            held_at=self.held_at,
            place=self.place,
            last_application_on=self.last_application_on,
            members=tuple(Member(**one.model_dump()) for one in self.members),
            rules=Rules(**self.rules.model_dump()),
            message=self.message.strip(),
        )


class ReasonIn(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Grève des transports"}]})

    reason: Text


class AgendaIn(BaseModel):
    """Nothing, to fill the agenda by the last application date; or one review that came late, and why it is added."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"review_id": "a-review", "reason": "Pièce arrivée ce matin"}]}
    )

    review_id: Id | None = None
    reason: Text | None = Field(default=None, description="Needed with a review")

    @model_validator(mode="after")
    def _reason_with_review(self) -> Self:
        if self.review_id is not None and self.reason is None:
            raise ValueError("a review that came late is added with a reason")
        return self


class LetterheadIn(BaseModel):
    """What the letters of a partner begin and end with."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "organisation": "Pépite Bourgogne-Franche-Comté",
                    "address": ["1 rue de l’Exemple", "21000 Dijon"],
                    "place": "Dijon",
                    "signatory": "La responsable du pôle",
                    "appeal": "Vous pouvez former un recours gracieux dans un délai de deux mois.",
                }
            ]
        },
    )

    organisation: Name
    address: list[Name] = Field(default_factory=list, max_length=6)
    place: Name
    signatory: Name
    appeal: Text

    def letterhead(self, partner: str) -> Letterhead:
        """In the words of the domain."""
        return Letterhead(partner, self.organisation, tuple(self.address), self.place, self.signatory, self.appeal)


class ItemOut(BaseModel):
    """One dossier on the agenda. Votes are each member's own until the committee is held."""

    review_id: str
    application_id: str | None = None
    programme_id: str | None = None
    applicant: str = ""
    sent_on: date | None = None
    complete: bool = True
    rapporteur: str | None
    conflicts: list[str]
    votes: list[Vote]
    vote_count: int
    result: Result | None
    rank: int | None = Field(description="The order that this meeting gave those who wait")
    list_rank: int | None = Field(description="The place on the programme's waiting list that the letter tells")
    places: int | None = Field(
        description="How many there are, when it was accepted and none was left: it waits for one"
    )
    delivered: bool
    letter_issued: bool

    @classmethod
    def of(cls, item: Item, *, sees_votes: bool, reader: str) -> Self:
        """From the domain's item; who only votes sees their own vote."""
        votes = [one for one in item.votes if sees_votes or one.member == reader]
        return cls(
            review_id=item.review_id,
            rapporteur=item.rapporteur,
            conflicts=list(item.conflicts),
            votes=votes,
            vote_count=len(item.votes),
            result=item.result,
            rank=item.rank,
            list_rank=item.list_rank,
            places=item.places,
            delivered=item.answered,
            letter_issued=item.letter_issued,
        )


class CommitteeOut(BaseModel):
    """A committee; its agenda is in ``items``."""

    id: str
    version: int
    partner: str
    decider: str
    scheme: str
    programme_ids: list[str]
    held_at: datetime
    place: str
    last_application_on: date
    message: str
    status: Status
    members: list[Member]
    rules: Rules
    present: list[str]
    minutes: str
    signed_by: str
    items: list[ItemOut]

    @classmethod
    def of(cls, stored: Stored[Committee], items: list[ItemOut]) -> Self:
        """From what is stored."""
        state = {key: value for key, value in vars(stored.state).items() if key in cls.model_fields and key != "items"}
        return cls.model_validate({**state, "id": stored.id, "version": stored.version, "items": items})


class CommitteeLine(BaseModel):
    """A committee in the calendar."""

    id: str
    version: int
    partner: str
    decider: str
    scheme: str
    held_at: datetime
    place: str
    last_application_on: date
    message: str
    status: Status
    item_count: int
    undelivered: int = Field(description="Results that have not reached their dossiers yet")
    letters_due: bool = Field(description="Some letters are not issued: the partner has no letterhead yet")

    @classmethod
    def of(cls, stored: Stored[Committee]) -> Self:
        """From what is stored."""
        state = stored.state
        shown = {key: value for key, value in vars(state).items() if key in cls.model_fields}
        left = sum(one.result is not None and not one.answered for one in state.items)
        more = {"id": stored.id, "version": stored.version, "item_count": len(state.items), "undelivered": left}
        return cls.model_validate({**shown, **more})


class NextCommitteeOut(BaseModel):
    """The committee that reads a dossier sent now: nothing but what applicants need (SNEE-09)."""

    committee_id: str
    held_at: datetime
    last_application_on: date
    message: str


class PendingVotesOut(BaseModel):
    """How much there is left to vote on, zero included, and in which committees."""

    due: int
    items: list["VotesDueOut"]


class VotesDueOut(BaseModel):
    """What a member still has to vote on in one committee."""

    committee_id: str
    held_at: datetime
    status: Status
    member: str
    name: str
    items: int
    due: int

    @classmethod
    def of(cls, due: VotesDue) -> Self:
        """From the count."""
        return cls.model_validate(vars(due))

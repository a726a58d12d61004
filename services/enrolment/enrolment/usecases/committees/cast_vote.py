"""A member votes on a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, Vote
from enrolment.domain.committees.voting import cast
from enrolment.domain.deciders.questions import checked_answers
from enrolment.domain.deciders.review import check_answerable
from enrolment.domain.programmes.decider import Answer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CastVote:
    """The vote, with an opinion and the answers to the decider's own questions."""

    committee_id: str
    review_id: str
    member: str
    answer: Answer
    opinion: str
    answers: Mapping[str, str | bool | None]


async def cast_vote(command: CastVote, deps: Deps, cause: Cause) -> Stored[Committee]:
    """It replaces the member’s earlier vote. InputError for answers that are none, RuleError for a dossier that was withdrawn."""
    review = (await deps.reviews.get(command.review_id)).state
    check_answerable(review)
    opinion = command.opinion.strip()
    answers = checked_answers(review.questions, command.answers, answer=command.answer, opinion=opinion)
    vote = Vote(command.member, command.answer, deps.clock.now(), opinion, answers)

    def decide(state: Committee) -> Change[Committee]:
        return Change(cast(state, command.review_id, vote))

    return await deps.committees.change(command.committee_id, decide, cause)

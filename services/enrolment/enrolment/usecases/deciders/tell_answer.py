"""What is told of an answer: codes on ``events``; its words on ``personal``, and only when the dossier is kept elsewhere."""

from enrolment.domain.deciders.questions import coded, words
from enrolment.domain.deciders.review import Given, Review
from essaim.contracts.enrolment_deciders import CodedAnswer, DecisionRecorded, FreeAnswer, OpinionGiven
from essaim.contracts.event import EventData

_YES_NO = {True: "true", False: "false"}


def tell_answer(review_id: str, review: Review, given: Given, *, remote: bool) -> tuple[EventData, ...]:
    """The decision for everybody; its words only when the dossier is kept at another deployment."""
    recorded = DecisionRecorded(
        home=review.home,
        application_id=review.application_id,
        review_id=review_id,
        decider=review.decider,
        partner=review.partner,
        kind=review.kind.value,
        answer=given.answer.value,
        answers=[
            CodedAnswer(question=key, choice=_YES_NO[value] if isinstance(value, bool) else value)
            for key, value in coded(review.questions, given.answers).items()
        ],
        number=review.answer_count,
        answered_on=given.answered_on,
        shareable=given.shareable,
    )
    if not remote:
        return (recorded,)
    free = [FreeAnswer(question=key, text=text) for key, text in words(review.questions, given.answers).items()]
    return recorded, OpinionGiven(**dict(recorded), opinion=given.opinion, words=free)

"""A committee's letter about a dossier that is kept elsewhere, in the words of the event: all that is needed to draw it there."""

from enrolment.domain.committees.committee import Committee, Item
from enrolment.domain.deciders.questions import coded
from enrolment.domain.deciders.review import Review
from essaim.contracts.enrolment_committees import DecisionLetterSent
from essaim.contracts.enrolment_deciders import CodedAnswer

_YES_NO = {True: "true", False: "false"}


def tell_letter(committee_id: str, committee: Committee, item: Item, review: Review) -> DecisionLetterSent:
    """Whom it is written to is not in it: who they are stands where the dossier is kept."""
    head, result = committee.letterhead, item.result
    assert head is not None
    assert result is not None
    assert result.answer is not None
    return DecisionLetterSent(
        home=review.home,
        application_id=review.application_id,
        review_id=item.review_id,
        decider=committee.decider,
        partner=committee.partner,
        committee_id=committee_id,
        number=max(1, review.answer_count),
        held_at=committee.held_at,
        answer=result.answer.value,
        answers=[
            CodedAnswer(question=key, choice=_YES_NO[value] if isinstance(value, bool) else value)
            for key, value in coded(review.questions, result.answers).items()
        ],
        opinion=result.opinion,
        organisation=head.organisation,
        address=list(head.address),
        place=head.place,
        signatory=head.signatory,
        appeal=head.appeal,
    )

"""An answer as the bus tells it, in the words of the dossier."""

from enrolment.domain.applications.application import RecordedAnswer
from enrolment.domain.programmes.decider import Answer
from essaim.contracts.enrolment_deciders import DecisionRecorded, OpinionGiven


def read_answer(data: DecisionRecorded | OpinionGiven, booleans: frozenset[str]) -> RecordedAnswer:
    """The answer that an event tells. ``booleans`` are the questions that are answered with yes or no."""
    answers: dict[str, str | bool] = {
        one.question: one.choice == "true" if one.question in booleans else one.choice for one in data.answers
    }
    opinion, words = (data.opinion, data.words) if isinstance(data, OpinionGiven) else (None, [])
    return RecordedAnswer(
        decider=data.decider,
        answer=Answer(data.answer),
        answered_on=data.answered_on,
        review_id=data.review_id,
        answers=answers,
        opinion=opinion,
        number=data.number,
        words={one.question: one.text for one in words},
        shareable=data.shareable,
    )

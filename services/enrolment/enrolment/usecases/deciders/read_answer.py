"""An answer as the bus tells it, in the words of the dossier."""

from enrolment.domain.applications.application import RecordedAnswer
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.deciders.read_codes import read_codes
from essaim.contracts.enrolment_deciders import DecisionRecorded, OpinionGiven


def read_answer(data: DecisionRecorded | OpinionGiven, parameters: Parameters) -> RecordedAnswer:
    """The answer that an event tells, by what the programme asks its deciders."""
    answers = read_codes(data.answers, parameters, data.decider)
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

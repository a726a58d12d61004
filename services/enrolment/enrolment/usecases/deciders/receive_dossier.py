"""A dossier of another deployment is put to a decider who works here: what they see and what they are asked."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.deciders.review import Review, ShownField, ShownFile, Status, blank, with_line
from enrolment.domain.programmes.decider import Question, QuestionType
from enrolment.usecases.deciders.check_review_id import check_review_id
from essaim.contracts.enrolment_deciders import DossierShared
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveDossier:
    """The visible part, and the partner whose deployment sent it: the dossier's home."""

    shared: DossierShared
    home: str


async def receive_dossier(command: ReceiveDossier, deps: Deps, cause: Cause) -> None:
    """The review shows it. What is older than what it shows already changes nothing, nor what comes after its closing.

    RefusedError unless the review is one of the sender's own dossiers.
    """
    data = command.shared
    check_review_id(data.review_id, command.home, data.application_id, data.decider, data.round)
    line = Happening(deps.clock.now(), cause.actor, "content_changed")
    today = deps.clock.today()

    def change(known: Review | None) -> Change[Review] | None:
        state = known or blank(
            data.application_id, home=command.home, decider=data.decider, round_=data.round, today=today
        )
        if state.status is Status.CLOSED:
            return None
        shown = replace(
            state,
            label=data.label,
            questions=tuple(
                Question(one.key, one.label, QuestionType(one.type), tuple(one.choices), one.required)
                for one in data.questions
            ),
            shown=tuple(ShownField(one.step, one.name, one.label, one.value) for one in data.fields),
            files=tuple(ShownFile(one.kind, one.sha256, one.name, one.media_type, one.size) for one in data.files),
            shared=True,
        )
        return Change(with_line(shown, line) if state.shared else shown)

    await deps.reviews.put(data.review_id, change, cause, effect="shared", latest="shown")

"""Ask the establishment for something that the status gives a right to ask for."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError, require_status
from enrolment.domain.snee.arrangement import Arrangement, ArrangementKind, ArrangementStatus, check_allowed
from enrolment.domain.snee.status import RUNNING, SneeStatus, with_line
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AskArrangement:
    """What, and why."""

    status_id: str
    kind: ArrangementKind
    words: str


async def ask_arrangement(command: AskArrangement, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """OPEN. One open request of each kind; an alternant's internship cannot be replaced."""
    moment, id_ = moment_of(deps, cause), cause.new_id("arrangement")

    def decide(state: SneeStatus) -> Change[SneeStatus] | None:
        if state.arrangement(id_) is not None:
            return None
        require_status("snee", state.status, RUNNING, "ask for something")
        check_allowed(command.kind, alternant=state.alternant)
        open_ = any(one.kind is command.kind and one.status is ArrangementStatus.OPEN for one in state.arrangements)
        if open_:
            raise RuleError("", "request-open", f"a request for {command.kind} waits for its answer already")
        asked = Arrangement(id_, command.kind, moment.on, command.words)
        changed = replace(state, arrangements=(*state.arrangements, asked))
        return Change(with_line(changed, moment, "request-open", command.kind))

    return await deps.snee_statuses.change(command.status_id, decide, cause)

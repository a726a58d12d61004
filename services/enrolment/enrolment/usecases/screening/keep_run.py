"""Keep a run in the screening of its dossier or group, with its event; the same again as the last one changes nothing."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.screening.runs import ActivityScreening, Run, run_again
from enrolment.usecases.screening.tell_screened import tell_screened
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class KeepRun:
    """The run, and the screening to begin when there is none yet."""

    run: Run
    empty: ActivityScreening


async def keep_run(command: KeepRun, deps: Deps, cause: Cause) -> Stored[ActivityScreening]:
    """The screening under the id that follows from its application or group."""
    subject = command.empty.application_id or command.empty.group_id or ""
    id_ = derived_id(subject, "screening")

    def change(known: ActivityScreening | None) -> Change[ActivityScreening]:
        before = known or command.empty
        after = run_again(before, command.run)
        if after is before or after.last is None:
            return Change(before)
        return Change(after, (tell_screened(after, after.last),))

    return await deps.screenings.put(id_, change, cause) or await deps.screenings.get(id_)

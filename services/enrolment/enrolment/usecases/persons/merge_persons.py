"""Merge one registration into another, with a trace: several writes, each safe to repeat; a job completes what a crash left."""

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.merging import into
from enrolment.domain.persons.person import Merging, Person, Standing
from enrolment.usecases.persons.complete_merge import complete_merge
from enrolment.usecases.persons.plan_merge import PlanMerge, plan_merge
from essaim.contracts.enrolment import PersonMerged
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


async def merge_persons(command: PlanMerge, deps: Deps, cause: Cause) -> Stored[Person]:
    """The kept person, when all that named the merged one names them. Refused with the list of what stands in the way."""
    merged = (await deps.persons.get(command.merged_id)).state
    if merged.standing is not Standing.MERGED:
        plan = await plan_merge(command, deps)
        if plan.unconsented:
            detail = "an accepted or sent dossier would be a minor's without a guardian's consent"
            raise RuleError("YOUTH-01", "guardian-consent-missing", detail, *plan.conflicts)
        if plan.conflicts:
            raise RuleError("", "merge-conflict", "both cannot be one as things are", *plan.conflicts)
    merging = Merging(deps.clock.now(), cause.actor, command.take)

    def decide(state: Person) -> Change[Person] | None:
        after = into(state, command.kept_id, merging)
        if after is state:
            return None
        return Change(after, (PersonMerged(kept_id=command.kept_id, merged_id=command.merged_id),))

    await deps.persons.change(command.merged_id, decide, cause)
    await complete_merge(command.merged_id, deps, cause)
    return await deps.persons.get(command.kept_id)

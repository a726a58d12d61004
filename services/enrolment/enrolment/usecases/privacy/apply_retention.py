"""Let go what the retention rules say (GDPR-04), and write down what it was. Every day, by a job; a second run does nothing more.

An inactive person is erased as one who asked, in every service; everything else is emptied where it is.
"""

import contextlib
from collections.abc import Awaitable, Callable
from functools import partial

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.access import AccessPiece
from enrolment.domain.privacy.erasure import Origin
from enrolment.domain.privacy.forgetting import emptied_dossier, erased_person, nameless_contract
from enrolment.domain.privacy.retention import LOG_IDS, RetentionRun, RuleInForce
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.privacy.accept_erasure import AcceptErasure, accept_erasure
from enrolment.usecases.privacy.find_due import Due, find_due
from enrolment.usecases.privacy.find_held import find_held
from enrolment.usecases.privacy.forget_outsider import forget_outsider
from enrolment.usecases.privacy.read_rules import read_rules
from enrolment.usecases.privacy.remove_files import RemoveFiles, remove_files
from enrolment.usecases.privacy.request_erasure import RequestErasure, request_erasure
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


async def apply_retention(deps: Deps) -> None:
    """Each class in turn. What has a legal hold stays, and is counted."""
    for rule in await read_rules(deps):
        due = await find_due(rule, deps)
        held = await find_held([one.person_id for one in due], deps)
        going = [one for one in due if one.person_id not in held]
        for start in range(0, len(going), LOG_IDS):
            await _let_go(rule, going[start : start + LOG_IDS], len(due) - len(going), deps)


async def _let_go(rule: RuleInForce, batch: list[Due], held: int, deps: Deps) -> None:
    today = deps.clock.today()
    done: list[str] = []
    try:
        for one in batch:
            id_ = derived_id(one.id, f"retention {rule.name} {today}")
            # Something has begun to need it since it was found: then it stays, and is looked at again tomorrow.
            with contextlib.suppress(RuleError):
                await _ACTIONS[rule.name](one, deps, Cause(command_id=id_, correlation_id=id_, actor="retention"))
                done.append(one.id)
    finally:
        # Also when the store went away in between: what is gone is in the log.
        if done:
            await _log(rule, tuple(done), held, deps)


async def _log(rule: RuleInForce, ids: tuple[str, ...], held: int, deps: Deps) -> None:
    today = deps.clock.today()
    run = RetentionRun(rule.name, rule.version, rule.months or 0, today, ids, len(ids), held)
    # Named by what it let go: two replicas at work on the same day write one line.
    id_ = derived_id(f"{rule.name} {today}", " ".join(ids))
    cause = Cause(command_id=id_, correlation_id=id_, actor="retention")
    await deps.retention_runs.put(id_, lambda known: None if known else Change(run), cause)


async def _erase_person(due: Due, deps: Deps, cause: Cause) -> None:
    asked = RequestErasure(due.person_id, Origin.RETENTION, deps.clock.today(), identity="retention rule")
    request = await request_erasure(asked, deps, cause)
    if request.state.origin is Origin.RETENTION:
        await accept_erasure(AcceptErasure(request.id), deps, cause)


async def _empty_dossier(due: Due, deps: Deps, cause: Cause) -> None:
    dossier = (await deps.applications.get(due.id)).state
    await remove_files(RemoveFiles(tuple(one.sha256 for one in dossier.attachments), (due.id,)), deps)
    await close_reviews(CloseReviews(due.id, "erased"), deps, cause)
    await deps.applications.change(due.id, lambda state: Change(emptied_dossier(state)), cause)


async def _empty_contract(due: Due, deps: Deps, cause: Cause) -> None:
    await deps.contracts.change(due.id, lambda state: Change(nameless_contract(state)), cause)
    await _release_name(due.person_id, deps, cause)


async def _release_name(person_id: str, deps: Deps, cause: Cause) -> None:
    """Somebody who is only there because a contract names them goes with the last one."""
    contracts = await deps.contracts.all({"person_id": person_id})
    person = (await deps.persons.get(person_id)).state
    named = any(each.name for one in contracts for each in one.state.signatories)
    if named or person.standing is not Standing.RESTRICTED or person.erasure_id is None:
        return
    gone = partial(erased_person, erasure_id=person.erasure_id)
    await deps.persons.change(person_id, lambda state: Change(gone(state)), cause)


async def _forget_outsider(due: Due, deps: Deps, cause: Cause) -> None:
    await forget_outsider(due.id, deps, cause)


async def _empty_piece(due: Due, deps: Deps, cause: Cause) -> None:
    def decide(piece: AccessPiece) -> Change[AccessPiece]:
        return Change(piece.emptied())

    await deps.access_pieces.change(due.id, decide, cause)


_ACTIONS: dict[str, Callable[[Due, Deps, Cause], Awaitable[None]]] = {
    "inactive-persons": _erase_person,
    "dossiers-not-followed": _empty_dossier,
    "drafts-never-sent": _empty_dossier,
    "contracts": _empty_contract,
    "outside-people": _forget_outsider,
    "access-answers": _empty_piece,
}

"""A dossier goes on in another programme of the same scheme and year: asked for by its office, accepted by the other one."""

from dataclasses import replace

from enrolment.domain.applications.application import TRANSFERABLE, Application, Status, Transfer
from enrolment.domain.applications.dossier import MOST_LINES, Moment, with_line
from enrolment.domain.applications.withdrawing import TRANSFERRED
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.programmes.programme import Programme


def propose(application: Application, programme_id: str, target: Programme, reason: str, moment: Moment) -> Application:
    """The dossier stays where it is until the other office has answered. The same wish again changes nothing."""
    require_status("application", application.status, TRANSFERABLE, "transfer it")
    if application.transfer is not None and application.transfer.programme_id == programme_id:
        return application
    if application.transfer is not None:
        raise RuleError("", "transfer-proposed", f"its transfer to {application.transfer.programme_id} waits")
    problems = []
    if programme_id == application.programme_id:
        problems.append(Problem("programme_id", "is where the dossier is", "another programme"))
    if target.scheme != application.scheme:
        problems.append(Problem("programme_id", f"is of the scheme {target.scheme}", application.scheme))
    if target.school_year != application.school_year:
        problems.append(Problem("programme_id", f"is of the year {target.school_year}", application.school_year))
    if problems:
        raise InputError(*problems)
    transfer = Transfer(programme_id, target.coordinator, reason, moment.at, moment.actor)
    return with_line(replace(application, transfer=transfer), moment, "transfer-proposed", programme_id)


def decline(application: Application, moment: Moment) -> Application:
    """It stays where it is."""
    transfer = _awaited(application)
    return with_line(replace(application, transfer=None), moment, "transfer-declined", transfer.programme_id)


def leave(application: Application, new_id: str, moment: Moment) -> Application:
    """What stays at the old programme: closed, with the id under which it goes on."""
    transfer = _awaited(application)
    require_status("application", application.status, TRANSFERABLE, "transfer it")
    left = replace(
        application,
        status=Status.WITHDRAWN,
        withdrawal_code=TRANSFERRED,
        withdrawal_reason=transfer.reason,
        waiting_rank=None,
        transferred_to=new_id,
    )
    return with_line(left, moment, "transferred", transfer.programme_id)


def arrive(left: Application, old_id: str, programme_id: str, target: Programme, moment: Moment) -> Application:
    """The same dossier at the new programme, sent when it was sent, and without anybody's answer."""
    awaited = left.guardian_id is not None and left.consent is None
    arrived = replace(
        left,
        programme_id=programme_id,
        coordinator=target.coordinator,
        status=Status.CONSENT_PENDING if awaited else Status.ELIGIBLE,
        withdrawal_code=None,
        withdrawal_reason=None,
        decision=None,
        answers=(),
        asked=(),
        transfer=None,
        transferred_to=None,
        transferred_from=old_id,
        drafted_at=left.drafted_at or moment.at,
        team_id=None,
        group_id=None,
        offered_until=None,
        promoted_on=None,
    )
    return with_line(arrived, moment, "arrived", old_id)


def joined(known: Application | None, arrived: Application) -> Application:
    """The dossier that arrives where the person had one that they had left: what is known of that one stays, its lines and whom
    it was put to, so that the deciders are asked under new reviews and not under those that are closed."""
    if known is None:
        return arrived
    lines = tuple(one for one in arrived.history if one not in known.history)
    asked = tuple(replace(one, closed=True) for one in known.asked)
    return replace(arrived, asked=asked, history=(*known.history, *lines)[-MOST_LINES:])


def _awaited(application: Application) -> Transfer:
    if application.transfer is None:
        raise RuleError("", "no-transfer", "no transfer of this dossier waits for an answer")
    return application.transfer

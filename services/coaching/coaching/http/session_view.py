"""A session as one caller may see it: notes and absence reasons only for those whom they concern."""

from fastapi import Response

from coaching.domain.session import AbsenceReason, Mark, Session
from coaching.http.policy import allows
from coaching.http.schemas import MarkOut, ReportBody, SealOut, SessionOut, WorkshopOut
from essaim.kit.aggregate import Stored
from essaim.kit.http import Principal


def session_view(stored: Stored[Session], caller: Principal, response: Response | None = None) -> SessionOut:
    """The session for the wire; with a response, its version also goes into the ETag header."""
    state = stored.state
    if response is not None:
        response.headers["ETag"] = stored.etag
    report = state.report if allows(caller, "report.read", state) else None
    reasons = allows(caller, "absence.read", state)
    return SessionOut(
        id=stored.id,
        version=stored.version,
        group_id=state.group_id,
        group_code=state.group_code,
        kind=state.kind,
        status=state.status,
        starts_at=state.starts_at,
        ends_at=state.ends_at,
        minutes=state.minutes,
        half_days=list(state.half_days),
        place=state.place,
        trainer_id=state.trainer_id,
        trainer_signed_at=state.trainer_signed_at,
        workshop=_workshop(state),
        attendance=[_mark(mark, reasons or mark.person_id == caller.sub) for mark in state.marks],
        report=report
        and ReportBody(
            objectives=report.objectives,
            done=report.done,
            difficulties=report.difficulties,
            evolutions=report.evolutions,
        ),
        report_version=state.report_version,
        seal=state.seal and SealOut(sha256=state.seal.sha256, sealed_at=state.seal.sealed_at),
        cancelled_because=state.cancelled_because,
        warnings=list(state.warnings),
    )


def _mark(mark: Mark, with_reason: bool) -> MarkOut:
    absence = None
    if mark.absence is not None:
        unexcused = mark.absence is AbsenceReason.UNEXCUSED
        absence = mark.absence.value if with_reason or unexcused else "excused"
    return MarkOut(person_id=mark.person_id, half_day=mark.half_day, signed_at=mark.signed_at, absence=absence)


def _workshop(state: Session) -> WorkshopOut | None:
    if state.workshop is None:
        return None
    return WorkshopOut(
        topic_code=state.workshop.topic_code,
        title=state.workshop.title,
        places=state.workshop.places,
        places_left=state.workshop.places - len(state.workshop.registered),
        registered=list(state.workshop.registered),
    )

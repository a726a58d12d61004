"""The attendance of a session: signatures, absences, the seal, and the sheet to print."""

import asyncio

from fastapi import APIRouter, Response

from coaching.documents.attendance_pdf import render_attendance
from coaching.http.dependencies import Use, session_for
from coaching.http.policy import allows
from coaching.http.schemas import AbsenceIn, SessionOut, SignatureIn
from coaching.http.session_view import session_view
from coaching.usecases.compose_attendance import compose_attendance
from coaching.usecases.note_absence import NoteAbsence, note_absence
from coaching.usecases.seal_attendance import SealAttendance, seal_attendance
from coaching.usecases.sign_attendance import SignAttendance, sign_attendance
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/sessions/{session_id}", tags=["attendance"])


@router.post("/signatures", summary="Sign for a half-day (student, for themselves)")
async def sign(
    session_id: Id, body: SignatureIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> SessionOut:
    """From 15 minutes before the start to the end of the day. Whoever signs is the subject of the token, nobody else."""
    await session_for(caller, "session.sign", session_id, deps)
    command = SignAttendance(session_id, caller.sub, body.half_day)
    return session_view(await sign_attendance(command, deps, cause), caller, response)


@router.post("/absences", summary="Note an absence and its reason (coach)")
async def absence(
    session_id: Id, body: AbsenceIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> SessionOut:
    """Never over a signature; a signature that comes later replaces it."""
    await session_for(caller, "session.mark", session_id, deps)
    command = NoteAbsence(session_id, body.person_id, body.reason, body.half_day)
    return session_view(await note_absence(command, deps, cause), caller, response)


@router.post("/seal", summary="Seal the attendance sheet (coach)")
async def seal(
    session_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> SessionOut:
    """Everybody has signed or has a reason; nothing can change after it."""
    await session_for(caller, "session.seal", session_id, deps)
    command = SealAttendance(session_id, caller.sub, expected)
    return session_view(await seal_attendance(command, deps, cause), caller, response)


@router.get(
    "/attendance.pdf",
    summary="The attendance sheet as PDF",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}}},
)
async def print_sheet(session_id: Id, deps: Use, caller: Caller) -> Response:
    """As it stands, with its seal once it is sealed; the report is on it only for those who may read it."""
    stored = await session_for(caller, "session.print", session_id, deps)
    sheet = await compose_attendance(session_id, deps, with_report=allows(caller, "report.read", stored.state))
    content = await asyncio.to_thread(render_attendance, sheet)
    name = f"{sheet.starts_at.date().isoformat()}-{sheet.kind.replace('_', '-')}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)

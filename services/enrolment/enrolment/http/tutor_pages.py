"""The public page of a tutor who is asked: behind a secret link they say yes or no, without a login.

Who has the link may answer: it is made for one tutor and one student, and ends when somebody else is named or the status is over.
"""

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from enrolment.deps import Deps
from enrolment.documents.attestations.tutor_page import OVER, POINTS, ROLES, TutorPage, render_tutor_page
from enrolment.documents.consents.page import BUSY, HEADERS, UNKNOWN, UNREADABLE, render_notice
from enrolment.domain.errors import RuleError
from enrolment.domain.snee.tutoring import TutoringStatus
from enrolment.http.dependencies import Use
from enrolment.usecases.snee.answer_tutor_link import AnswerTutorLink, answer_tutor_link
from enrolment.usecases.snee.open_tutor_link import OpenedTutorLink, open_tutor_link
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError, RefusedError
from essaim.kit.http.attempts import asker_of, attempts_at
from essaim.kit.ids import new_id

router = APIRouter(prefix="/tutoring", tags=["tutor page"], default_response_class=HTMLResponse)
PUBLIC: dict[str, Any] = {"security": []}
LONGEST_FORM = 2_000
_SAID = {
    TutoringStatus.CONFIRMED: "Vous avez accepté. Merci !",
    TutoringStatus.DECLINED: "Vous avez répondu que vous ne pouviez pas. Merci de l’avoir dit.",
}


class _NoticeError(Exception):
    """A page that ends the visit."""

    def __init__(self, status: int, words: tuple[str, str]) -> None:
        super().__init__(words[0])
        self.page = HTMLResponse(render_notice(*words), status_code=status, headers=HEADERS)


@router.get("/{token}", summary="The page of a tutor who is asked", openapi_extra=PUBLIC)
async def page(token: str, request: Request, deps: Use) -> Response:
    """HTML. 404 for a link that leads nowhere, 410 for one whose time is over."""
    try:
        return _page(token, await _open(token, request, deps), deps)
    except _NoticeError as notice:
        return notice.page


@router.post("/{token}", summary="The tutor answers", openapi_extra=PUBLIC)
async def answer(token: str, request: Request, deps: Use) -> Response:
    """A form: ``answer`` is ``yes`` or ``no``. The answer is a redirection, so that reloading sends nothing again."""
    try:
        await _open(token, request, deps)
        accepts = await _accepts(request)
        cause = Cause(new_id(), getattr(request.state, "correlation_id", new_id()), "tutor")
        try:
            await answer_tutor_link(AnswerTutorLink(token, accepts), deps, cause)
        except RefusedError:
            raise _NoticeError(410, OVER) from None
        except RuleError:
            # Answered already, otherwise: the page says what holds.
            return _page(token, await _open(token, request, deps), deps, status=409)
    except _NoticeError as notice:
        return notice.page
    return RedirectResponse(f"/tutoring/{token}", status_code=303, headers=HEADERS)


async def _accepts(request: Request) -> bool:
    body = await request.body()
    if len(body) > LONGEST_FORM:
        raise _NoticeError(413, UNREADABLE)
    try:
        form = dict(parse_qsl(body.decode("ascii"), max_num_fields=5))
    except ValueError:
        raise _NoticeError(422, UNREADABLE) from None
    if form.get("answer") not in ("yes", "no"):
        raise _NoticeError(422, UNREADABLE)
    return form["answer"] == "yes"


async def _open(token: str, request: Request, deps: Deps) -> OpenedTutorLink:
    attempts, host = attempts_at("tutor", request), asker_of(request)
    try:
        opened = await open_tutor_link(token, deps)
    except NotFoundError:
        if attempts.too_many(host):
            raise _NoticeError(429, BUSY) from None
        attempts.missed(host)
        raise _NoticeError(404, UNKNOWN) from None
    if not opened.usable:
        raise _NoticeError(410, OVER)
    return opened


def _page(token: str, opened: OpenedTutorLink, deps: Deps, *, status: int = 200) -> Response:
    tutoring = opened.tutoring.state
    partner = deps.settings.partner
    shown = TutorPage(
        path=f"/tutoring/{token}",
        title="On vous demande d’accompagner un projet",
        organisation=deps.settings.organisation_names.get(partner, partner),
        student_name=opened.student_name,
        tutor_name=f"{tutoring.tutor.given_name} {tutoring.tutor.family_name}".strip(),
        school_year=tutoring.school_year.replace("-", "–"),
        role=ROLES[tutoring.role],
        points=POINTS[tutoring.role],
        expires_on=tutoring.link_until,
        said=_SAID.get(tutoring.status, ""),
        may_answer=tutoring.status is TutoringStatus.INVITED,
    )
    return HTMLResponse(render_tutor_page(shown), status_code=status, headers=HEADERS)

"""The public page of a mentor who is asked: behind a secret link they say yes or no, without a login.

Who has the link may answer: it is made for one choice, and ends when the choice lapses, is taken back or is over.
"""

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from enrolment.deps import Deps
from enrolment.documents.consents.page import BUSY, HEADERS, UNKNOWN, UNREADABLE, render_notice
from enrolment.documents.network.mentor_page import OVER, MentorPage, render_mentor_page
from enrolment.domain.errors import RuleError
from enrolment.domain.network.need import ChoiceStatus
from enrolment.domain.writing import LINES, is_written
from enrolment.http.dependencies import Use
from enrolment.usecases.network.answer_choice import AnswerChoice, answer_choice
from enrolment.usecases.network.open_mentor_link import OpenedMentorLink, open_mentor_link
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.http.attempts import asker_of, attempts_at
from essaim.kit.ids import new_id

router = APIRouter(prefix="/mentoring", tags=["mentor page"], default_response_class=HTMLResponse)
PUBLIC: dict[str, Any] = {"security": []}
LONGEST_FORM = 15_000
"""A reason of a thousand characters, three bytes each, every byte written as three."""
LONGEST_REASON = 1000
WITHOUT_REASON = "Réponse par le lien, sans motif"
_SAID = {
    ChoiceStatus.ACCEPTED: "Vous avez accepté. La coordination va confirmer : merci !",
    ChoiceStatus.CONFIRMED: "Vous avez accepté, et la coordination a confirmé. Merci !",
    ChoiceStatus.DECLINED: "Vous avez répondu que vous ne pouviez pas. Merci de l’avoir dit.",
}


class _NoticeError(Exception):
    """A page that ends the visit."""

    def __init__(self, status: int, words: tuple[str, str]) -> None:
        super().__init__(words[0])
        self.page = HTMLResponse(render_notice(*words), status_code=status, headers=HEADERS)


@router.get("/{token}", summary="The page of a mentor who is asked", openapi_extra=PUBLIC)
async def page(token: str, request: Request, deps: Use) -> Response:
    """HTML. 404 for a link that leads nowhere, 410 for one whose choice is over."""
    try:
        return _page(token, await _open(token, request, deps), deps)
    except _NoticeError as notice:
        return notice.page


@router.post("/{token}", summary="The mentor answers", openapi_extra=PUBLIC)
async def answer(token: str, request: Request, deps: Use) -> Response:
    """A form: ``answer`` is ``yes`` or ``no``, ``reason`` for the office. The answer is a redirection, so that reloading sends
    nothing again."""
    try:
        opened = await _open(token, request, deps)
        accepts, reason = await _read(request)
        cause = Cause(new_id(), getattr(request.state, "correlation_id", new_id()), "mentor")
        try:
            await answer_choice(AnswerChoice(opened.need.id, opened.choice.id, accepts, reason), deps, cause)
        except RuleError:
            # Answered already, otherwise, or taken back in this very moment: the page says what holds.
            return _page(token, await _open(token, request, deps), deps, status=409)
    except _NoticeError as notice:
        return notice.page
    return RedirectResponse(f"/mentoring/{token}", status_code=303, headers=HEADERS)


async def _read(request: Request) -> tuple[bool, str]:
    body = await request.body()
    if len(body) > LONGEST_FORM:
        raise _NoticeError(413, UNREADABLE)
    try:
        form = dict(parse_qsl(body.decode("ascii"), max_num_fields=5, errors="strict"))
    except ValueError:
        raise _NoticeError(422, UNREADABLE) from None
    reason = form.get("reason", "").replace("\r\n", "\n").strip()
    if form.get("answer") not in ("yes", "no") or len(reason) > LONGEST_REASON or not is_written(reason, LINES):
        raise _NoticeError(422, UNREADABLE)
    return form["answer"] == "yes", reason or WITHOUT_REASON


async def _open(token: str, request: Request, deps: Deps) -> OpenedMentorLink:
    attempts, host = attempts_at("mentor", request), asker_of(request)
    try:
        opened = await open_mentor_link(token, deps)
    except NotFoundError:
        if attempts.too_many(host):
            raise _NoticeError(429, BUSY) from None
        attempts.missed(host)
        raise _NoticeError(404, UNKNOWN) from None
    if not opened.usable:
        raise _NoticeError(410, OVER)
    return opened


def _page(token: str, opened: OpenedMentorLink, deps: Deps, *, status: int = 200) -> Response:
    need, choice = opened.need.state, opened.choice
    partner = deps.settings.partner
    shown = MentorPage(
        path=f"/mentoring/{token}",
        title="On vous propose d’être mentor",
        organisation=deps.settings.organisation_names.get(partner, partner),
        subject=need.label,
        place=", ".join(one for one in (need.establishment_name, need.city) if one),
        slot=need.slot.french() if need.slot else "",
        note=choice.note,
        answer_by=choice.answer_by,
        said=_SAID.get(choice.status, ""),
        may_answer=choice.status is ChoiceStatus.PROPOSED,
    )
    return HTMLResponse(render_mentor_page(shown), status_code=status, headers=HEADERS)

"""The public page of a consent: a guardian, who has no login, reads the text behind a secret link and says yes or no.

Who has the link may answer: it is a capability, made for one guardian and one consent. Forms are plain HTML, answers are pages
and never problem documents, and an answer after a form is a redirection, so that reloading sends nothing again.
"""

from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from enrolment.deps import Deps
from enrolment.documents.consents.page import (
    BUSY,
    HEADERS,
    MESSAGES,
    OVER,
    UNKNOWN,
    UNREADABLE,
    ConsentPage,
    render_notice,
    render_page,
)
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.consent import Party, Status, parties_needed
from enrolment.http.dependencies import Use
from enrolment.usecases.persons.answer_consent_link import AnswerConsentLink, answer_consent_link
from enrolment.usecases.persons.open_consent_link import OpenedLink, open_consent_link
from essaim.kit.cause import Cause
from essaim.kit.clock import PARIS
from essaim.kit.errors import NotFoundError
from essaim.kit.french import french_date
from essaim.kit.http.attempts import asker_of, attempts_at
from essaim.kit.ids import new_id

router = APIRouter(prefix="/consents", tags=["consent page"], default_response_class=HTMLResponse)
PUBLIC: dict[str, Any] = {"security": []}
MOST_FIELDS = 10
LONGEST_FORM = 20_000
GUARDIAN = "guardian"


class _NoticeError(Exception):
    """A page that ends the visit."""

    def __init__(self, status: int, words: tuple[str, str]) -> None:
        super().__init__(words[0])
        self.page = HTMLResponse(render_notice(*words), status_code=status, headers=HEADERS)


@router.get("/{token}", summary="The page of a consent, for a guardian", openapi_extra=PUBLIC)
async def page(token: str, request: Request, deps: Use) -> Response:
    """HTML. 404 for a link that leads nowhere, 410 for one whose time is over."""
    try:
        return _page(token, await _open(token, request, deps), deps)
    except _NoticeError as notice:
        return notice.page


@router.post("/{token}", summary="The guardian answers", openapi_extra=PUBLIC)
async def answer(token: str, request: Request, deps: Use) -> Response:
    """A form: ``answer`` is ``yes`` (with ``name`` and ``read``) or ``no`` (with ``name`` and perhaps ``reason``)."""
    try:
        opened = await _open(token, request, deps)
        form = await _form(request)
        try:
            await _answer(token, form, request, deps)
        except InputError as error:
            return _page(token, opened, deps, typed=form, problems=error.fields)
        except RuleError:
            # Somebody was faster, or the age has changed who answers: the page says what holds.
            return _page(token, await _open(token, request, deps), deps, status=409)
    except _NoticeError as notice:
        return notice.page
    return RedirectResponse(f"/consents/{token}", status_code=303, headers=HEADERS)


async def _open(token: str, request: Request, deps: Deps) -> OpenedLink:
    """What the link leads to. A right link always opens: who guesses must not lock out others of the same network."""
    attempts, host = attempts_at("consent", request), asker_of(request)
    try:
        opened = await open_consent_link(token, deps)
    except NotFoundError:
        if attempts.too_many(host):
            raise _NoticeError(429, BUSY) from None
        attempts.missed(host)
        raise _NoticeError(404, UNKNOWN) from None
    if not opened.usable:
        raise _NoticeError(410, OVER)
    return opened


async def _answer(token: str, form: dict[str, str], request: Request, deps: Deps) -> None:
    agrees = form.get("answer") == "yes"
    problems = []
    if form.get("answer") not in ("yes", "no"):
        problems.append(Problem("answer", "is missing", "yes or no"))
    if not form.get("name", "").strip():
        problems.append(Problem("name", "is missing", "the guardian's name"))
    if agrees and not form.get("read"):
        problems.append(Problem("read", "is missing", "the box"))
    if problems:
        raise InputError(*problems)
    # The browser is no proof of who it was, but it may show later that it was not the child's telephone.
    evidence = f"page publique, navigateur : {request.headers.get('user-agent', '')[:300]}"
    command = AnswerConsentLink(token, agrees, form["name"][:200], evidence, form.get("reason", "")[:1000])
    cause = Cause(new_id(), getattr(request.state, "correlation_id", new_id()), GUARDIAN)
    await answer_consent_link(command, deps, cause)


async def _form(request: Request) -> dict[str, str]:
    body = await request.body()
    if len(body) > LONGEST_FORM:
        raise _NoticeError(413, UNREADABLE)
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise _NoticeError(422, UNREADABLE) from None


def _page(
    token: str,
    opened: OpenedLink,
    deps: Deps,
    *,
    status: int = 200,
    typed: dict[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    consent, guardian_id = opened.consent.state, opened.link.state.guardian_id
    needed = parties_needed(consent.kind, opened.child.birth_date, deps.clock.today())
    yes = any(one.speaker_id == guardian_id and one.agrees for one in consent.words)
    partner = deps.settings.partner
    shown = ConsentPage(
        path=f"/consents/{token}",
        organisation=deps.settings.organisation_names.get(partner, partner),
        guardian_name=opened.guardian.name,
        child_name=opened.child.name,
        text_title=opened.text.title,
        text=opened.text.text,
        version=opened.text.version,
        expires_on=opened.link.state.expires_at.astimezone(PARIS).date(),
        said=_said(opened, guardian_id),
        given=yes,
        may_agree=consent.status is Status.REQUESTED and not yes and Party.GUARDIAN in needed,
        may_refuse=consent.status in (Status.REQUESTED, Status.GIVEN) and Party.GUARDIAN in needed,
        joint=len(needed) > 1,
        typed=typed or {},
    )
    words = [MESSAGES.get(one.field, one.message) for one in problems]
    return HTMLResponse(render_page(shown, words), status_code=422 if problems else status, headers=HEADERS)


def _said(opened: OpenedLink, guardian_id: str) -> str:
    """What holds now, in one sentence; nothing of what anybody else said or why."""
    consent = opened.consent.state
    own = next((one for one in consent.words if one.speaker_id == guardian_id), None)
    if own is not None and own.agrees:
        rest = "" if consent.status is Status.GIVEN else " Une autre réponse est encore attendue."
        return f"Vous avez donné votre accord le {french_date(own.said_on)}.{rest}"
    if own is not None:
        return f"Vous avez répondu non le {french_date(own.said_on)}."
    return {
        Status.GIVEN: "Cet accord a déjà été donné.",
        Status.WITHDRAWN: "Cet accord n’est plus demandé : quelqu’un a répondu non.",
        Status.EXPIRED: "Cet accord a pris fin avec sa durée de validité.",
        Status.REQUESTED: "",
    }[consent.status]

"""The public check of an attestation: a page for people, JSON for machines, nothing to log in to.

A code has 130 bits, so nobody finds one by trying; the limit on wrong ones is against noise. What is shown does not depend on who
asks, and nothing of the visit is kept.
"""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict

from enrolment.deps import Deps
from enrolment.documents.attestations.verification_page import (
    BUSY,
    HEADERS,
    MISTYPED,
    render_form,
    render_shown,
    render_verdict,
)
from enrolment.domain.attestations.code import LONGEST_TYPED, grouped, read_code
from enrolment.domain.attestations.shown import AttestationKind, Shown, Validity
from enrolment.http.dependencies import Use
from enrolment.usecases.attestations.find_attestation import find_attestation
from essaim.kit.http.attempts import RETRY_LATER, asker_of, attempts_at

router = APIRouter(tags=["attestations"])
PUBLIC: dict[str, Any] = {"security": []}
_DATA_HEADERS = {name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"}


class VerificationOut(BaseModel):
    """What anybody may know of a code: ``mistyped`` when it cannot be one, so that a slip is not taken for a forgery."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "validity": "valid",
                    "mistyped": False,
                    "kind": "snee",
                    "school_year": "2026-2027",
                    "masked_name": "L.-A. VA•••T",
                    "label": "Pépite BFC",
                    "issued_on": "2026-09-28",
                    "since": "2026-09-01",
                    "until": "2027-08-31",
                }
            ]
        }
    )

    validity: Validity
    mistyped: bool
    kind: AttestationKind | None
    school_year: str
    masked_name: str
    label: str
    issued_on: date | None
    since: date | None
    until: date | None


@router.get("/verify", summary="The page that checks attestations", response_class=HTMLResponse, openapi_extra=PUBLIC)
async def verification_form(
    code: Annotated[str | None, Query(max_length=LONGEST_TYPED, description="As it was typed")] = None,
) -> Response:
    """A form; with a code, on to the code's own page."""
    if code is None or not code.strip():
        return HTMLResponse(render_form(), headers=HEADERS)
    read = read_code(code)
    if read is None:
        return HTMLResponse(render_verdict(MISTYPED), status_code=404, headers=HEADERS)
    return RedirectResponse(f"/verify/{grouped(read)}", status_code=303, headers=HEADERS)


@router.get(
    "/verify/{code}", summary="Whether an attestation is true", response_class=HTMLResponse, openapi_extra=PUBLIC
)
async def verification_page(code: str, request: Request, deps: Use) -> Response:
    """HTML, or JSON when that is what is accepted. 404 with a page for a code that nobody has."""
    as_json = "application/json" in request.headers.get("accept", "")
    shown = await _look_up(code, request, deps)
    if as_json:
        return _json(code, shown)
    if shown is None:
        return HTMLResponse(render_verdict(BUSY), status_code=429, headers=HEADERS | RETRY_LATER)
    if read_code(code) is None:
        return HTMLResponse(render_verdict(MISTYPED), status_code=404, headers=HEADERS)
    status = 404 if shown.validity is Validity.UNKNOWN else 200
    return HTMLResponse(render_shown(shown), status_code=status, headers=HEADERS)


@router.get(
    "/v1/attestations/{code}",
    summary="Whether an attestation is true, as data",
    response_model=VerificationOut,
    openapi_extra=PUBLIC,
)
async def verification_data(code: str, request: Request, deps: Use) -> Response:
    """200 for every code, with ``unknown`` for one that nobody has; 429 after many wrong ones."""
    return _json(code, await _look_up(code, request, deps))


async def _look_up(code: str, request: Request, deps: Deps) -> Shown | None:
    """None when too many wrong codes came from there. A right one is always answered: others may share the network."""
    attempts, host = attempts_at("verification", request), asker_of(request)
    shown = await find_attestation(code, deps)
    if shown.validity is not Validity.UNKNOWN:
        return shown
    if attempts.too_many(host):
        return None
    attempts.missed(host)
    return shown


def _json(code: str, shown: Shown | None) -> Response:
    if shown is None:
        problem = {
            "type": "urn:essaim:problem:too-many-attempts",
            "title": "too many wrong codes",
            "status": 429,
            "detail": "from this network; a code that is right is answered all the same, others again in a minute",
        }
        return JSONResponse(problem, 429, _DATA_HEADERS | RETRY_LATER, media_type="application/problem+json")
    found = VerificationOut(**vars(shown), mistyped=read_code(code) is None)
    return JSONResponse(found.model_dump(mode="json"), headers=_DATA_HEADERS)

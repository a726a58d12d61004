"""The texts that people consent to, in versions."""

from typing import Annotated

from fastapi import APIRouter, Query

from enrolment.domain.persons.consent_text import Kind
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.consents import ConsentTextIn, ConsentTextOut
from enrolment.usecases.persons.consent_text_id import consent_text_id
from enrolment.usecases.persons.put_consent_text import put_consent_text
from essaim.contracts.types import Code
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/consent-texts", tags=["consents"])


@router.put("/{kind}/{version}", summary="Write a version of a text")
async def put_text(
    kind: Kind, version: Code, body: ConsentTextIn, deps: Use, cause: CauseOf, caller: Caller
) -> ConsentTextOut:
    """By the partner that operates this deployment. Fixed for ever from the first consent that is asked for it."""
    POLICY.require(caller, "consent_text.write")
    if caller.partner != deps.settings.partner:
        raise ForbiddenError("forbidden", f"the texts here are those of {deps.settings.partner}")
    return ConsentTextOut.of(await put_consent_text(body.consent_text(kind, version), deps, cause))


@router.get("", summary="Texts, the newest first")
async def get_texts(
    deps: Use, caller: Caller, page: PageQuery, kind: Annotated[Kind | None, Query()] = None
) -> PageOut[ConsentTextOut]:
    """All versions: a consent names the one that was read."""
    POLICY.require(caller, "consent_text.read")
    where = {"kind": kind.value} if kind else {}
    order = (Order("valid_from", descending=True),)
    found = await deps.consent_texts.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ConsentTextOut.of(one) for one in found.items], next=found.next)


@router.get("/{kind}/{version}", summary="One version of a text")
async def get_text(kind: Kind, version: Code, deps: Use, caller: Caller) -> ConsentTextOut:
    """As it is, and its hash."""
    POLICY.require(caller, "consent_text.read")
    return ConsentTextOut.of(await deps.consent_texts.get(consent_text_id(kind, version)))

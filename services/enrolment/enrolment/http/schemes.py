"""The schemes that this deployment serves, and parameters to start their programmes from."""

from fastapi import APIRouter
from pydantic import BaseModel

from enrolment.domain.programmes.presets import presets_of
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.parameters import PresetOut
from essaim.contracts.types import Scheme
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, PageOut

router = APIRouter(prefix="/v1/schemes", tags=["programmes"])


class SchemeOut(BaseModel):
    """A scheme, and the names of its presets."""

    scheme: Scheme
    presets: list[str]


@router.get("", summary="The schemes that this deployment serves")
async def get_schemes(deps: Use, caller: Caller) -> PageOut[SchemeOut]:
    """With the names of their presets."""
    POLICY.require(caller, "programme.read")
    items = [SchemeOut(scheme=one, presets=[p.name for p in presets_of(one)]) for one in deps.settings.schemes]
    return PageOut(items=items)


@router.get("/{scheme}/presets", summary="Parameters to start a programme from, each with its source")
async def get_presets(scheme: Scheme, deps: Use, caller: Caller) -> PageOut[PresetOut]:
    """What the sources leave open is named too. A preset is used only by the programmes that ask for it."""
    POLICY.require(caller, "programme.read")
    if scheme not in deps.settings.schemes:
        raise NotFoundError("not-found", "this deployment does not serve the scheme")
    return PageOut(items=[PresetOut.of(one) for one in presets_of(scheme)])

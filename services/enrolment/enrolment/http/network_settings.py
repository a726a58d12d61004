"""What a partner says of mentoring: the weights of suggestions, and where the check of honorability is asked for."""

from fastapi import APIRouter

from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.mentor_needs import HonorabilityRuleIn, SettingsOut, WeightsIn
from enrolment.usecases.network.put_honorability_rule import PutHonorabilityRule, put_honorability_rule
from enrolment.usecases.network.put_weights import PutWeights, put_weights
from enrolment.usecases.network.read_settings import read_settings
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/network-settings", tags=["network"])


@router.get("", summary="The settings of the caller's partner")
async def get_settings(deps: Use, caller: Caller) -> SettingsOut:
    """All versions of the weights; the last one is in force."""
    POLICY.require(caller, "network_settings.read")
    return SettingsOut.of(await read_settings(caller.partner, deps))


@router.post("/weights", status_code=201, summary="Record another version of the weights")
async def post_weights(body: WeightsIn, deps: Use, cause: CauseOf, caller: Caller) -> SettingsOut:
    """What was suggested before keeps the version that it was suggested with."""
    POLICY.require(caller, "network_settings.write")
    return SettingsOut.of(await put_weights(PutWeights(caller.partner, body.weights), deps, cause))


@router.put("/honorability", summary="Say where mentors need the check")
async def put_honorability(body: HonorabilityRuleIn, deps: Use, cause: CauseOf, caller: Caller) -> SettingsOut:
    """Everywhere, or for some programmes."""
    POLICY.require(caller, "network_settings.write")
    command = PutHonorabilityRule(caller.partner, body.required, tuple(body.programmes))
    return SettingsOut.of(await put_honorability_rule(command, deps, cause))

"""The schools of the network: list only."""

from typing import Annotated

from fastapi import APIRouter, Query

from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.network_schools import SchoolOut
from enrolment.usecases.network.find_schools import find_schools
from essaim.contracts.types import SchoolYear
from essaim.kit.http import Caller, PageOut

router = APIRouter(prefix="/v1/network/schools", tags=["network"])


@router.get("", summary="Schools that have teams of Mini-Entreprise, by name")
async def get_schools(
    deps: Use, caller: Caller, school_year: Annotated[SchoolYear, Query(examples=["2026-2027"])]
) -> PageOut[SchoolOut]:
    """Of the caller's partner, on one page: a region has dozens. With counts of teams, and no names of people."""
    POLICY.require(caller, "network_school.read")
    found = await find_schools(caller.partner, school_year, deps)
    return PageOut(items=[SchoolOut.model_validate(vars(one)) for one in found])

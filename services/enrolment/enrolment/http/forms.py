"""The forms of the schemes, as data for whoever shows them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from enrolment.domain.applications.form import form_on
from enrolment.http.dependencies import Use
from enrolment.http.schemas.dossiers import FormOut
from essaim.contracts.types import Scheme
from essaim.kit.http import Caller

router = APIRouter(prefix="/v1/schemes", tags=["dossiers"])


@router.get("/{scheme}/form", summary="The form of a scheme")
async def get_form(
    scheme: Scheme, deps: Use, caller: Caller, on: Annotated[date | None, Query(description="Default: today")] = None
) -> FormOut:
    """The version in force on a day. A dossier keeps the version that it was begun with (``form_version``)."""
    del caller
    return FormOut.of(form_on(scheme.value, on or deps.clock.today()))

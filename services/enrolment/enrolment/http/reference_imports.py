"""Files of reference data. The file is the body of the request."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from enrolment.http.dependencies import Use
from enrolment.http.reference_access import allow_managing
from enrolment.http.schemas.reference import ImportOut
from enrolment.usecases.reference.import_entries import ImportEntries, import_entries
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/reference-data", tags=["reference data"])


class ReferenceKind(StrEnum):
    """What can be imported."""

    ESTABLISHMENTS = "establishments"
    FORMATIONS = "formations"
    CARRIERS = "carriers"
    PARTNERS = "partners"


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "UTF-8, separated by ; or ,; headings in English or French; at most 5000 rows",
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": "uai;nom;nature;ville;département\n;Lycée Exemple;high_school;Besançon;25\n",
            }
        },
    }
}


@router.post("/{kind}/import", summary="Import a file (CSV)", openapi_extra=_BODY)
async def post_import(
    kind: ReferenceKind,
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    dry_run: Annotated[bool, Query(description="Report the same and write nothing")] = False,
) -> ImportOut:
    """Good rows are taken, bad ones reported by row and field; running it again changes nothing. A column that is not in the file
    leaves its field as it is."""
    allow_managing(caller, deps)
    command = ImportEntries(kind.value, await request.body(), dry_run=dry_run)
    return ImportOut.of(await import_entries(command, deps, cause), dry_run=dry_run)

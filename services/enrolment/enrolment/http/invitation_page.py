"""The page behind the link of an invitation: where the team is, and how to join it. It names nobody.

Joining is done with a login, by beginning a dossier with the invitation: the link alone opens nothing.
"""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from enrolment.documents.consents.page import HEADERS, OVER, UNKNOWN, render_notice
from enrolment.http.dependencies import Use
from enrolment.usecases.applications.find_invitation import find_invitation
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError

router = APIRouter(prefix="/invitations", tags=["invitation page"], default_response_class=HTMLResponse)
PUBLIC: dict[str, Any] = {"security": []}


@router.get("/{invitation_id}", summary="The page of an invitation to a team", openapi_extra=PUBLIC)
async def page(invitation_id: Id, deps: Use) -> HTMLResponse:
    """HTML. 404 for a link that leads nowhere, 410 for an invitation that was taken back or followed already."""
    try:
        invitation = (await find_invitation(invitation_id, deps)).state
    except NotFoundError:
        return HTMLResponse(render_notice(*UNKNOWN), status_code=404, headers=HEADERS)
    if not invitation.open or invitation.person_id is not None:
        return HTMLResponse(render_notice(*OVER), status_code=410, headers=HEADERS)
    programme = (await deps.programmes.get(invitation.programme_id)).state
    text = (
        f"Vous êtes invité·e dans une équipe : {programme.formation}, {programme.establishment}, année"
        f" {programme.school_year.replace('-', '–')}. Chaque membre dépose son propre dossier. Connectez-vous, choisissez ce"
        " programme et indiquez ce code d’invitation :"
    )
    return HTMLResponse(render_notice("Rejoindre une équipe", text, invitation_id), headers=HEADERS)

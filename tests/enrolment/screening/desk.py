"""The activities that these tests screen, and a dossier to screen them for."""

from typing import Any

from tests.enrolment.office import COORDINATOR, ROWS, Office

ORDINARY = {"activity_code": "13.92Z", "activity_label": "Maille", "planned_investment": "450.00"}
REGULATED = {"activity_code": "96.02A", "activity_label": "Coiffure à domicile", "planned_investment": "800.00"}
ORDER = {"activity_code": "71.11Z", "activity_label": "Plans de maisons", "planned_investment": "0.00"}


async def dossier(office: Office, programme_id: str | None = None) -> tuple[str, str]:
    """An application that was sent, and its applicant."""
    known = programme_id or await office.programme()
    created = (await office.roster(known, ROWS[0])).json()["created"][0]
    return created["application_id"], created["person_id"]


async def screened(office: Office, application_id: str, **activity: Any) -> dict[str, Any]:
    """What a screening by the coordinator answers."""
    told: dict[str, Any] = await office.post(COORDINATOR, f"/v1/applications/{application_id}/screening", activity)
    return told

"""A place for somebody who waited for one."""

from dataclasses import replace
from datetime import date

from enrolment.domain.applications.application import Application, Status


def promoted(application: Application, on: date) -> Application:
    """ACCEPTED: what the deciders' answers alone would make of it counts no more."""
    return replace(
        application,
        status=Status.ACCEPTED,
        promoted_on=on,
        offered_until=None,
        waiting_rank=None,
        waits_for_place=False,
    )

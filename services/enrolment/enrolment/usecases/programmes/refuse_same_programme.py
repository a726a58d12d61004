"""The same programme is opened once: what is posted again by mistake would take half of the dossiers."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.programme import Programme


async def refuse_same_programme(programme_id: str, programme: Programme, deps: Deps) -> None:
    """RuleError when the coordinator has one that says the same, whatever its parameters. A repetition of the same command is
    none; two that come at the same instant are not seen."""
    where = {
        "coordinator": programme.coordinator,
        "scheme": programme.scheme,
        "school_year": programme.school_year,
        "establishment": programme.establishment,
        "formation": programme.formation,
    }
    given = replace(programme, parameters=())
    for known in await deps.programmes.all(where):
        if known.id != programme_id and replace(known.state, parameters=()) == given:
            detail = (
                f"the programme {known.id} says the same; change it with PUT /v1/programmes/{known.id}/parameters, "
                "or open one that differs in something, such as its formation or its dates"
            )
            raise RuleError("", "programme-exists", detail)

"""Nobody who asked to be erased is registered again by a list: only after a new consent of theirs was recorded."""

from enrolment.deps import Deps
from enrolment.domain.errors import Problem
from enrolment.domain.privacy.address import refusal
from enrolment.usecases.privacy.name_erased_address import name_erased_address
from essaim.kit.errors import NotFoundError


async def refuse_erased_address(
    coordinator: str, email: str, deps: Deps, *, field: str = "email"
) -> tuple[Problem, ...]:
    """What is wrong with this address, to be told with the other problems of a form or a row; empty when nothing is."""
    try:
        erased = (await deps.erased_addresses.get(name_erased_address(coordinator, email))).state
    except NotFoundError:
        return ()
    problem = refusal(erased, field)
    return () if problem is None else (problem,)

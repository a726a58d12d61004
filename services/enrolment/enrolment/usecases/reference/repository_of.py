"""Where the entries of a kind of reference data are stored."""

from typing import Any

from enrolment.deps import Deps
from enrolment.domain.reference.kinds import Kind
from essaim.kit.repository import Repository


def repository_of(kind: Kind, deps: Deps) -> Repository[Any]:
    """The repository of the kind; what it holds is what the kind reads."""
    repositories: dict[str, Repository[Any]] = {
        "establishments": deps.establishments,
        "formations": deps.formations,
        "carriers": deps.carriers,
        "partners": deps.partners,
    }
    return repositories[kind.name]

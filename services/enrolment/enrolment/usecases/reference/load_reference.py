"""Load the reference data that the package brings, where a deployment asks for it."""

from importlib import resources

from enrolment.deps import Deps
from enrolment.domain.errors import InputError
from enrolment.domain.reference.kinds import KINDS
from enrolment.usecases.reference.import_entries import ImportEntries, import_entries
from essaim.kit.cause import fresh_cause


async def load_reference(deps: Deps) -> None:
    """Entries that are not there yet. What people have changed or retired stays as they left it. Safe to repeat."""
    if not deps.settings.load_reference:
        return
    for kind in KINDS:
        content = resources.files("enrolment.reference").joinpath(f"{kind}.csv").read_bytes()
        command = ImportEntries(kind, content, only_new=True)
        report = await import_entries(command, deps, fresh_cause("reference-data"))
        if report.problems:
            raise InputError(*(one.problem for one in report.problems))

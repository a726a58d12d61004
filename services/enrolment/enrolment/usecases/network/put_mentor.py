"""Write a mentor: an office enters or changes one of its network, a mentor changes their own profile."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.network.mentor import Mentor, edited, mentor_problems
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class PutMentor:
    """The whole profile. ``only_known`` is for mentors themselves: they do not enter the network on their own."""

    mentor_id: str
    mentor: Mentor
    expected_version: int | None = None
    only_known: bool = False


async def put_mentor(command: PutMentor, deps: Deps, cause: Cause) -> Stored[Mentor]:
    """As it is stored; places, check and network stay what they are. InputError with everything that is wrong.

    NotFoundError for one of another network under this id, or for one that is not there with ``only_known``."""
    problems = [*mentor_problems(command.mentor), *await _company_problems(command.mentor, deps)]
    if problems:
        raise InputError(*problems)

    def decide(known: Mentor | None) -> Change[Mentor]:
        if known is None:
            if command.only_known or command.expected_version is not None:
                raise NotFoundError("not-found", "there is nothing here under this id")
            return Change(command.mentor)
        if known.coordinator != command.mentor.coordinator:
            raise NotFoundError("not-found", "there is nothing here under this id")
        return Change(edited(known, command.mentor))

    try:
        if command.expected_version is not None:
            expected = command.expected_version
            return await deps.mentors.change(command.mentor_id, decide, cause, expected_version=expected)
        stored = await deps.mentors.put(command.mentor_id, decide, cause)
    except DuplicateError as error:
        raise RuleError("", "email-taken", "another mentor of the network has this address") from error
    return stored or await deps.mentors.get(command.mentor_id)


async def _company_problems(mentor: Mentor, deps: Deps) -> list[Problem]:
    if mentor.company_id is None:
        return []
    accepted = "the code of a company of the network, or nothing"
    try:
        company = (await deps.companies.get(mentor.company_id)).state
    except NotFoundError:
        return [Problem("company_id", "is not known", accepted)]
    known = company.coordinator == mentor.coordinator
    return [] if known else [Problem("company_id", "is not known", accepted)]

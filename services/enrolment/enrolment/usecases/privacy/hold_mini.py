"""Mini-entreprises: the place in a team, CV and letter, interviews, and the words of those who gave or ended a post."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.mini.appointing import wordless
from enrolment.domain.mini.enterprise import Abandonment, MiniEnterprise
from enrolment.domain.mini.member import Member, emptied
from enrolment.domain.persons.person import Person
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.domain.privacy.naming import without_name
from enrolment.usecases.mini.leave_team import LeaveTeam, leave_team
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from enrolment.usecases.privacy.remove_files import RemoveFiles, remove_files
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.store.port import Where


def hold_mini() -> Holding[Deps, Cause]:
    """A team names its members by id only: with the member emptied these say nothing."""
    return Holding(
        name="mini",
        label="Mini-Entreprise : équipe, CV, entretiens, postes",
        purpose="Constituer l’équipe et attribuer ses postes (mission d’intérêt public).",
        recipients="Les enseignant·es et l’association EPA qui suivent l’équipe, les personnes qui mènent vos entretiens.",
        duration="L’année de la Mini-Entreprise ; ensuite la règle « personnes sans activité ».",
        collections=("mini_members", "mini_enterprises"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    own: Where = {"person_id": person_id}
    posts = []
    for member in await deps.mini_members.all(own):
        team = await deps.mini_enterprises.get(member.state.enterprise_id)
        held = [one for one in team.document["state"]["appointments"] if one["member_id"] == member.id]
        posts += [Record(team.id, team.document["created_at"], {"appointments": held})] if held else []
    return [*await read_records(deps.mini_members, own), *posts]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    own: Where = {"person_id": erasing.person_id}
    found = await deps.mini_members.all(own)
    if erasing.needed:
        return (Kept("mini-team", STILL_NEEDED),) if found else ()
    person = (await deps.persons.get(erasing.person_id)).state
    for one in found:
        if one.state.active:
            await leave_team(LeaveTeam(one.state.enterprise_id, one.id, "erased"), deps, cause)
        await _forget_words(one.id, one.state, person, deps, cause)
    # The files first: when a crash comes between, the member still names those that are left.
    hashes = tuple(file.sha256 for one in found for file in one.state.files)
    await remove_files(RemoveFiles(hashes, tuple(one.id for one in found)), deps)
    await forget_each(deps.mini_members, own, emptied, cause)
    return ()


async def _forget_words(member_id: str, member: Member, person: Person, deps: Deps, cause: Cause) -> None:
    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        after = replace(
            state,
            appointments=wordless(state.appointments, member_id),
            abandonment=_unnamed(state.abandonment, person),
        )
        return None if after == state else Change(after)

    await deps.mini_enterprises.change(member.enterprise_id, decide, cause, effect="forget")


def _unnamed(known: Abandonment | None, person: Person) -> Abandonment | None:
    """Why a team gave up may be told of somebody."""
    if known is None:
        return None
    return replace(known, words=without_name(known.words, person.given_name, person.family_name, person.email))

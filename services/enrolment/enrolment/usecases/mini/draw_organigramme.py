"""The PDF of the team's organigramme: who holds which post today."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.mini.organigramme_pdf import Box, OrganigrammeSheet, ServiceColumn, render_organigramme
from enrolment.domain.mini.appointing import holders, main_post, vacancies
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.formats import format_rules
from enrolment.domain.mini.posts import DIRECTOR, GENERAL, Post, services_on
from enrolment.usecases.mini.name_members import name_members


@dataclass(frozen=True)
class DrawOrganigramme:
    """Of which team."""

    enterprise_id: str


async def draw_organigramme(command: DrawOrganigramme, deps: Deps) -> bytes:
    """Posts of which there is none and which nobody holds are left out."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    names = await name_members(command.enterprise_id, deps)
    boxes = {one.key: _box(one, team, names) for one in team.posts}
    columns = []
    for service, label in services_on(team.starts_on).items():
        own = [boxes[one.key] for one in team.posts if one.service == service and _shown(boxes[one.key])]
        if own:
            columns.append(ServiceColumn(label, tuple(own)))
    idle = tuple(
        name for id_, name in sorted(names.items(), key=lambda one: one[1]) if main_post(team.appointments, id_) is None
    )
    sheet = OrganigrammeSheet(
        team=team.name,
        format=format_rules(team.format, team.starts_on).label,
        school_year=team.school_year,
        on=deps.clock.today(),
        top=tuple(boxes[one.key] for one in team.posts if one.service == GENERAL and _shown(boxes[one.key])),
        services=tuple(columns),
        without_post=idle,
    )
    return await deps.aside.run(render_organigramme, sheet)


def _box(post: Post, team: MiniEnterprise, names: dict[str, str]) -> Box:
    held = holders(team.appointments, post.key)
    own = tuple(sorted(names.get(one.member_id, "Personne effacée") for one in held if one.main))
    beside = tuple(sorted(names.get(one.member_id, "Personne effacée") for one in held if not one.main))
    vacant = vacancies(team.posts, team.appointments).get(post.key, 0)
    label = post.label
    if post.service != GENERAL:
        label = "Direction" if post.rank == DIRECTOR else "Assistance"
    return Box(label, own, beside, vacant, post.elected)


def _shown(box: Box) -> bool:
    return bool(box.holders or box.beside or box.vacant)

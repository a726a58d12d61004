"""The members of a team, those who left included, by the day they joined."""

from enrolment.deps import Deps
from enrolment.domain.mini.member import Member
from essaim.kit.aggregate import Stored
from essaim.kit.store.port import Order


async def read_members(enterprise_id: str, deps: Deps) -> list[Stored[Member]]:
    """A team has some dozens of them at most."""
    return await deps.mini_members.all({"enterprise_id": enterprise_id}, order_by=(Order("created_at"),))

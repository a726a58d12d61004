"""The mentors of a network, and the sectors of the companies that they come from."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.company import Company
from enrolment.domain.network.criteria import Pair
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from essaim.kit.aggregate import Stored
from essaim.kit.store.port import In


@dataclass(frozen=True)
class Candidates:
    """Everybody of the network whose data are there."""

    mentors: tuple[Stored[Mentor], ...]
    companies: dict[str, Company]

    def pairs(self, need: Need) -> list[Pair]:
        """The need with each of them."""
        return [Pair.of(need, one.id, one.state, self._sector(one.state)) for one in self.mentors]

    def _sector(self, mentor: Mentor) -> str | None:
        company = self.companies.get(mentor.company_id or "")
        return company.sector if company is not None else None


async def read_candidates(coordinator: str, deps: Deps) -> Candidates:
    """Paused ones too, so that it can be said why they are not suggested; retired and erased ones are in no list."""
    found = await deps.mentors.all({"coordinator": coordinator, "retired": False, "status": In(("ACTIVE", "PAUSED"))})
    wanted = {one.state.company_id for one in found if one.state.company_id}
    companies = {
        one.id: one.state for one in await deps.companies.all({"coordinator": coordinator}) if one.id in wanted
    }
    return Candidates(tuple(found), companies)

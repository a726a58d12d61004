"""Who has to answer when a person is erased or asks what is held: deployments, as the broker vouches for them.

As in the closing of a group one deployment of each service has to answer. A partner who knows that several run names them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

SERVICES = ("accounting", "coaching", "notifications")


@dataclass(frozen=True)
class Answerer:
    """A deployment that answered, and for whom."""

    partner: str
    service: str
    person_id: str

    @property
    def key(self) -> str:
        """How a request remembers it."""
        return f"{self.partner}.{self.service}/{self.person_id}"


def missing(answered: Collection[str], person_ids: Sequence[str], expected: Sequence[str]) -> tuple[str, ...]:
    """``<deployment>/<person>`` of whom nothing has come yet; ``<service>/<person>`` where any deployment of it would do."""
    if expected:
        wanted = [f"{deployment}/{person}" for person in person_ids for deployment in expected]
        return tuple(one for one in wanted if one not in answered)
    heard = {one.partition(".")[2] for one in answered}
    wanted = [f"{service}/{person}" for person in person_ids for service in SERVICES]
    return tuple(one for one in wanted if one not in heard)

"""What notifications know of a group. It is told by several events in any order, so every part may be missing at first."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Group:
    """A copy: names from `personal`, the rest from `events`."""

    code: str = ""
    name: str = ""
    activity_label: str = ""
    coordinator: str = ""
    carrier: str = ""
    member_ids: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name that the group gave itself, or its code as long as the name has not come."""
        return self.name or self.code


def with_members(group: Group, *person_ids: str) -> Group:
    """The group with these members too, each once, in the order in which they became known."""
    return replace(group, member_ids=tuple(dict.fromkeys((*group.member_ids, *person_ids))))

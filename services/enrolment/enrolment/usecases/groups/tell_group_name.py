"""What a group calls itself, in the words of the event: told when it is proposed, and again when a deployment asks."""

from enrolment.domain.groups.group import Group
from essaim.contracts.enrolment import GroupNamed


def tell_group_name(group_id: str, group: Group) -> GroupNamed:
    """The event; whoever publishes it writes it with the group."""
    return GroupNamed(group_id=group_id, name=group.name, activity_label=group.activity_label)

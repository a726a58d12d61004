"""Who a person is now: their own contact, or that of the person they were merged into."""

from essaim.kit.store.errors import MissingError
from notifications.deps import Deps
from notifications.domain.contact import Contact

MOST_MERGES = 20


async def find_contact(person_id: str, deps: Deps) -> tuple[str, Contact | None]:
    """The id that counts now, and what is known under it; None when that is nothing yet."""
    for _ in range(MOST_MERGES):
        try:
            contact = (await deps.contacts.get(person_id)).state
        except MissingError:
            break
        if contact.merged_into is None:
            return person_id, contact
        person_id = contact.merged_into
    return person_id, None

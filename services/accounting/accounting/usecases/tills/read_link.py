"""The record that a stored text is."""

from pydantic import TypeAdapter

from accounting.domain.till.link import Link

_LINK: TypeAdapter[Link] = TypeAdapter(Link)


def read_link(body: str) -> Link:
    """The sealed text as objects. The text itself stays what it is."""
    return _LINK.validate_json(body)

"""The model of a school of the network."""

from pydantic import BaseModel


class SchoolOut(BaseModel):
    """A school and its teams by format; ``with_mentor`` is how many of them have a mentor."""

    name: str
    establishment_id: str | None
    city: str
    department: str | None
    territory: str | None
    formats: dict[str, int]
    teams: int
    with_mentor: int

"""A person's name and address, copied from enrolment. Guardians point to the minor that they answer for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """How to write to a person. ``sequence`` is that of the event it comes from, so that an old one changes nothing.

    ``erased`` is the mark of somebody who had to be forgotten: then there is neither name nor address.
    """

    given_name: str
    family_name: str
    email: str
    guardian_of: str | None = None
    sequence: int = 0
    merged_into: str | None = None
    """Set when the person was another one: then there is no name and no address here, and the other one's count."""
    erased: bool = False

    @property
    def name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}"

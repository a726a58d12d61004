"""A person's name and address, copied from enrolment. Guardians point to the minor that they answer for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """How to write to a person. ``sequence`` is that of the event it comes from, so that an old one changes nothing."""

    given_name: str
    family_name: str
    email: str
    guardian_of: str | None = None
    sequence: int = 0

    @property
    def name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}"

"""The copy of a person: the name for the attendance sheet, and nothing else of what is known elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A student's name."""

    given_name: str
    family_name: str

    @property
    def display_name(self) -> str:
        """Family name first and in capitals, as on French lists."""
        return f"{self.family_name.upper()} {self.given_name}"

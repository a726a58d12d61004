"""The copy of a person: the name for the attendance sheet, and nothing else of what is known elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A student's name. ``erased`` is the mark of somebody who had to be forgotten: then there is no name."""

    given_name: str
    family_name: str
    erased: bool = False

    @property
    def display_name(self) -> str:
        """Family name first and in capitals, as on French lists."""
        return f"{self.family_name.upper()} {self.given_name}"

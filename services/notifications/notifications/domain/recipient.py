"""Who a message is meant for. Groups of people are resolved to one recipient each before messages are made."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A person by id."""

    person_id: str

    @property
    def key(self) -> str:
        """What tells this recipient apart from others."""
        return f"person:{self.person_id}"


@dataclass(frozen=True)
class Role:
    """The mailbox of a role at a partner."""

    role: str
    partner: str

    @property
    def key(self) -> str:
        """What tells this recipient apart from others."""
        return f"role:{self.partner}:{self.role}"


@dataclass(frozen=True)
class GuardiansOf:
    """The guardians of a person, if the person has any."""

    person_id: str


@dataclass(frozen=True)
class MembersOf:
    """The active members of a group."""

    group_id: str


@dataclass(frozen=True)
class Address:
    """Somebody who is nobody here yet: named in a dossier, with nothing but a name and an address."""

    name: str
    email: str

    @property
    def key(self) -> str:
        """What tells this recipient apart from others, without the address itself."""
        return f"address:{hashlib.sha256(self.email.encode()).hexdigest()[:32]}"


Recipient = Person | Role | Address
Audience = Person | Role | Address | GuardiansOf | MembersOf

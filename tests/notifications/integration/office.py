"""A notifications service without a broker: its mail server, its tokens, and events given to it by hand."""

import email.policy
import time
from dataclasses import dataclass, field
from email.parser import BytesParser
from typing import Any

import httpx
import jwt
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI

from essaim.contracts import envelope as wire
from essaim.contracts.event import CONTRACTS
from essaim.kit.cause import Cause
from essaim.kit.ids import new_id
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.events import LISTENS


@dataclass
class Post:
    """A mail server that keeps what it takes and refuses when told to."""

    answers: list[str] = field(default_factory=list)
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Answer as told, else take it."""
        del server, session
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        self.taken.append(([str(one) for one in envelope.rcpt_tos], envelope.content))
        return "250 OK"

    def recipients(self) -> list[str]:
        """Who got something, in order."""
        return [one for to, _ in self.taken for one in to]


@dataclass
class Office:
    """A running notifications service without a broker, its mail server, and events given to it by hand."""

    app: FastAPI
    client: httpx.AsyncClient
    post: Post
    key: ec.EllipticCurvePrivateKey
    sequence: int = 0

    @property
    def deps(self) -> Deps:
        """Its parts."""
        deps = self.app.state.deps
        assert isinstance(deps, Deps)
        return deps

    async def receive(
        self, type_: str, data: dict[str, Any], *, source: str = "/cmq-mma/enrolment", id_: str = "", at: str = ""
    ) -> str:
        """Handle one event as the consumer would."""
        self.sequence += 1
        envelope = wire.Envelope.model_validate(
            {
                "id": id_ or new_id(),
                "source": source,
                "type": type_,
                "subject": "s",
                "time": at or "2026-10-01T08:00:00Z",
                "sequence": self.sequence,
                "correlationid": "c",
                "data": data,
            }
        )
        cause = Cause(envelope.id, "c", envelope.source, envelope.id, envelope.id)
        received = Received(CONTRACTS[type_].model.model_validate(data), envelope)
        await LISTENS.by_type[type_].handler(received, self.deps, cause)
        return envelope.id

    async def person(self, person_id: str, *, at: str = "", **changes: Any) -> None:
        """A person becomes known."""
        data = {"person_id": person_id, "kind": "student", "given_name": "Zoé", "family_name": "Exemple"}
        address = {"email": f"{person_id}@example.org"}
        await self.receive("enrolment.person_registered.v1", data | address | changes, at=at)

    async def named(self) -> None:
        """The name of the group g1 becomes known."""
        data = {"group_id": "g1", "name": "Atelier Maille", "activity_label": "Maille"}
        await self.receive("enrolment.group_named.v1", data)

    async def mailbox(self, role: str) -> None:
        """The mailbox of a role at the own partner."""
        body = {"partner": "cmq-mma", "name": role, "email": f"{role}@example.org"}
        answer = await self.client.put(f"/v1/mailboxes/{role}", json=body, headers=self.token())
        assert answer.status_code == 200

    def headers(self, name: str) -> list[str]:
        """One header of every mail that was taken."""
        parser = BytesParser(policy=email.policy.default)
        return [" ".join(str(parser.parsebytes(content)[name]).split()) for _, content in self.post.taken]

    async def states(self) -> list[str]:
        """The states of all messages."""
        return [one.state.status for one in await self.deps.messages.all()]

    def token(self, **claims: Any) -> dict[str, str]:
        """Authorization headers."""
        merged = {
            "iss": "i",
            "aud": "essaim",
            "sub": "ada",
            "partner": "cmq-mma",
            "roles": ["coordinator"],
            "exp": int(time.time()) + 600,
        } | claims
        return {"Authorization": "Bearer " + jwt.encode(merged, self.key, "ES256", {"kid": "one"})}

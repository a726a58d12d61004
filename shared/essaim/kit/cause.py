"""Why a change happens: the request or the event behind it. Every use case gets one and hands it to the repository."""

from dataclasses import dataclass

from essaim.kit.ids import derived_id, new_id


@dataclass(frozen=True)
class Cause:
    """The origin of a change.

    ``command_id`` is stable over retries (from the Idempotency-Key, or the id of the consumed event), so ids derived
    from it are too. ``event_id`` is set only when an event is consumed: the repository's inbox then makes its effect
    happen once per aggregate. ``subject`` and ``sequence`` are the consumed event's place in its history.
    """

    command_id: str
    correlation_id: str
    actor: str
    causation_id: str | None = None
    event_id: str | None = None
    traceparent: str | None = None
    scheme: str | None = None
    subject: str | None = None
    sequence: int | None = None

    def new_id(self, purpose: str) -> str:
        """The id of an aggregate that this cause creates: the same again when the cause is repeated."""
        return derived_id(self.command_id, purpose)


def fresh_cause(actor: str) -> Cause:
    """A cause of its own, for jobs and tests."""
    command_id = new_id()
    return Cause(command_id=command_id, correlation_id=command_id, actor=actor)

"""Events that the notifications service publishes. They name the message and its template, never the address."""

from essaim.contracts.event import EventData, event
from essaim.contracts.notifications_privacy import (
    NotificationsAccessAnswered as NotificationsAccessAnswered,
    NotificationsErasureApplied as NotificationsErasureApplied,
)
from essaim.contracts.types import Code, Id


@event("notifications.notification_delivered.v1")
class NotificationDelivered(EventData):
    """The mail server accepted a message."""

    message_id: Id
    template: Code
    cause_event_id: Id
    person_id: Id | None = None


@event("notifications.notification_failed.v1")
class NotificationFailed(EventData):
    """A message could not be delivered after all attempts. ``reason`` is a code."""

    message_id: Id
    template: Code
    cause_event_id: Id
    person_id: Id | None = None
    reason: Code


@event("notifications.copies_requested.v1")
class CopiesRequested(EventData):
    """This deployment made its copies anew, or is new: who knows names and addresses tells them again, on ``personal``."""

    request_id: Id

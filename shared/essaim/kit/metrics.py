"""Prometheus metrics of one deployment. An object, not module globals, so that several can live in one process."""

import math

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """What ops watch: commands, events out, events in, and how far the relay is behind."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.oldest_seconds = 0.0
        # Looking a labelled series up costs more than counting: each is looked up once.
        self._published: dict[str, Counter] = {}
        self._consumed: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.requests = Histogram(
            "essaim_http_request_seconds",
            "Time to answer, by route and status",
            ("method", "route", "status"),
            buckets=FAST,
            registry=self.registry,
        )
        self.published = Counter(
            "essaim_events_published_total", "Events confirmed by the broker", ("type",), registry=self.registry
        )
        self.publish_failures = Counter(
            "essaim_publish_failures_total",
            "Publishes not confirmed and repeated",
            registry=self.registry,
        )
        self.consumed = Counter(
            "essaim_events_consumed_total",
            "Deliveries by event type and outcome: done, ignored, retried, dead, dropped (foreign source), unknown (type)",
            ("type", "outcome"),
            registry=self.registry,
        )
        self.consume_seconds = Histogram(
            "essaim_event_seconds",
            "Delivery to acknowledgement",
            ("type",),
            buckets=FAST,
            registry=self.registry,
        )
        self.outbox_documents = Gauge(
            "essaim_outbox_documents", "Documents with events still to publish", registry=self.registry
        )
        self.outbox_oldest_seconds = Gauge(
            "essaim_outbox_oldest_seconds", "Age of the oldest unpublished event", registry=self.registry
        )
        self.dead_letters = Gauge("essaim_dead_letters", "Messages in the dead-letter queue", registry=self.registry)
        self.inbox_messages = Gauge("essaim_inbox_messages", "Messages that wait in the inbox", registry=self.registry)
        self.inbox_consumers = Gauge(
            "essaim_inbox_consumers", "Consumers of the inbox, all replicas together", registry=self.registry
        )
        # Zero would be a statement, and nobody has looked yet.
        for unknown in (self.dead_letters, self.inbox_messages, self.inbox_consumers):
            unknown.set(math.nan)

    def count_published(self, type_: str) -> None:
        """One more event that the broker has confirmed."""
        counter = self._published.get(type_)
        if counter is None:
            counter = self._published[type_] = self.published.labels(type_)
        counter.inc()

    def count_consumed(self, type_: str, outcome: str, seconds: float) -> None:
        """One more delivery that has come to its end."""
        known = self._consumed.get((type_, outcome))
        if known is None:
            known = self.consumed.labels(type_, outcome), self.consume_seconds.labels(type_)
            self._consumed[type_, outcome] = known
        known[0].inc()
        known[1].observe(seconds)

    def outbox(self, documents: int, oldest_seconds: float) -> None:
        """What the last sweep found."""
        self.oldest_seconds = oldest_seconds
        self.outbox_documents.set(documents)
        self.outbox_oldest_seconds.set(oldest_seconds)

    def render(self) -> bytes:
        """The Prometheus text format."""
        return generate_latest(self.registry)

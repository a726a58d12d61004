"""What a service says of itself in ``/metrics``: counters and gauges, read from the Prometheus text."""

from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

CONSUMED = "essaim_events_consumed_total"
PUBLISHED = "essaim_events_published_total"
OUTBOX = "essaim_outbox_documents"
CONSUMER_OUTCOMES_OF_TROUBLE = ("retried", "dead", "dropped")


class Meters:
    """One reading."""

    def __init__(self, text: str) -> None:
        self._families: list[Metric] = list(text_string_to_metric_families(text))

    def consumed(self) -> dict[str, dict[str, int]]:
        """Deliveries by event type, then by outcome."""
        found: dict[str, dict[str, int]] = {}
        for labels, value in self._samples(CONSUMED):
            found.setdefault(labels["type"], {})[labels["outcome"]] = int(value)
        return {type_: dict(sorted(outcomes.items())) for type_, outcomes in sorted(found.items())}

    def published(self) -> dict[str, int]:
        """Events confirmed by the broker, by type."""
        return {labels["type"]: int(value) for labels, value in sorted(self._samples(PUBLISHED), key=str)}

    def outbox_documents(self) -> int:
        """Documents with events that nobody has published in time."""
        return sum(int(value) for _, value in self._samples(OUTBOX))

    def _samples(self, name: str) -> Iterator[tuple[dict[str, str], float]]:
        for family in self._families:
            for sample in family.samples:
                if sample.name == name:
                    yield sample.labels, sample.value

"""What ops and the data protection officer watch of the rights of persons: requests that wait, and those that are late."""

from prometheus_client import CollectorRegistry, Gauge


class PrivacyMeters:
    """Gauges on the deployment's ``/metrics``. They are set by the job that looks after the deadlines."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.open = Gauge(
            "essaim_erasure_requests_open", "Erasure requests that are not answered yet", registry=registry
        )
        self.overdue = Gauge(
            "essaim_erasure_requests_overdue",
            "Erasure requests whose answer was due before today (GDPR-03)",
            registry=registry,
        )

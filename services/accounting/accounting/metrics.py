"""What ops watch of the books, beside what every service has."""

from prometheus_client import CollectorRegistry, Gauge

from accounting.domain.verification import Verdict


class LedgerMetrics:
    """The last verification of each legal entity's chain. A series is there once somebody has looked."""

    def __init__(self, registry: CollectorRegistry) -> None:
        labels = ("siren",)
        self._intact = Gauge(
            "essaim_ledger_intact", "1 when the last verification found nothing, else 0", labels, registry=registry
        )
        self._findings = Gauge(
            "essaim_ledger_findings", "Faults that the last verification found", labels, registry=registry
        )
        self._records = Gauge("essaim_ledger_records", "Records that it walked", labels, registry=registry)
        self._verified_at = Gauge(
            "essaim_ledger_verified_timestamp_seconds", "When it ended, in Unix time", labels, registry=registry
        )

    def verified(self, verdict: Verdict) -> None:
        """A chain was walked to its end."""
        siren = verdict.siren
        self._intact.labels(siren).set(1 if verdict.intact else 0)
        self._findings.labels(siren).set(verdict.finding_count)
        self._records.labels(siren).set(verdict.records)
        self._verified_at.labels(siren).set_to_current_time()

"""Electronic invoices that were taken in."""

from datetime import datetime

from pydantic import BaseModel

from accounting.domain.purchase import Purchase, ReceivedFile
from accounting.http.schemas.purchases_shown import PurchaseOut
from essaim.kit.aggregate import Stored


class ReceivedFileOut(BaseModel):
    """The file as it came, and what whoever approves should look at."""

    name: str
    media_type: str
    size: int
    sha256: str
    received_at: datetime
    warnings: list[str]

    @classmethod
    def of(cls, one: ReceivedFile) -> "ReceivedFileOut":
        """From the domain."""
        return cls(
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            sha256=one.sha256,
            received_at=one.received_at,
            warnings=list(one.warnings),
        )


class ReceivedInvoiceOut(BaseModel):
    """The purchase that it became, with its file."""

    purchase: PurchaseOut
    file: ReceivedFileOut | None

    @classmethod
    def of(cls, stored: Stored[Purchase]) -> "ReceivedInvoiceOut":
        """From the stored purchase."""
        received = stored.state.received
        return cls(purchase=PurchaseOut.of(stored), file=ReceivedFileOut.of(received) if received else None)

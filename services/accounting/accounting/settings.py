"""Settings of an accounting deployment; environment prefix ``ACCOUNTING_``."""

from datetime import date
from typing import Annotated

from pydantic import DirectoryPath, Field, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from essaim.contracts.types import Siren
from essaim.kit.attachments import LIMIT_BYTES
from essaim.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every deployment has, and the legal entities that this one keeps the books of."""

    model_config = SettingsConfigDict(env_prefix="ACCOUNTING_", extra="ignore")

    legal_entities: Annotated[tuple[Siren, ...], NoDecode] = Field(
        default=(), description="SIRENs, comma separated; empty for all that the partner registers"
    )

    fec_import_bytes: int = Field(default=1024**3, ge=1024, description="The largest FEC that can be imported")
    attachment_bytes: int = Field(
        default=LIMIT_BYTES, ge=1024, description="The largest file that can be attached to a document"
    )
    bank_statement_bytes: int = Field(
        default=50 * 1024**2, ge=1024, description="The largest bank statement that can be imported"
    )
    bank_rounding_cents: int = Field(
        default=5, ge=0, le=100, description="Up to how many cents a bank movement may differ from what it settles"
    )
    payment_four_eyes: bool = Field(
        default=False, description="Whether a payment order is approved by somebody else than whoever made it"
    )
    purchase_rounding_cents: int = Field(
        default=5, ge=0, le=100, description="Up to how many cents a supplier's total may differ from its lines"
    )
    received_invoice_bytes: int = Field(
        default=20 * 1024**2, ge=1024, description="The largest electronic invoice that can be received"
    )
    spool_directory: DirectoryPath | None = Field(
        default=None,
        description="Where large temporary files go, with room for the largest FEC; the system's by default",
    )
    treasury_floor_cents: int = Field(
        default=0, description="Below how much money of an activity, in cents, treasury_low is told"
    )
    platform_directory: DirectoryPath | None = Field(
        default=None,
        description="Where electronic invoices are dropped for an accredited platform and its statuses are read; none by default",
    )
    electronic_invoices_from: date = Field(
        default=date(2027, 9, 1),
        description="From when the legal entities have to issue electronic invoices (INV-12); the law's date may move",
    )
    public_url: str = Field(
        default="",
        description="Where customers reach this deployment, such as https://devis.exemple.coop; for signing links",
    )
    verify_seconds: float = Field(
        default=21_600.0, ge=60.0, description="How often the whole chain of every legal entity is verified"
    )

    @field_validator("legal_entities", mode="before")
    @classmethod
    def _split_sirens(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    def keeps(self, siren: str) -> bool:
        """Whether this deployment keeps the books of a legal entity."""
        return not self.legal_entities or siren in self.legal_entities

"""Settings of an enrolment deployment; environment variables with the prefix ``ENROLMENT_``."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from essaim.contracts.types import Amount, PartnerId
from essaim.kit.attachments import LIMIT_BYTES
from essaim.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every deployment has, and what this service adds."""

    model_config = SettingsConfigDict(env_prefix="ENROLMENT_", extra="ignore")

    heavy_investment_threshold: Amount = Field(
        default=500_000,
        description="Planned investment above which CAE-10 refuses a group, such as 5000.00; no text fixes a figure",
    )
    hosted_partners: Annotated[tuple[PartnerId, ...], NoDecode] = Field(
        default=(),
        description="Partners, separated by commas, whose own people may open programmes of theirs at this deployment",
    )
    load_reference: bool = Field(
        default=False,
        description="Load the establishments, formations, partners and carriers that the package brings, unless they are there",
    )
    organisation_names: dict[str, str] = Field(
        default_factory=dict,
        description='Partner id to the name on documents and pages, as JSON: {"ubfc": "Pépite BFC"}; else the id is printed',
    )
    attachment_bytes: int = Field(
        default=LIMIT_BYTES, ge=100_000, le=50 * 1024 * 1024, description="The largest file that a dossier takes"
    )
    clamd: str = Field(
        default="",
        description="A virus scanner (clamd) as host:port or the path of a socket; empty: files are not scanned",
    )
    figures_base: int = Field(
        default=5, ge=3, le=100, description="What every published figure is rounded to, and the smallest that is shown"
    )
    public_url: str = Field(
        default="http://127.0.0.1:18101",
        description="Where people reach the public pages of this deployment: what links in mails and QR codes begin with",
    )
    answering_deployments: tuple[str, ...] = Field(
        default=(),
        description='Deployments that answer erasures and accesses, as JSON: ["coopilote.accounting"]; else one of each service',
    )

    @field_validator("hosted_partners", mode="before")
    @classmethod
    def _split_partners(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    mentor_reminder_days: int = Field(
        default=7, ge=1, le=90, description="Days after which a mentor who has not answered is reminded, once"
    )
    mentor_lapse_days: int = Field(
        default=7, ge=1, le=90, description="Days after the reminder on which the mentor's place is free again"
    )
    reminder_days: tuple[int, ...] = Field(
        default=(14, 7, 2, 1),
        description="Days before a deadline on which it is told, unless a programme says otherwise",
    )

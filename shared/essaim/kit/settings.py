"""Settings that every deployment has. A service adds its own fields and its environment prefix (``ACCOUNTING_…``)."""

from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from essaim.contracts.definitions import OPS_USER
from essaim.contracts.types import PartnerId, Scheme


class ServiceSettings(BaseSettings):
    """What a deployment needs to run: who it is, its database, its broker user, and whose tokens it trusts."""

    partner: PartnerId
    store_url: str = Field(description="sqlite:///file.db or mongodb://host/database")
    amqp_url: str = Field(description="amqp://user:password@host:port/vhost of this deployment's own broker user")
    jwks: str = Field(description="A file or an https URL with the JSON Web Key Set of the identity provider")
    token_issuer: str
    token_audience: str = "essaim"
    clock: Literal["system", "simulated"] = "system"
    sender_check: Literal["strict", "off"] = Field(
        default="strict", description="off only where every deployment shares one broker user"
    )
    ops_user: str = Field(default=OPS_USER, description="The broker user whose replays are trusted")
    federated: dict[str, tuple[PartnerId, ...]] = Field(
        default_factory=dict,
        description='Exchanges that another broker feeds, and the partners it speaks for: {"federated.ubfc": ["ubfc"]}',
    )
    schemes: Annotated[tuple[Scheme, ...], NoDecode] = tuple(Scheme)
    prefetch: int = Field(default=50, ge=1, le=1000)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("schemes", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value

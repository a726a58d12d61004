"""Settings of an enrolment deployment; environment variables with the prefix ``ENROLMENT_``."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from essaim.contracts.types import Amount
from essaim.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """What every deployment has, and what this service adds."""

    model_config = SettingsConfigDict(env_prefix="ENROLMENT_", extra="ignore")

    heavy_investment_threshold: Amount = Field(
        default=500_000,
        description="Planned investment above which CAE-10 refuses a group, such as 5000.00; no text fixes a figure",
    )

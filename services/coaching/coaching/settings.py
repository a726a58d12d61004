"""What can be set for a coaching deployment, as environment variables that start with ``COACHING_``."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from essaim.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """The common settings, and what people read on an attendance sheet."""

    model_config = SettingsConfigDict(env_prefix="COACHING_", extra="ignore")

    organisation_names: dict[str, str] = Field(
        default_factory=dict,
        description='Partner id to the name on the sheet, as JSON: {"coopilote": "Coopilote"}; else the id is printed',
    )
    trainer_names: dict[str, str] = Field(
        default_factory=dict,
        description="Token subject of a coach to the name on the sheet, as JSON; else the subject is printed",
    )

"""What can be set for a notifications deployment, as environment variables that start with ``NOTIFICATIONS_``."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from essaim.kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """The common settings, and the mail server."""

    model_config = SettingsConfigDict(env_prefix="NOTIFICATIONS_", extra="ignore")

    smtp_url: str = Field(
        pattern=r"^smtps?://", description="smtp://user:password@host:port, with ?starttls=1 for STARTTLS, or smtps://"
    )
    mail_from: str = Field(description="The sender of every mail, as 'Name <address>'", min_length=3, max_length=200)
    smtp_timeout_seconds: float = Field(default=20.0, gt=0, le=120)

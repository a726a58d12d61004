"""The event that all of them drain, as a plain pydantic model of its envelope and its data."""

from datetime import datetime

from pydantic import BaseModel


class Increased(BaseModel):
    """The data: a counter grew."""

    counter_id: str
    by: int


class Event(BaseModel):
    """The envelope with its data."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str
    dataschema: str
    sequence: int
    correlationid: str
    data: Increased

    def row(self) -> tuple[str, bytes]:
        """The key and the content of its row."""
        return self.id, self.data.model_dump_json().encode()

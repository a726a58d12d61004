"""What a GET shows can be edited and sent back as it is: fields that only the service writes are taken, and not read.

An unknown field stays an error. What is shown only is in the schema as ``readOnly``, so that a generated client knows it as well.
"""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Editable(BaseModel):
    """A request with the fields of an answer. ``SHOWN`` names those of the answer that are not the caller's to write."""

    model_config = ConfigDict(extra="forbid")
    SHOWN: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _without_shown(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {field: value for field, value in given.items() if field not in cls.SHOWN}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core_schema)
        described = handler.resolve_ref_schema(schema)
        for field in sorted(cls.SHOWN):
            described.setdefault("properties", {}).setdefault(
                field, {"readOnly": True, "description": "Shown by GET; not read when it is sent back"}
            )
        return schema

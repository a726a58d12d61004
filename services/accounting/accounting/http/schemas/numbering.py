"""How a legal entity numbers its documents."""

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.numbering import DEFAULT_TEMPLATES, Numbering, Series
from essaim.contracts.types import Siren


class NumberingIn(BaseModel):
    """Templates by series. Variables: {YYYY} {YY} {MM} {ANA} and one of {SEQGLOBAL} {SEQYEAR} {SEQMONTH} {SEQMONTHANA},
    with a width if wanted. Credit notes and deposits share the series of invoices until they have a template."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "templates": {"invoice": "{YYYY}-{SEQYEAR:6}", "credit_note": "AV{YYYY}-{SEQYEAR:4}"},
                    "first_numbers": {"invoice": 118},
                }
            ]
        },
    )
    templates: dict[Series, str] = Field(default_factory=dict)
    first_numbers: dict[Series, int] = Field(
        default_factory=dict, description="Where a series goes on from another software, before anything is issued here"
    )


class NumberingOut(NumberingIn):
    """The templates as they are kept, those that are in use without having been set among them."""

    siren: Siren
    version: int

    @classmethod
    def of(cls, numbering: Numbering, version: int) -> "NumberingOut":
        """From the domain."""
        return cls(
            siren=numbering.siren,
            templates={**DEFAULT_TEMPLATES, **numbering.templates},
            first_numbers=dict(numbering.first_numbers),
            version=version,
        )

"""The ceilings up to which people approve documents."""

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.approval import ApprovalRules, DocumentType
from essaim.contracts.types import AmountIn, Id, Siren, format_amount


class ApprovalRulesIn(BaseModel):
    """All ceilings of a legal entity, VAT included; what is not named is approved by the accountant."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "coach_ceilings": {"invoice": "500.00", "expense": "100.00"},
                    "own_ceilings": {"01a20000-0000-7000-8000-000000000000": {"quote": "300.00", "invoice": "150.00"}},
                    "quote_required": False,
                    "quote_required_of": [],
                }
            ]
        },
    )
    coach_ceilings: dict[DocumentType, AmountIn] = Field(default_factory=dict, description="For coaches of the group")
    own_ceilings: dict[Id, dict[DocumentType, AmountIn]] = Field(
        default_factory=dict, description="By person, for what they submit themselves", max_length=2000
    )
    quote_required: bool = Field(default=False, description="No invoice without an accepted quote, for everybody")
    quote_required_of: list[Id] = Field(default_factory=list, max_length=2000)

    def to_domain(self, siren: str) -> ApprovalRules:
        """As the domain has it. InputError for an amount below nothing."""
        return ApprovalRules(
            siren=siren,
            coach_ceilings=dict(self.coach_ceilings),
            own_ceilings={person: dict(ceilings) for person, ceilings in self.own_ceilings.items()},
            quote_required=self.quote_required,
            quote_required_of=tuple(sorted(set(self.quote_required_of))),
        )


class ApprovalRulesOut(BaseModel):
    """The ceilings as they are kept; ``version`` 0 while none were set."""

    siren: Siren
    coach_ceilings: dict[DocumentType, str]
    own_ceilings: dict[str, dict[DocumentType, str]]
    quote_required: bool
    quote_required_of: list[str]
    version: int

    @classmethod
    def of(cls, rules: ApprovalRules, version: int) -> "ApprovalRulesOut":
        """From the domain."""
        return cls(
            siren=rules.siren,
            coach_ceilings={kind: format_amount(cents) for kind, cents in rules.coach_ceilings.items()},
            own_ceilings={
                person: {kind: format_amount(cents) for kind, cents in ceilings.items()}
                for person, ceilings in rules.own_ceilings.items()
            },
            quote_required=rules.quote_required,
            quote_required_of=list(rules.quote_required_of),
            version=version,
        )

"""Bank accounts of a legal entity, the columns of their CSV, and the rules for movements without a document."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from stdnum import bic as bic_numbers, iban as iban_numbers
from stdnum.exceptions import ValidationError as NumberError

from accounting.domain.accounts import padded, unpadded
from accounting.domain.bank.account import CURRENCY, LEDGER, BankAccount
from accounting.domain.bank.csv_mapping import CHARSETS, DATE_FORMATS, CsvMapping
from accounting.domain.bank.rule import MOST_RULES, Direction, MatchingRule
from accounting.http.schemas.texts import Line, Short
from essaim.contracts.types import AmountIn, Siren, format_amount
from essaim.kit.aggregate import Stored

AccountId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"), Field(examples=["compte-courant"])
]
ColumnName = Annotated[int, Field(ge=1, le=1000)] | Line
Number = Annotated[str, StringConstraints(pattern=r"^[1-7][0-9]{2,11}$")]


class BankAccountIn(BaseModel):
    """A bank account. Its ledger account is 512, or one below it that the chart knows, of this bank account only."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "Compte courant",
                    "iban": "FR7630006000011234567890189",
                    "bic": "AGRIFRPP",
                    "ledger_account": "512",
                }
            ]
        },
    )
    name: Short
    iban: str = Field(max_length=42, description="With or without spaces")
    bic: str | None = Field(default=None, max_length=14)
    ledger_account: Number = LEDGER
    currency: str = Field(default=CURRENCY, max_length=3, description="The books are in euros: EUR only")

    @field_validator("iban")
    @classmethod
    def _valid_iban(cls, value: str) -> str:
        try:
            return str(iban_numbers.validate(value))
        except NumberError as error:
            raise ValueError("is not an IBAN (country, two check digits, account)") from error

    @field_validator("bic")
    @classmethod
    def _valid_bic(cls, value: str | None) -> str | None:
        try:
            return str(bic_numbers.validate(value)) if value is not None else None
        except NumberError as error:
            raise ValueError("is not a BIC (8 or 11 letters and digits)") from error

    def to_domain(self, siren: str) -> BankAccount:
        """As the domain has it."""
        ledger = unpadded(self.ledger_account)
        return BankAccount(siren, self.name, self.iban, ledger, self.bic, self.currency)


class CsvMappingModel(BaseModel):
    """Where the bank's CSV has what. A column is its heading, or its number from 1."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "separator": ";",
                    "charset": "cp1252",
                    "decimal_sign": ",",
                    "date_format": "DD/MM/YYYY",
                    "skip_rows": 3,
                    "booked_on": "Date",
                    "value_on": "Date de valeur",
                    "labels": ["Libellé", "Détail"],
                    "debit": "Débit",
                    "credit": "Crédit",
                    "balance": "Solde",
                }
            ]
        },
    )
    booked_on: ColumnName
    labels: list[ColumnName] = Field(min_length=1, max_length=10)
    amount: ColumnName | None = None
    debit: ColumnName | None = None
    credit: ColumnName | None = None
    value_on: ColumnName | None = None
    reference: ColumnName | None = None
    balance: ColumnName | None = None
    currency: ColumnName | None = None
    separator: str = Field(default=";", max_length=1, description="; , | or a tab")
    charset: str = Field(default="utf-8", max_length=20, description=", ".join(CHARSETS))
    decimal_sign: str = Field(default=",", max_length=1)
    date_format: str = Field(default="DD/MM/YYYY", max_length=10, description=", ".join(DATE_FORMATS))
    skip_rows: int = Field(default=0, ge=0, le=100)
    has_headings: bool = True

    def to_domain(self) -> CsvMapping:
        """As the domain has it. InputError for columns that do not go together."""
        values = self.model_dump()
        return CsvMapping(**{**values, "labels": tuple(self.labels)})

    @classmethod
    def of(cls, one: CsvMapping) -> "CsvMappingModel":
        """From the domain."""
        return cls.model_validate(
            {name: getattr(one, name) for name in cls.model_fields} | {"labels": list(one.labels)}
        )


class RuleModel(BaseModel):
    """Movements with these words in their label are booked on this account."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"contains": "FRAIS", "account": "627", "analytic_code": "CAE", "direction": "out", "most": "50.00"}
            ]
        },
    )
    contains: Short
    account: Number
    analytic_code: Short | None = None
    direction: Direction = Direction.ANY
    most: AmountIn | None = Field(default=None, description="The largest amount it is for, without sign")

    def to_domain(self) -> MatchingRule:
        """As the domain has it."""
        return MatchingRule(self.contains, unpadded(self.account), self.analytic_code, self.direction, self.most)

    @classmethod
    def of(cls, one: MatchingRule) -> "RuleModel":
        """From the domain."""
        return cls(
            contains=one.contains,
            account=one.account,
            analytic_code=one.analytic_code,
            direction=one.direction,
            most=format_amount(one.most_cents) if one.most_cents is not None else None,
        )


class RulesIn(BaseModel):
    """All rules of an account; the first that takes a movement counts."""

    model_config = ConfigDict(extra="forbid")
    rules: list[RuleModel] = Field(max_length=MOST_RULES)


class BankAccountOut(BankAccountIn):
    """A bank account as it is kept."""

    id: str
    siren: Siren
    csv_mapping: CsvMappingModel | None
    rules: list[RuleModel]
    version: int

    @classmethod
    def of(cls, stored: Stored[BankAccount]) -> "BankAccountOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            siren=one.siren,
            name=one.name,
            iban=one.iban,
            bic=one.bic,
            ledger_account=padded(one.ledger_account),
            currency=one.currency,
            csv_mapping=CsvMappingModel.of(one.csv_mapping) if one.csv_mapping else None,
            rules=[RuleModel.of(rule) for rule in one.rules],
            version=stored.version,
        )

"""What was written is read again as the same invoice, in both syntaxes, and the same invoice gives the same bytes."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from essaim.einvoice.model import EInvoice
from essaim.einvoice.read import read_einvoice
from essaim.einvoice.write_cii import write_cii
from essaim.einvoice.write_ubl import write_ubl
from tests.einvoice.generated import invoices
from tests.einvoice.invoices import KINDS

WRITERS = pytest.mark.parametrize("write", [write_cii, write_ubl])
Write = Callable[[EInvoice], bytes]


@WRITERS
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind(kind: str, write: Write) -> None:
    made = KINDS[kind]()
    assert read_einvoice(write(made)) == made
    assert write(made) == write(KINDS[kind]())


@WRITERS
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=invoices())
def test_generated_invoices(write: Write, made: EInvoice) -> None:
    assert read_einvoice(write(made)) == made

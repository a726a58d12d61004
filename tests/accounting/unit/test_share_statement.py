"""A member's statement: their own part and how it came about, as data and as a page."""

from dataclasses import replace

from accounting.documents.share_statement import render_share_statement
from accounting.domain.group_record import Rule
from accounting.domain.share import Share
from accounting.domain.share_payment import pay
from accounting.domain.share_statement import ShareStatement, statement_of
from tests.accounting.unit.samples import SIREN, TODAY
from tests.accounting.unit.test_share_payment import APPROVED, COMPUTED, payment


def statement(share: Share, person: str = "p1") -> ShareStatement:
    found = statement_of(
        "s1",
        share,
        person,
        person_name="Ida Exemple",
        group_name="Atelier Maille",
        entity_name="Coopérative Exemple",
        entity_siren=SIREN,
        analytic_code="A001",
    )
    assert found is not None
    return found


def test_youth_04_a_statement_tells_rule_weight_part_and_payments_of_one_member_only() -> None:
    told = statement(pay(pay(APPROVED, payment(1, "p1", 250), TODAY), payment(2, "p2", 400), TODAY))
    assert (told.amount_cents, told.paid_cents, told.left_cents) == (600, 250, 350)
    assert [one.id for one in told.payments] == ["y1"]
    assert (told.weight, told.weight_total, told.member_count) == ("1 h 00", "1 h 40", 3)
    assert told.rule_sentence == (
        "L’assemblée du groupe a voté le 30/11/2026 de partager selon les heures de présence signées, avec une voix par membre."
    )
    assert told.amount_sentence == "10,00\u00a0€ × 1 h 00 sur 1 h 40 : votre part est de 6,00\u00a0€, au centime près."
    assert told.steps[-1].after_cents == 1_000
    assert "pas un bulletin de salaire" in told.notice


def test_the_sentences_fit_the_rule() -> None:
    members = tuple(replace(one, weight=1) for one in COMPUTED.members)
    equal = statement(replace(COMPUTED, rule=Rule.EQUAL, members=members))
    assert equal.amount_sentence == "10,00\u00a0€ partagés en 3 parts égales : votre part est de 6,00\u00a0€."
    alone = statement(replace(COMPUTED, rule=Rule.EQUAL, members=members[:1]))
    assert alone.amount_sentence == "10,00\u00a0€ pour un seul membre : votre part est de 6,00\u00a0€."
    points = statement(replace(COMPUTED, rule=Rule.POINTS))
    assert (points.weight, points.weight_total) == ("60 points", "100 points")


def test_nobody_else_has_a_statement() -> None:
    assert (
        statement_of(
            "s1",
            APPROVED,
            "p9",
            person_name="",
            group_name="",
            entity_name="",
            entity_siren=SIREN,
            analytic_code="A001",
        )
        is None
    )


def test_the_page_is_the_same_each_time_and_provisional_until_the_approval() -> None:
    told = statement(pay(APPROVED, payment(1, "p1", 250), TODAY))
    content = render_share_statement(told)
    assert content.startswith(b"%PDF-")
    assert content == render_share_statement(told)
    assert render_share_statement(statement(COMPUTED)) != content

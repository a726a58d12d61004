"""CAE-09: why a contribution is what it is, its account, and what other terms would have made due."""

from dataclasses import replace
from datetime import date

import pytest

from accounting.domain.activity import Activity
from accounting.domain.contribution.account import account_of
from accounting.domain.contribution.explanation import sentence
from accounting.domain.contribution.policy import Agreed
from accounting.domain.contribution.settling import settle
from accounting.domain.contribution.simulation import Span, Subject, check_span, simulate
from accounting.domain.contribution.terms import Trigger, flat
from accounting.domain.errors import InputError
from accounting.domain.why import Level
from tests.accounting.unit.contributions import AGREED, TIERED, agreed, counted, payment, policy, purchase, sale
from tests.accounting.unit.samples import ACTIVITY, TODAY

YEAR = Span(date(2026, 9, 1), date(2027, 8, 31))


def said(activity: Activity, key: str, found: Agreed = AGREED, ref: str = "2026-000001") -> str:
    """The sentence with plain spaces, as people see it."""
    return sentence(activity, key, ref, found).replace("\u202f", " ").replace("\u00a0", " ")


def test_cae_09_the_sentence_has_the_numbers_of_this_very_case() -> None:
    activity = counted(ACTIVITY, [("i", sale(100_000)), ("b", purchase(30_000)), ("j", sale(5))])
    assert said(activity, "i") == (
        "La facture 2026-000001 ajoute 1 000,00 € hors taxes aux ventes de l'activité A001. "
        "Depuis le début de l'exercice 2027 : 1 000,00 € de ventes − 0,00 € d'achats = 1 000,00 € de marge hors taxes. "
        "10 % (taux de la coopérative) × 1 000,00 € = 100,00 €. "
        "Contribution de l'exercice 2027 : 100,00 €. On inscrit 100,00 €."
    )
    assert said(activity, "b", ref="T-17").endswith(
        "10 % (taux de la coopérative) × 700,00 € = 70,00 €. Contribution de l'exercice 2027 : 70,00 €. "
        "100,00 € étaient déjà inscrits : on inscrit la différence, −30,00 €."
    )
    assert "× 700,05 € = 70,005 €. Total arrondi au centime : 70,01 €." in said(activity, "j")


def test_cae_09_tiers_levels_and_losses_are_explained() -> None:
    tiered = agreed(policy(TIERED))
    told = said(counted(ACTIVITY, [("i", sale(9_000_000))], tiered), "i", tiered)
    assert "11 % (taux de la coopérative) × 40 000,00 € = 4 400,00 €." in told
    assert "9 % (taux de la coopérative) × 10 000,00 € (de 80 000,00 € à 90 000,00 €) = 900,00 €." in told
    assert "Contribution de l'exercice 2027 : 9 300,00 €." in told
    lost = counted(ACTIVITY, [("b", purchase(5_000))])
    assert "−50,00 € de marge hors taxes. Sans marge, rien n'est dû sur elle." in said(lost, "b", ref="T-17")
    own = counted(ACTIVITY, [("i", sale(10_000, own_rate_percent="5.5"))])
    assert "5,5 % (taux propre au document) × 100,00 € = 5,50 €." in said(own, "i")
    exempt = agreed(policy(replace(flat("10"), exempt=True)))
    assert "L'activité est exonérée" in said(counted(ACTIVITY, [("i", sale(1))], exempt), "i", exempt)


def test_cae_09_every_kind_of_movement_says_what_it_is() -> None:
    found = agreed(
        policy(replace(flat("10", trigger=Trigger.ON_PAYMENT), fixed_monthly_cents=3_000, yearly_minimum_cents=50_000))
    )
    moved = [
        ("i", sale(10_000)),
        ("p", payment(10_000)),
        ("r", payment(-1_000)),
        ("c", sale(-1_000)),
        ("b", purchase(-500)),
    ]
    activity = settle("a1", counted(ACTIVITY, moved, found), found, None, date(2027, 9, 1))
    changed = settle("a1", activity, agreed(policy("20")), None, date(2027, 9, 1))
    for key, start in (
        ("p", "Un paiement de la facture 2026-000001 apporte 100,00 €"),
        ("r", "Un remboursement sur la facture 2026-000001 retire 10,00 €"),
        ("c", "L'avoir 2026-000001 retire 10,00 €"),
        ("b", "L'avoir du fournisseur 2026-000001 retire 5,00 €"),
        ("a1:fixed:2026-12", "Le mois de décembre 2026 est terminé"),
        ("a1:minimum:2027", "L'exercice 2027 de l'activité A001 est terminé"),
        ("a1:regularisation:2027:1", "Les conditions de la contribution de l'activité A001 ont changé"),
    ):
        assert said(changed, key, found).startswith(start), said(changed, key, found)
    assert "de ventes payées" in said(activity, "p", found)
    assert "Le minimum de l'exercice est de 500,00 € : il manque" in said(activity, "a1:minimum:2027", found)


def test_cae_09_the_account_shows_where_each_movement_led() -> None:
    found = agreed(policy("10"), activity=(policy("8", date(2026, 12, 1)),))
    activity = counted(
        ACTIVITY,
        [("i", sale(10_000, date(2026, 11, 1))), ("j", sale(5_000)), ("p", payment(10_000)), ("b", purchase(20_000))],
        found,
    )
    account = account_of(activity, found)
    shown = [
        (one.base_cents, one.running_base_cents, one.due_cents, one.movement.contribution_cents, one.source_key)
        for one in account.lines
    ]
    assert shown == [
        (10_000, 10_000, 1_000, 1_000, "contribution:i"),
        (5_000, 15_000, 1_400, 400, "contribution:j"),
        (0, 15_000, 1_400, 0, None),
        (-20_000, -5_000, 0, -1_400, "contribution:b"),
    ]
    assert [one.movement.level for one in account.lines[:2]] == [Level.CAE, Level.ACTIVITY]
    assert (account.due_cents, account.posted_cents) == (0, 0)


def test_cae_09_a_simulation_shows_both_sides_and_posts_nothing() -> None:
    activity = counted(ACTIVITY, [("i", sale(9_000_000)), ("b", purchase(1_000_000)), ("p", payment(500_000))])
    simulated = simulate(Subject("a1", activity, AGREED), TIERED, YEAR)
    assert (simulated.turnover_cents, simulated.purchases_cents, simulated.margin_cents) == (
        9_000_000,
        1_000_000,
        8_000_000,
    )
    assert (simulated.present_cents, simulated.simulated_cents, simulated.difference_cents) == (
        800_000,
        930_000,
        130_000,
    )
    assert any("9 % (taux simulé)" in step.replace("\u00a0", " ") for step in simulated.simulated_steps)
    on_payment = simulate(Subject("a1", activity, AGREED), flat("10", trigger=Trigger.ON_PAYMENT), YEAR)
    assert (on_payment.collected_cents, on_payment.simulated_cents) == (500_000, 0)


def test_cae_09_a_simulation_counts_months_and_minimum_that_end_in_the_span() -> None:
    terms = replace(flat("10"), fixed_monthly_cents=3_000, yearly_minimum_cents=100_000)
    subject = Subject("a1", ACTIVITY, AGREED)
    assert simulate(subject, terms, Span(date(2027, 1, 1), date(2027, 3, 31))).simulated_cents == 9_000
    whole = simulate(subject, terms, YEAR)
    assert (whole.present_cents, whole.simulated_cents) == (0, 100_000)
    ended = replace(subject, closed_on=date(2027, 2, 15))
    assert simulate(ended, replace(terms, yearly_minimum_cents=0), YEAR).simulated_cents == 9_000


def test_cae_09_only_the_past_is_simulated() -> None:
    check_span(Span(TODAY, TODAY), TODAY)
    for span in (Span(TODAY, date(2026, 12, 2)), Span(TODAY, date(2026, 11, 30))):
        with pytest.raises(InputError) as caught:
            check_span(span, TODAY)
        assert caught.value.fields[0].field == "ends_on"

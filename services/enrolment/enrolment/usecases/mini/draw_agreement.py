"""The PDF of the agreement, to be signed or as it was signed."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.mini.agreement_pdf import AgreementSheet, SignatureLine, render_agreement
from enrolment.domain.mini.agreement import Agreement, Party, drawn_up
from enrolment.domain.mini.formats import format_rules


@dataclass(frozen=True)
class DrawAgreement:
    """Of which team."""

    enterprise_id: str


async def draw_agreement(command: DrawAgreement, deps: Deps) -> bytes:
    """The same agreement gives the same bytes."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    agreement = drawn_up(team.agreement)
    sheet = AgreementSheet(
        team=team.name,
        format=format_rules(team.format, team.starts_on).label,
        school_year=team.school_year,
        version=agreement.version,
        drawn_on=agreement.drawn_on,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        articles=tuple((one.title, one.text) for one in agreement.articles),
        school=_line(agreement, Party.SCHOOL),
        epa=_line(agreement, Party.EPA),
    )
    return await deps.aside.run(render_agreement, sheet)


def _line(agreement: Agreement, party: Party) -> SignatureLine:
    who = agreement.signatory(party)
    signed_on = next((one.signed_on for one in agreement.signatures if one.party is party), None)
    return SignatureLine(who.organisation, who.name, who.quality, signed_on)

"""What is told of a step that a team reached."""

from datetime import date

from enrolment.domain.mini.enterprise import MiniEnterprise
from essaim.contracts.enrolment_mini import MiniEnterpriseAdvanced


def tell_step(enterprise_id: str, reached: MiniEnterprise, on: date) -> MiniEnterpriseAdvanced:
    """Codes only; the note stays here."""
    return MiniEnterpriseAdvanced(
        mini_enterprise_id=enterprise_id,
        programme_id=reached.programme_id,
        format=reached.format.value,
        status=reached.status.value,
        sells=reached.sells,
        reached_on=on,
    )

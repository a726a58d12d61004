"""Everything that this service may hold of a person, in the order in which it is erased: who they are comes last."""

from enrolment.deps import Deps
from enrolment.domain.privacy.holding import Holding
from enrolment.usecases.privacy.hold_applications import hold_applications
from enrolment.usecases.privacy.hold_committees import hold_committees
from enrolment.usecases.privacy.hold_consents import hold_consents
from enrolment.usecases.privacy.hold_contracts import hold_contracts
from enrolment.usecases.privacy.hold_duplicates import hold_duplicates
from enrolment.usecases.privacy.hold_groups import hold_groups
from enrolment.usecases.privacy.hold_ici import hold_ici
from enrolment.usecases.privacy.hold_invitations import hold_invitations
from enrolment.usecases.privacy.hold_mini import hold_mini
from enrolment.usecases.privacy.hold_network import hold_network
from enrolment.usecases.privacy.hold_outside import hold_outside
from enrolment.usecases.privacy.hold_persons import hold_persons
from enrolment.usecases.privacy.hold_privacy import hold_privacy
from enrolment.usecases.privacy.hold_reviews import hold_reviews
from enrolment.usecases.privacy.hold_rosters import hold_rosters
from enrolment.usecases.privacy.hold_screenings import hold_screenings
from enrolment.usecases.privacy.hold_snee import hold_snee
from essaim.kit.cause import Cause


def list_holdings() -> tuple[Holding[Deps, Cause], ...]:
    """Each area names the collections that it answers for; a test compares them with all that are stored."""
    return (
        hold_invitations(),
        hold_rosters(),
        hold_applications(),
        hold_committees(),
        hold_reviews(),
        hold_screenings(),
        hold_snee(),
        hold_ici(),
        hold_mini(),
        hold_network(),
        hold_outside(),
        hold_duplicates(),
        hold_consents(),
        hold_contracts(),
        hold_groups(),
        hold_privacy(),
        hold_persons(),
    )

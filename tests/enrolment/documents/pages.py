"""The public pages, with the longest and the shortest that they may have to show."""

from dataclasses import replace
from datetime import date

from enrolment.documents.attestations.tutor_page import POINTS, ROLES, TutorPage, render_tutor_page
from enrolment.documents.attestations.verification_page import MISTYPED, render_form, render_shown, render_verdict
from enrolment.documents.consents.page import MESSAGES, OVER, ConsentPage, render_notice, render_page
from enrolment.documents.network.mentor_page import MentorPage, render_mentor_page
from enrolment.domain.attestations.masking import masked_name
from enrolment.domain.attestations.shown import NOT_KNOWN, AttestationKind, Shown, Validity
from enrolment.domain.snee.tutoring import TutorRole
from tests.enrolment.documents.dossiers import ESTABLISHMENT, PERSON

INVITATION = "006f58d5-230b-5adc-8ae0-576294e9dc81"
CONSENT = ConsentPage(
    path="/consents/secret",
    organisation="Pépite Bourgogne-Franche-Comté",
    guardian_name="Anne-Sophie d’Hautecour de L’Isle-Montbéliard",
    child_name=PERSON.name,
    text_title="Autorisation de participer à une coopérative étudiante",
    text="J’autorise mon enfant à participer au programme : ateliers, ventes et assemblées.\n\nVoir https://"
    + "exemple-tres-long." * 4
    + "example.org/informations\n\nLes données sont conservées le temps du programme ; elles sont effacées ensuite.",
    version="2026-09",
    expires_on=date(2026, 10, 1),
    said="",
    given=False,
    may_agree=True,
    may_refuse=True,
    joint=True,
)
TUTOR = TutorPage(
    path="/tutoring/secret",
    title="On vous demande d’accompagner un projet",
    organisation="Pépite Bourgogne-Franche-Comté",
    student_name=PERSON.name,
    tutor_name="Odile L’Hermitte",
    school_year="2026–2027",
    role=ROLES[TutorRole.TEACHER],
    points=POINTS[TutorRole.TEACHER],
    expires_on=date(2026, 10, 1),
    said="",
    may_answer=True,
)
MENTOR = MentorPage(
    path="/mentoring/secret",
    title="On vous propose d’être mentor",
    organisation="Pépite Bourgogne-Franche-Comté",
    subject="Les Ateliers de L’Isle-sur-le-Doubs et de Montbéliard réunis",
    place=f"{ESTABLISHMENT}, Besançon",
    slot="le mercredi de 14 h à 16 h",
    note="Voir https://" + "exemple-tres-long." * 4 + "example.org/equipe",
    answer_by=date(2026, 10, 14),
    said="",
    may_answer=True,
)
SHOWN = Shown(
    Validity.VALID,
    AttestationKind.SNEE,
    "2026-2027",
    masked_name(PERSON.given_name, PERSON.family_name),
    "Pépite Bourgogne-Franche-Comté",
    date(2026, 10, 1),
    date(2026, 9, 1),
    date(2027, 8, 31),
)


def pages() -> dict[str, str]:
    """HTML by name."""
    award = replace(SHOWN, kind=AttestationKind.LP_SIP, since=None, until=None)
    given = replace(CONSENT, said="Vous avez donné votre accord le 2 septembre 2026.", given=True, may_agree=False)
    return {
        "consent": render_page(CONSENT),
        "consent-problems": render_page(replace(CONSENT, typed={"name": "A"}), list(MESSAGES.values())),
        "consent-given": render_page(given),
        "invitation": render_notice("Rejoindre une équipe", f"Vous êtes invité·e : {ESTABLISHMENT}.", INVITATION),
        "consent-over": render_notice(*OVER),
        "tutor": render_tutor_page(TUTOR),
        "tutor-answered": render_tutor_page(replace(TUTOR, said="Vous avez accepté. Merci !", may_answer=False)),
        "mentor": render_mentor_page(MENTOR),
        "mentor-answered": render_mentor_page(
            replace(MENTOR, place="", slot="", note="", said="Vous avez accepté.", may_answer=False)
        ),
        "verify": render_form(),
        "verify-mistyped": render_verdict(MISTYPED),
        "verify-valid": render_shown(SHOWN),
        "verify-award": render_shown(award),
        "verify-expired": render_shown(replace(SHOWN, validity=Validity.EXPIRED)),
        "verify-revoked": render_shown(replace(SHOWN, validity=Validity.REVOKED)),
        "verify-unknown": render_shown(NOT_KNOWN),
    }

"""What is told of a dossier to the deployment of a decider: the part that they may see, and what they are asked."""

from enrolment.domain.applications.application import Asked
from enrolment.domain.deciders.visible import VisibleView
from enrolment.domain.programmes.decider import Decider
from essaim.contracts.enrolment_deciders import AskedQuestion, DossierShared, SharedField, SharedFile


def tell_dossier(application_id: str, decider: Decider, asked: Asked, view: VisibleView) -> DossierShared:
    """For a decider at another deployment only."""
    return DossierShared(
        application_id=application_id,
        review_id=asked.review_id,
        round=asked.round,
        decider=decider.key,
        deployment=asked.deployment,
        label=decider.label,
        questions=[
            AskedQuestion(
                key=one.key,
                label=one.label,
                type=one.type.value,
                choices=list(one.choices),
                required=one.required,
            )
            for one in decider.questions
        ],
        fields=[SharedField(step=one.step, name=one.name, label=one.label, value=one.value) for one in view.shown],
        files=[
            SharedFile(
                kind=one.kind,
                sha256=one.sha256,
                name=one.name,
                media_type=one.media_type,
                size=one.size,
            )
            for one in view.files
        ],
    )

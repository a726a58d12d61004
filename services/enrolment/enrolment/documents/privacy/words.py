"""Services, what stays after an erasure, and legal bases in plain French."""

from collections.abc import Mapping

SERVICES = {
    "enrolment": "inscription",
    "coaching": "accompagnement",
    "accounting": "comptabilité",
    "notifications": "courrier",
}
KEPT = {
    "enrolment.contract-signed": "le contrat signé avec le porteur juridique",
    "enrolment.identity-of-contract": "vos nom, prénom et date de naissance, parce que ce contrat doit dire de qui il est",
    "enrolment.identity": "vos nom, prénom et adresse électronique, tant qu’un contrat ou un groupe court",
    "enrolment.consents": "vos consentements, tant que ce qui repose sur eux dure",
    "enrolment.dossier-decided": "le statut de votre dossier, sans les textes ni les pièces jointes",
    "enrolment.committee-minutes": "votre nom dans un procès-verbal de comité signé, où figure ce qui a été délibéré",
    "enrolment.qualification": "la preuve de qualification du groupe, tant qu’il court",
    "enrolment.legal-hold": "ce qui sert à un litige en cours",
    "enrolment.funding-receipts": "les montants et les justificatifs d’un financement reçu, sans votre nom",
    "enrolment.snee-status": "votre statut d’étudiant-entrepreneur, tant qu’il court",
    "enrolment.ici-enrolment": "votre inscription au cursus, tant qu’elle court",
    "enrolment.mentor-need": "votre recherche de mentor, tant qu’elle court",
    "enrolment.mini-member": "votre place dans l’équipe, tant qu’elle court",
    "enrolment.mini-team": "votre place dans l’équipe de la Mini-Entreprise, tant qu’elle court",
    "enrolment.reviews": "les avis rendus sur votre dossier, tant qu’il court",
    "enrolment.screenings": "l’examen de votre activité, tant qu’elle court",
    "accounting.expenses-open": "vos notes de frais, jusqu’à la décision",
    "accounting.ledger-entries": "les écritures comptables, les factures et les relevés qui vous concernent",
    "accounting.bank-details-due": "vos coordonnées bancaires, jusqu’au dernier versement qui vous est dû",
    "accounting.identity-of-ledger": "vos nom et prénom dans la comptabilité, accessibles aux seuls comptables",
    "coaching.attendance-sealed": "les feuilles d’émargement scellées, où ne figure qu’un identifiant sans nom",
    "coaching.votes-recorded": "les votes enregistrés de l’assemblée, où ne figure qu’un identifiant sans nom",
}
BASES = {
    "gdpr-17-1-a": "encore nécessaire (RGPD, art.\u00a017.1\u00a0a)",
    "gdpr-17-3-b": "obligation légale (RGPD, art.\u00a017.3\u00a0b)",
    "gdpr-17-3-d": "archives d’intérêt public (RGPD, art.\u00a017.3\u00a0d)",
    "gdpr-17-3-e": "droits en justice (RGPD, art.\u00a017.3\u00a0e)",
}


def service_words(service: str, names: Mapping[str, str]) -> str:
    """``coopilote.accounting`` as ``comptabilité (Coopilote)``, with the name of the partner."""
    partner, _, name = service.rpartition(".")
    words = SERVICES.get(name, name)
    return f"{words} ({names.get(partner, partner)})" if partner else words


def kept_words(code: str) -> str:
    """What stays, in words; a code that nobody has put into words stands as it is."""
    return KEPT.get(code, code)

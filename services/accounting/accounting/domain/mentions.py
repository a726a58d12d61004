"""What a seller says on its documents because of what it is: exemption, VAT on debits, penalties, discount (INV-01, INV-09)."""

import re

from accounting.domain.errors import InputError
from accounting.domain.gathered import Gathering
from accounting.domain.parties import LegalEntity, rate_per_ten_thousand
from accounting.domain.party_checks import check_electronic_address, check_email

DEFAULT_EXEMPT_ARTICLE = "293 B"
_ARTICLE = re.compile(r"[0-9]{1,4}[A-Za-z0-9 °,.-]{0,40}")
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{5,24}")
_WEBSITE = re.compile(r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[^\s<>\"]*)?")


def check_mentions(entity: LegalEntity) -> None:
    """ManyInputsError for what an entity cannot say of itself. Only asked when it is written: what is stored stays readable."""
    gathering = Gathering()
    if entity.vat_exempt_article is not None:
        if entity.vat_number:
            accepted = "nothing, or no VAT number: only a seller without VAT is exempt (INV-09)"
            gathering.say("vat_exempt_article", "is of a seller that has a VAT number", accepted)
        elif not _ARTICLE.fullmatch(entity.vat_exempt_article):
            gathering.say("vat_exempt_article", "is not an article of the CGI", "such as 293 B or 261-7-1°")
    if entity.vat_on_debits and not entity.vat_number:
        gathering.say("vat_on_debits", "is an option of sellers that owe VAT", "false, or a VAT number")
    if entity.late_penalty_percent is not None:
        gathering.check(rate_per_ten_thousand, entity.late_penalty_percent, "late_penalty_percent")
    if entity.email is not None:
        gathering.check(check_email, entity.email)
    if entity.electronic_address is not None:
        gathering.check(check_electronic_address, entity.electronic_address)
    gathering.check(_check_contact, entity)
    gathering.finish()


def _check_contact(entity: LegalEntity) -> None:
    if entity.phone is not None and not _PHONE.fullmatch(entity.phone):
        raise InputError(
            "phone", "is not a telephone number", "digits, with + before the country, such as +33 3 81 00 00 00"
        )
    if entity.website is not None and not _WEBSITE.fullmatch(entity.website):
        raise InputError("website", "is not the address of a website", "such as https://exemple.coop")


def exempt_article(entity: LegalEntity) -> str | None:
    """The article of the CGI that exempts the seller; None for one that owes VAT."""
    if entity.vat_number:
        return None
    return entity.vat_exempt_article or DEFAULT_EXEMPT_ARTICLE


def exemption_text(entity: LegalEntity) -> str | None:
    """What stands on documents of a seller without VAT, and on no others (INV-09)."""
    article = exempt_article(entity)
    return None if article is None else f"TVA non applicable, art. {article} du CGI"


def debits_text(entity: LegalEntity) -> str | None:
    """What stands on documents of a seller that opted for VAT on debits."""
    return "Option pour le paiement de la taxe d’après les débits" if entity.vat_on_debits else None


def penalty_text(entity: LegalEntity) -> str:
    """The rate of late penalties (C. com. L441-10)."""
    if entity.late_penalty_percent is None:
        rate = "taux de la Banque centrale européenne majoré de 10 points"
    else:
        rate = f"{entity.late_penalty_percent.replace('.', ',')} % par an"
    return f"Pénalités de retard : {rate}"


def discount_text(entity: LegalEntity) -> str:
    """The discount for early payment, or that there is none (C. com. L441-9)."""
    return entity.early_payment_discount or "Pas d’escompte pour paiement anticipé"


def address_for_invoices(siren: str | None, electronic_address: str | None) -> str | None:
    """Where electronic invoices go: what was said, or the SIREN."""
    return electronic_address or siren

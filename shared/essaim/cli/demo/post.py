"""Chapter 6, the post: everybody concerned got the right mails, by recipient and subject."""

import asyncio
import shutil
from pathlib import Path

from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.group import GROUP_NAME, Group
from essaim.cli.demo.mails import Expected, Mail, differences, read_mails
from essaim.cli.demo.newcomers import Newcomers
from essaim.cli.demo.people import ACCOUNTANT, CAE_OFFICER, COACH, COORDINATOR, MAILBOXES, OPS, SUITE, Actor
from essaim.cli.demo.world import World, expect
from essaim.cli.demo.year import PLACES

ACCEPTED = "Candidature acceptée"
SIGNED = "Contrat d’appui signé"
INVOICES, DOCUMENTS = 3, 4
"""Deposit, final invoice and the one of June; with the credit note, which is handed in as they are."""
DELIVERY_SECONDS = 90.0


def expected_mails(cohort: Cohort, group: Group) -> list[Expected]:
    """Who has to get what over the year."""
    coordination, officer = _mailbox(COORDINATOR), _mailbox(CAE_OFFICER)
    accountant, coach = _mailbox(ACCOUNTANT), _mailbox(COACH)
    minor, members = cohort.minor, [student.email for student in group.members]
    of_group = f"(— | ){GROUP_NAME}"
    issued, paid = r"Facture \d{4}-\d{6} émise " + of_group, r"Facture \d{4}-\d{6} réglée " + of_group
    closed = f"{GROUP_NAME} est clos"
    return [
        Expected(cohort.refused.email, "Votre candidature n’a pas pu être retenue"),
        Expected(minor.guardian_email, f"Votre accord est nécessaire pour la candidature de {minor.name}"),
        Expected(minor.guardian_email, f"{ACCEPTED} pour {minor.name}"),
        Expected(minor.guardian_email, f"{SIGNED} pour {minor.name}"),
        *(Expected(student.email, ACCEPTED) for student in cohort.accepted),
        *(Expected(student.email, SIGNED) for student in cohort.accepted),
        *(Expected(office, f"Groupe proposé : {GROUP_NAME}") for office in (officer, coordination)),
        Expected(coordination, f"Portage accepté pour {GROUP_NAME}"),
        *(Expected(one, f"C’est parti pour {GROUP_NAME}") for one in (*members, coach, accountant)),
        *(Expected(one, f"Calendrier des séances — {GROUP_NAME}") for one in (*members, coach)),
        *(Expected(one, f"Compte rendu de séance disponible {of_group}", times=2) for one in members),
        *(Expected(one, "Votre place à l’atelier est confirmée") for one in members[:PLACES]),
        Expected(accountant, f"Facture à valider {of_group}", times=DOCUMENTS),
        *(Expected(one, issued, times=INVOICES) for one in (*members, coach)),
        *(Expected(office, paid, times=INVOICES) for office in (coach, accountant)),
        *(Expected(one, f"Règle de partage adoptée {of_group}") for one in members),
        Expected(coordination, f"Clôture impossible pour l’instant {of_group}"),
        *(Expected(one, closed) for one in (*members, coordination, officer, accountant, coach)),
        *(Expected(one, f"Votre part du résultat {of_group}") for one in members),
    ]


class Past:
    """What was there before the year began, in a suite that has run for a while: messages and mail files."""

    def __init__(self, messages: frozenset[str], files: frozenset[str]) -> None:
        self.messages = messages
        self.files = files


async def past_messages(world: World) -> Past:
    """What is there now."""
    messages = await world.api("notifications", OPS).all("/v1/messages")
    directory = world.target.mails
    files = frozenset(path.name for path in directory.glob("*.eml")) if directory else frozenset()
    return Past(frozenset(one["id"] for one in messages), files)


async def check_mails(world: World, cohort: Cohort, group: Group, newcomers: Newcomers, past: Past) -> tuple[Mail, ...]:
    """Exactly the mails that were expected; only their number where they are elsewhere.

    They are kept in the output directory, but for those to somebody who was erased.
    """
    expected = expected_mails(cohort, group) + newcomers.expected_mails(cohort)
    wanted = sum(one.times for one in expected)

    async def delivered() -> bool:
        messages = await world.api("notifications", OPS).all("/v1/messages")
        new = [one["status"] for one in messages if one["id"] not in past.messages]
        expect("messages that failed", new.count("FAILED"), 0)
        return len(new) >= wanted and set(new) == {"SENT"}

    with world.step(SUITE, f"delivered the {wanted} mails that people were to get", service="notifications"):
        directory = world.target.mails

        def lacking() -> str:
            told = differences(expected, _new_mails(directory, past))[0] if directory else ()
            return "; ".join((f"{wanted} messages, all of them sent", *told))

        await world.until(delivered, what=lacking, seconds=DELIVERY_SECONDS)
        if directory is None:
            return ()
        mails = await asyncio.to_thread(_new_mails, directory, past)
        missing, unexpected = differences(expected, mails)
        expect("mails that did not come", missing, [])
        expect("mails that nobody expected", unexpected, [])
        return tuple(_kept(world, mail) for mail in mails if mail.recipient != newcomers.erased.email)


def _new_mails(directory: Path, past: Past) -> list[Mail]:
    return [one for one in read_mails(directory) if one.file.name not in past.files]


def _kept(world: World, mail: Mail) -> Mail:
    shutil.copyfile(mail.file, world.output.path("mails", mail.file.name))
    return mail


def _mailbox(actor: Actor) -> str:
    return MAILBOXES[actor][1]

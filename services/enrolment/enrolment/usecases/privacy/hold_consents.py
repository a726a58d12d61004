"""Consents and the links by which guardians gave them. Who spoke and the proof go; that there was a yes, and when, stays."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.persons.consent import Consent, Word
from enrolment.domain.persons.consent_link import ConsentLink, revoked
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from enrolment.usecases.privacy.remove_files import RemoveFiles, remove_files
from essaim.kit.cause import Cause


def hold_consents() -> Holding[Deps, Cause]:
    """The person's own consents, and the words that they said as somebody's guardian."""
    return Holding(
        name="consents",
        label="Consentements",
        purpose="Prouver ce que vous avez accepté ou refusé (RGPD, art. 7.1).",
        recipients="La coordination du programme et le porteur juridique.",
        duration="Tant que ce qui repose sur le consentement dure.",
        collections=("consents", "consent_links"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    own = await read_records(deps.consents, {"person_id": person_id})
    links = await read_records(deps.consent_links, {"guardian_id": person_id})
    # Who has the digest of a link has nothing, and needs nothing of it.
    shown = [replace(one, data={key: value for key, value in one.data.items() if key != "digest"}) for one in links]
    return own + shown + await _spoken(person_id, deps)


async def _spoken(person_id: str, deps: Deps) -> list[Record]:
    """What somebody said as a guardian, without what others said."""
    found = []
    for minor_id in await _minors(person_id, deps):
        for record in await read_records(deps.consents, {"person_id": minor_id}):
            words = [*record.data["words"], *record.data["past"]]
            said = [one for one in words if one["speaker_id"] == person_id]
            if said:
                found.append(replace(record, data={"kind": record.data["kind"], "words": said}))
    return found


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    if erasing.needed:
        return (Kept("consents", STILL_NEEDED),)
    person_id = erasing.person_id
    own = await deps.consents.all({"person_id": person_id})
    hashes = {scan.sha256 for one in own for scan in one.state.scans}
    hashes |= {
        word.proof.file_sha256
        for one in own
        for word in (*one.state.words, *one.state.past)
        if word.proof.file_sha256 is not None
    }
    await remove_files(RemoveFiles(tuple(sorted(hashes)), tuple(one.id for one in own)), deps)
    await forget_each(deps.consents, {"person_id": person_id}, _wordless, cause)
    for minor_id in await _minors(person_id, deps):
        await forget_each(deps.consents, {"person_id": minor_id}, lambda one: _without(one, person_id), cause)
    await forget_each(deps.consent_links, {"guardian_id": person_id}, _closed, cause)
    return ()


async def _minors(person_id: str, deps: Deps) -> tuple[str, ...]:
    minor_id = (await deps.persons.get(person_id)).state.guardian_of
    return (minor_id,) if minor_id else ()


def _wordless(consent: Consent) -> Consent:
    words, past = tuple(map(_nameless, consent.words)), tuple(map(_nameless, consent.past))
    return replace(consent, words=words, past=past, scans=())


def _without(consent: Consent, speaker_id: str) -> Consent:
    def bare(words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(_nameless(one) if one.speaker_id == speaker_id else one for one in words)

    return replace(consent, words=bare(consent.words), past=bare(consent.past))


def _nameless(word: Word) -> Word:
    return replace(word, name="", reason="", proof=replace(word.proof, evidence="", file_sha256=None))


def _closed(link: ConsentLink) -> ConsentLink:
    return revoked(link)

"""The #ICI cursus: the enrolment, what the jury gave, and requests for money, whose receipts prove what public money became."""

from enrolment.deps import Deps
from enrolment.domain.ici import enrolment, funding
from enrolment.domain.privacy.holding import LEGAL_OBLIGATION, STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.store.port import Where


def hold_ici() -> Holding[Deps, Cause]:
    """Regroupements and juries name learners by id only: with the enrolment emptied these say nothing."""
    return Holding(
        name="ici",
        label="Cursus #ICI : inscription, présences, jury, financements",
        purpose="Conduire la formation et son évaluation (mission d’intérêt public).",
        recipients="La coordination du cursus, le jury, l’établissement qui délivre le diplôme.",
        duration="L’année du cursus ; les justificatifs de financement restent, sans nom.",
        collections=("ici_enrolments", "ici_funding_requests", "ici_regroupements", "ici_juries"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    own: Where = {"person_id": person_id}
    scores = []
    for learner in await deps.ici_learners.all(own):
        if learner.state.jury_id is not None:
            scores += await _scores(learner.state.jury_id, learner.id, deps)
    return [*await read_records(deps.ici_learners, own), *scores, *await read_records(deps.ici_funding, own)]


async def _scores(jury_id: str, enrolment_id: str, deps: Deps) -> list[Record]:
    """What the jury gave this learner, without the others and without who gave which points."""
    try:
        stored = await deps.ici_juries.get(jury_id)
    except NotFoundError:
        return []
    result = stored.state.result(enrolment_id)
    if result is None:
        return []
    data = {"hundredths": result.hundredths, "awarded": result.awarded, "mention": result.mention}
    return [Record(stored.id, stored.document["created_at"], data)]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    own: Where = {"person_id": erasing.person_id}
    if erasing.needed:
        return (Kept("ici-enrolment", STILL_NEEDED),) if await deps.ici_learners.count(own) else ()
    requests = await deps.ici_funding.all(own)
    spent = any(one.state.receipts for one in requests)
    ids = frozenset(one.id for one in requests)
    for programme_id in {one.state.programme_id for one in requests if one.state.decision is not None}:
        await deps.ici_budgets.change(programme_id, lambda known: Change(funding.without_words(known, ids)), cause)
    await forget_each(deps.ici_learners, own, enrolment.emptied, cause)
    await forget_each(deps.ici_funding, own, funding.forgotten, cause)
    return (Kept("funding-receipts", LEGAL_OBLIGATION),) if spent else ()

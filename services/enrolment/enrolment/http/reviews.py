"""Reviews: the dossiers that wait for a decider who works here, and their answers."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.responses import StreamingResponse

from enrolment.domain.deciders.review import Status
from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check
from enrolment.http.reviewers import check_review, visible_reviews
from enrolment.http.schemas.reviews import AnswerIn, CountsOut, ReopeningIn, ReviewDetailOut, ReviewOut
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.count_reviews import CountReviews, count_reviews
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from essaim.contracts.types import Code, Id
from essaim.kit.errors import ForbiddenError, NotFoundError, RefusedError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.http.attached import GIVEN, attached_response
from essaim.kit.store.port import Order, Range, Where

router = APIRouter(prefix="/v1/reviews", tags=["reviews"])


@router.get("", summary="Reviews of the caller's partner and role, the oldest first")
async def get_reviews(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    decider: Annotated[Code | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
    due_before: Annotated[date | None, Query(description="Those to be answered before this day")] = None,
    programme_id: Annotated[Id | None, Query()] = None,
) -> PageOut[ReviewOut]:
    """What the dossiers say is in each of them, not in the list."""
    where: Where = {
        **(await visible_reviews(caller, deps)),
        **({"decider": decider} if decider else {}),
        **({"status": status.value} if status else {}),
        **({"due_on": Range(lt=due_before.isoformat())} if due_before else {}),
        **({"programme_id": programme_id} if programme_id else {}),
    }
    found = await deps.reviews.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    today = deps.clock.today()
    return PageOut(items=[ReviewOut.of(one, today) for one in found.items], next=found.next)


@router.get("/pending-counts", summary="How many reviews wait for an answer")
async def get_counts(deps: Use, caller: Caller) -> CountsOut:
    """By programme and decider, among those that the caller may see."""
    return CountsOut.of(await count_reviews(CountReviews(await visible_reviews(caller, deps)), deps))


@router.get("/{review_id}", summary="One review")
async def get_review(review_id: Id, deps: Use, caller: Caller, response: Response) -> ReviewDetailOut:
    """With exactly the fields that the programme lets this decider see."""
    stored = await deps.reviews.get(review_id)
    await check_review(caller, "review.read", stored.state, deps)
    response.headers["ETag"] = stored.etag
    return ReviewDetailOut.of(stored, deps.clock.today())


@router.get("/{review_id}/files/{sha256}", summary="A file of the dossier", responses=GIVEN)
async def get_file(
    review_id: Id, sha256: Annotated[str, "the hash that the review shows"], deps: Use, caller: Caller
) -> StreamingResponse:
    """Where the dossier is kept here. Elsewhere it is fetched at its home, with the same token."""
    review = (await deps.reviews.get(review_id)).state
    await check_review(caller, "review.read", review, deps)
    file = next((one for one in review.files if one.sha256 == sha256), None)
    if file is None:
        raise NotFoundError("not-found", "this review shows no such file")
    if review.home != deps.settings.partner:
        raise RefusedError("file-kept-elsewhere", f"the dossier and its files are kept by {review.home}")
    return attached_response(await deps.attachments.open(sha256), file.name)


@router.post("/{review_id}/answer", summary="Answer, or change the answer until the outcome is final")
async def post_answer(
    review_id: Id,
    body: AnswerIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ReviewDetailOut:
    """Refused for what a committee answers."""
    await check_review(caller, "review.answer", (await deps.reviews.get(review_id)).state, deps)
    command = AnswerReview(
        review_id,
        body.answer,
        body.opinion,
        body.answers,
        caller.sub,
        expected,
        directly=True,
        shareable=body.shareable,
    )
    stored = await answer_review(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ReviewDetailOut.of(stored, deps.clock.today())


@router.post("/{review_id}/reopening", status_code=204, summary="Let a decider who works here answer again")
async def post_reopening(review_id: Id, body: ReopeningIn, deps: Use, cause: CauseOf, caller: Caller) -> None:
    """By the dossier's coordinator, with a reason. Deciders elsewhere are reopened at the dossier."""
    review = (await deps.reviews.get(review_id)).state
    if review.home != deps.settings.partner:
        raise NotFoundError("not-found", "there is nothing here under this id")
    try:
        check(caller, "review.reopen", Sides(coordinator=review.coordinator))
    except ForbiddenError:
        # Who does not even see it is not told that it is there.
        await check_review(caller, "review.read", review, deps)
        raise
    await reopen_review(ReopenReview(review.application_id, review.decider, body.reason, caller.sub), deps, cause)

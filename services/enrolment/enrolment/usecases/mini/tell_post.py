"""What is told of a post that was filled."""

from datetime import date

from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.domain.mini.posts import Post
from essaim.contracts.enrolment_mini import PostFilled


def tell_post(
    enterprise_id: str, team: MiniEnterprise, person_id: str, post: Post, *, main: bool, on: date
) -> PostFilled:
    """Codes only; the reason stays here."""
    return PostFilled(
        mini_enterprise_id=enterprise_id,
        programme_id=team.programme_id,
        person_id=person_id,
        post=post.key,
        service=post.service,
        main=main,
        elected=post.elected,
        since=on,
    )

"""What a service said when it refused, in one line for a terminal."""

import httpx


def problem_of(answer: httpx.Response) -> str:
    """A problem document in one line."""
    try:
        problem = answer.json()
        fields = [f"{one['field']}: {one['message']}; accepted: {one['accepted']}" for one in problem.get("errors", ())]
        return "; ".join([f"{answer.status_code} {problem['detail']}", *fields])
    except (ValueError, KeyError, TypeError):
        return f"{answer.status_code} {answer.text[:200]}"

"""Close what people forgot: sessions that were left open, and months that are over."""

import logging
from datetime import timedelta

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.usecases.tills.close_due_months import CloseDueMonths, close_due_months
from accounting.usecases.tills.close_session import CloseSession, close_session
from accounting.usecases.tills.read_standing import read_standing
from essaim.kit.cause import fresh_cause

GRACE = timedelta(days=1)
"""Until the end of the day after it, people can still count the cash of a session; then it is closed without a count."""

log = logging.getLogger(__name__)


async def close_due_tills(deps: Deps) -> None:
    """A job. A session that it closes says that nothing was counted."""
    today = deps.clock.today()
    for till in await deps.tills.all():
        standing = await read_standing(till.id, deps)
        cause = fresh_cause("close-due-tills")
        try:
            if standing.session is not None and standing.session_on is not None and standing.session_on + GRACE < today:
                await close_session(CloseSession(till.id, standing.session, None), deps, cause)
            await close_due_months(CloseDueMonths(till.id), deps, cause)
        except RuleError as error:
            log.warning("the till %s is not closed: %s", till.state.code, error)

"""The coach publishes the report of a session, or a new version of it. Its text stays here; the event only says so."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.attendance import SessionReport
from coaching.domain.session import Session, reported
from essaim.contracts.coaching import ReportPublished
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PublishReport:
    """The four parts."""

    session_id: str
    report: SessionReport
    expected_version: int | None = None


async def publish_report(command: PublishReport, deps: Deps, cause: Cause) -> Stored[Session]:
    """HELD → REPORTED, or the next version. The same text again changes and publishes nothing."""

    def decide(session: Session) -> Change[Session] | None:
        after = reported(session, command.report)
        if after is session:
            return None
        event = ReportPublished(
            session_id=command.session_id, group_id=session.group_id, report_version=after.report_version
        )
        return Change(after, (event,))

    return await deps.sessions.change(command.session_id, decide, cause, expected_version=command.expected_version)

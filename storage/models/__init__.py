"""All tables. Importing this package makes them known to the metadata."""

from storage.models import (
    cases,
    events,
    followup,
    history,
    jobs,
    links,
    notices,
    office,
    plan,
    progress_report,
    sheets,
    staff,
    turns,
    understanding,
    watching,
)
from storage.models.base import Base

__all__ = [
    "Base",
    "cases",
    "events",
    "followup",
    "history",
    "jobs",
    "links",
    "notices",
    "office",
    "plan",
    "progress_report",
    "sheets",
    "staff",
    "turns",
    "understanding",
    "watching",
]

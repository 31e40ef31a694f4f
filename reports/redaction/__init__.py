"""Personal data in what people write: found by the forms that Colombians use, marked by kind, for staff to review.

It finds much and not everything: a member of staff reads the texts before they are published.
"""

from reports.redaction.finding import Redacted, find, redact
from reports.redaction.kinds import PersonalKind, Span

__all__ = ["PersonalKind", "Redacted", "Span", "find", "redact"]

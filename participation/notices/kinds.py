"""How each kind of notice travels unless its writer says otherwise."""

from storage.models.notices import NoticeKind, Rank

RANKS: dict[NoticeKind, Rank] = {
    NoticeKind.CASE_ANSWERED: Rank.OWN_CASE,
    NoticeKind.CASE_CORRECTED: Rank.OWN_CASE,
    NoticeKind.CASE_EXTENDED: Rank.OWN_CASE,
    NoticeKind.CASE_CLARIFICATION: Rank.OWN_CASE,
    NoticeKind.CASE_RECLASSIFIED: Rank.OWN_CASE,
    NoticeKind.QUESTION_ANSWERED: Rank.OWN_CASE,
    NoticeKind.AREA_REQUEST: Rank.OWN_CASE,  # a case waits for it
    NoticeKind.EVENT_CHANGED: Rank.CORRECTION,
    NoticeKind.EVENT_POSTPONED: Rank.CORRECTION,
    NoticeKind.EVENT_CANCELLED: Rank.CORRECTION,
    NoticeKind.EVENT_REMINDER: Rank.REMINDER,
    NoticeKind.DIGEST: Rank.REMINDER,
    NoticeKind.STAFF_ALERT: Rank.REMINDER,
    NoticeKind.REPORT_READY: Rank.REMINDER,
}
"""Every other kind is an announcement."""

GOES_AT_NIGHT = frozenset(
    {
        # What the law dates by the day on which it reaches the person.
        NoticeKind.CASE_ANSWERED,
        NoticeKind.CASE_CORRECTED,
        NoticeKind.CASE_EXTENDED,
        NoticeKind.CASE_CLARIFICATION,
        # Who was invited may be about to set out.
        NoticeKind.EVENT_POSTPONED,
        NoticeKind.EVENT_CANCELLED,
        # An e-mail to an office, and what somebody on duty asked for a minute ago.
        NoticeKind.AREA_REQUEST,
        NoticeKind.REPORT_READY,
    }
)

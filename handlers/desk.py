"""What a member of staff is in the middle of: the next message in the private chat belongs to it.

Each family of acts registers what it takes (`TAKES["note"] = take_note`) and is called with the desk that it left; it
answers, and leaves the desk, or sits down at the next one. Giving None lets the message be an ordinary one.
"""

from collections.abc import Callable

import structlog

from handlers.answer import Answer
from handlers.turn import Turn
from participation.observations.drafting import AttachedFile
from participation.staff.rights import Right, may
from participation.staff.team import staff_member
from storage.models.followup import Desk
from storage.queries import desks

Take = Callable[[Turn, Desk, AttachedFile | None], Answer | None]
TAKES: dict[str, Take] = {}
"""What the next message is taken for, by the desk's `doing`."""
Prepare = Callable[[Turn, AttachedFile], None]
PREPARES: dict[str, Prepare] = {}
"""What is worked out of a file before it is taken, where that takes long; it can't change anything."""
TakeReply = Callable[[Turn, int, AttachedFile | None], Answer | None]
REPLIES: list[TakeReply] = []
"""Who takes a reply to a message that shows a case, with that case's id."""

log = structlog.get_logger(__name__)


def sit_down(turn: Turn, doing: str, **facts: object) -> None:
    """Keep what the next message of this chat is taken for. The facts are what JSON can hold, the `case` among them."""
    desks.sit_down(turn.session, turn.chat_id, doing, turn.now, **facts)


def leave(turn: Turn) -> bool:
    """Nothing more is awaited of this member of staff. Gives whether something was."""
    return desks.clear(turn.session, turn.chat_id)


def leave_other(turn: Turn, case_id: int) -> None:
    """Another case is looked at: what is written next does not belong to the one before."""
    found = desks.desk(turn.session, turn.chat_id)
    if found is not None and found.facts.get("case") not in {None, case_id}:
        leave(turn)


def sits_at(turn: Turn, doing: str) -> Desk | None:
    """The desk of this chat, where it is this act that is awaited."""
    found = desks.desk(turn.session, turn.chat_id)
    return found if found is not None and found.doing == doing else None


def is_busy(turn: Turn) -> bool:
    """Whether the next message of this chat belongs to something that staff do."""
    return turn.is_private and desks.desk(turn.session, turn.chat_id) is not None


def take(turn: Turn, file: AttachedFile | None) -> Answer | None:
    """Let a message go to what its sender is in the middle of; None where it is an ordinary one.

    Who left the team has no desk any more: what was awaited there is dropped unread.
    """
    found = desks.desk(turn.session, turn.chat_id)
    shown = _case_replied_to(turn)
    if found is None and shown is None:
        return None
    me = staff_member(turn.session, turn.writer.id)
    if me is None or not may(me, Right.READ):
        desks.clear(turn.session, turn.chat_id)
        log.warning("desk.refused", doing=found.doing if found is not None else "reply")
        return None
    if shown is not None and (found is None or found.facts.get("case") != shown):
        return _take_reply(turn, shown, file)
    act = TAKES.get(found.doing) if found is not None else None
    return act(turn, found, file) if found is not None and act is not None else None


def prepare(turn: Turn) -> None:
    """Work out what takes long of the file that came, for what its sender is in the middle of."""
    found = desks.desk(turn.session, turn.chat_id) if isinstance(turn.attachment, AttachedFile) else None
    work_out = PREPARES.get(found.doing) if found is not None else None
    if work_out is not None and isinstance(turn.attachment, AttachedFile):
        work_out(turn, turn.attachment)


def _take_reply(turn: Turn, case_id: int, file: AttachedFile | None) -> Answer | None:
    """A reply to another case than the one that its sender is in the middle of."""
    for take_reply in REPLIES:
        if (answer := take_reply(turn, case_id, file)) is not None:
            return answer
    return None


def _case_replied_to(turn: Turn) -> int | None:
    """The case that the message shows to which this one replies."""
    replied = turn.message.reply_to_message if turn.message is not None else None
    return desks.case_on_card(turn.session, turn.chat_id, replied.message_id) if replied is not None else None

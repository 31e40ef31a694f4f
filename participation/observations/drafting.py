"""Writing an observation: one draft a chat, made of the messages that the person sends."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from locales import Phrase, on_one_line
from participation.attachments import Refused, check_room
from participation.observations.errors import DraftFull, NoDraft
from storage import Session
from storage.models.cases import Draft, DraftPart
from storage.models.kinds import AboutKind, ContributionKind, PartKind, PetitionKind
from storage.queries import drafts

MOST_PARTS = 40
MOST_CHARACTERS = 20_000
LONGEST_NAME = 120
KEPT_FOR = timedelta(days=7)  # what is not sent is erased then


@dataclass(frozen=True)
class About:
    """What of the plan an observation is about. `code` is that of the activity, product or event."""

    kind: AboutKind = AboutKind.PLAN
    code: str | None = None


@dataclass(frozen=True)
class AttachedFile:
    """A file that was fetched, cleaned and stored; `bytes` is its size, `seconds` the length of a recording.

    `notes` is what its sender should hear of it; it is said once and not kept.
    """

    kind: PartKind
    hash: str
    name: str
    mime: str
    bytes: int
    seconds: int | None = None
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class DraftView:
    """A draft as its card reads it back."""

    key: str
    text: str
    files: tuple[AttachedFile, ...]
    about: About
    kind: ContributionKind
    petition: PetitionKind | None
    kind_chosen: bool
    about_chosen: bool
    name: str | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send yet."""
        return not self.text and not self.files


def begin(session: Session, chat_id: int, about: About | None, now: datetime) -> Draft:
    """The chat's draft: a new one, or the one that is open, now about what the person came from.

    Who comes from nowhere in particular (`about` is None, or the whole plan) leaves an open one as it is.
    """
    draft = drafts.draft_of(session, chat_id) or _new(session, chat_id, now, offered=False)
    if about is not None and about.kind is not AboutKind.PLAN:
        draft.about, draft.about_code, draft.about_chosen = about.kind, about.code, True
    draft.updated_at = now
    session.flush()
    return draft


def offer(session: Session, chat_id: int, album: str | None, now: datetime) -> Draft:
    """What holds something that was written out of the blue, until the person says what to do with it.

    Each message is offered by itself; only the files of one album are held together.
    """
    draft = drafts.offered_album(session, chat_id, album) if album is not None else None
    draft = draft or begin_another(session, chat_id, now, album)
    draft.updated_at = now
    return draft


def begin_another(session: Session, chat_id: int, now: datetime, album: str | None = None) -> Draft:
    """One more offered draft, where what came out of the blue does not fit into the last one."""
    draft = _new(session, chat_id, now, offered=True)
    draft.album = album
    session.flush()
    return draft


def _new(session: Session, chat_id: int, now: datetime, *, offered: bool) -> Draft:
    draft = Draft(key=secrets.token_hex(8), chat_id=chat_id, created_at=now, updated_at=now, offered=offered)
    draft.about, draft.kind = AboutKind.PLAN, ContributionKind.OBSERVATION
    draft.about_chosen = draft.kind_chosen = False
    session.add(draft)
    return draft


def open_draft(session: Session, chat_id: int) -> Draft | None:
    """The draft that a person is writing, if any."""
    return drafts.draft_of(session, chat_id)


def accept(session: Session, draft: Draft, now: datetime) -> Draft:
    """«Sí, registrarla»: it is being written now; where another draft is open, it goes into that one.

    Raises DraftFull where it does not fit there; then both stay as they are.
    """
    if not draft.offered:
        return draft
    open_one = drafts.draft_of(session, draft.chat_id)
    if open_one is not None:
        _check_both(drafts.parts_of(session, open_one.key), drafts.parts_of(session, draft.key))
        drafts.move_parts(session, draft.key, open_one.key)
        drafts.erase(session, draft.key, now)
        return the_draft(session, open_one.key)
    draft.offered, draft.updated_at = False, now
    session.flush()
    return draft


def the_draft(session: Session, key: str) -> Draft:
    """The draft of a card. Raises NoDraft."""
    draft = drafts.draft(session, key)
    if draft is None:
        raise NoDraft(key)
    return draft


def add(session: Session, draft: Draft, message_id: int, text: str, file: AttachedFile | None, now: datetime) -> None:
    """Add a message to a draft; the same message again changes nothing. Raises DraftFull."""
    parts = drafts.parts_of(session, draft.key)
    if any(part.message_id == message_id for part in parts):
        return
    _check_room(parts, text, file is not None, file.bytes if file is not None else 0)
    part = DraftPart(draft_key=draft.key, message_id=message_id, text=text)
    if file is not None:
        _attach(part, file)
    session.add(part)
    draft.updated_at = now
    session.flush()


def edit(
    session: Session, chat_id: int, message_id: int, text: str, file: AttachedFile | None, now: datetime
) -> Draft | None:
    """The person edited a message that was not sent yet: its words, or the file in it.

    Gives the draft that it belongs to, None if to none. Raises DraftFull.
    """
    draft = drafts.draft_with(session, chat_id, message_id)
    if draft is None:
        return None
    parts = drafts.parts_of(session, draft.key)
    [part] = [one for one in parts if one.message_id == message_id]
    _check_room([one for one in parts if one is not part], text, 0, 0)
    if file is not None and file.hash != part.file_hash:
        drafts.discard_file(session, part.file_hash, now)
        _attach(part, file)
    part.text, draft.updated_at = text, now
    session.flush()
    return draft


def _attach(part: DraftPart, file: AttachedFile) -> None:
    part.kind, part.file_hash, part.file_name = file.kind, file.hash, file.name
    part.mime, part.bytes, part.seconds = file.mime, file.bytes, file.seconds


def replace_text(session: Session, draft: Draft, message_id: int, text: str, now: datetime) -> None:
    """«Corregir», text: the words are written anew; the files stay. What the old words told is told anew too."""
    drafts.drop_texts(session, draft.key)
    if not draft.about_chosen:
        draft.about, draft.about_code = AboutKind.PLAN, None
    add(session, draft, message_id, text, None, now)


def choose_kind(draft: Draft, kind: ContributionKind, petition: PetitionKind | None, now: datetime) -> None:
    """What the person says that it is; the text no longer changes it."""
    draft.kind, draft.petition, draft.kind_chosen, draft.updated_at = kind, petition, True, now


def choose_about(draft: Draft, about: About, now: datetime) -> None:
    """What the person says that it is about."""
    draft.about, draft.about_code, draft.about_chosen, draft.updated_at = about.kind, about.code, True, now


def choose_name(draft: Draft, name: str, now: datetime) -> None:
    """The name as the person wants it in the case."""
    draft.name, draft.updated_at = on_one_line(name)[:LONGEST_NAME], now


def propose(draft: Draft, kind: ContributionKind, about: About | None) -> None:
    """What the text itself tells, where the person did not choose; what it was about first, it stays about.

    What looked like a denuncia once stays one: what is added later must not take its protection away.
    """
    if not draft.kind_chosen and draft.kind is not ContributionKind.DENUNCIA:
        draft.kind = kind
    if about is not None and not draft.about_chosen and draft.about is AboutKind.PLAN:
        draft.about, draft.about_code = about.kind, about.code


def cancel(session: Session, key: str, now: datetime) -> None:
    """Erase a draft at once, whether or not it is still there."""
    drafts.erase(session, key, now)


def cancel_all(session: Session, chat_id: int, now: datetime) -> int:
    """Erase everything that a chat wrote and did not send. Gives how many drafts that were."""
    return drafts.erase_of(session, chat_id, now)


def drop_if_empty(session: Session, chat_id: int, now: datetime) -> Draft | None:
    """The draft that a person is writing; one in which nothing stands yet is dropped, so that it takes nothing in."""
    draft = drafts.draft_of(session, chat_id)
    if draft is None or drafts.parts_of(session, draft.key):
        return draft
    drafts.erase(session, draft.key, now)
    return None


def erase_stale(session: Session, now: datetime) -> int:
    """Erase what nobody touched for seven days: drafts, and texts that were offered and never sent. Gives how many."""
    return drafts.erase_stale(session, now - KEPT_FOR, now) + drafts.forget_dialogues(session, now - KEPT_FOR)


def require_room(session: Session, draft: Draft) -> None:
    """Raise DraftFull where a draft has no room for another file, whatever its size: before it is fetched."""
    _check_room(drafts.parts_of(session, draft.key), "", 1, 0)


def view(session: Session, draft: Draft) -> DraftView:
    """A draft read back, its messages in the order in which they were written."""
    parts = drafts.parts_of(session, draft.key)
    return DraftView(
        key=draft.key,
        text="\n".join(part.text for part in parts if part.text),
        files=tuple(file for part in parts if (file := file_of(part)) is not None),
        about=About(draft.about, draft.about_code),
        kind=draft.kind,
        petition=draft.petition,
        kind_chosen=draft.kind_chosen,
        about_chosen=draft.about_chosen,
        name=draft.name,
    )


def file_of(part: DraftPart) -> AttachedFile | None:
    """The file of a message, if it came with one."""
    if part.kind is None or part.file_hash is None:
        return None
    return AttachedFile(part.kind, part.file_hash, part.file_name or "", part.mime or "", part.bytes or 0, part.seconds)


def _check_both(parts: Sequence[DraftPart], others: Sequence[DraftPart]) -> None:
    """Raise DraftFull where the messages of two drafts do not fit into one."""
    files = [part.bytes or 0 for part in others if part.file_hash is not None]
    _check_room(parts, "\n".join(part.text for part in others), len(files), sum(files), messages=len(others))


def _check_room(parts: Sequence[DraftPart], text: str, files: int, adding: int, messages: int = 1) -> None:
    """Raise DraftFull for `messages` more, of `files` files with `adding` bytes altogether."""
    if len(parts) + messages > MOST_PARTS:
        raise DraftFull("messages")
    if sum(len(part.text) for part in parts) + len(text) > MOST_CHARACTERS:
        raise DraftFull("text")
    if not files:
        return
    held = [part.bytes or 0 for part in parts if part.file_hash is not None]
    try:
        check_room(len(held) + files - 1, sum(held), adding)
    except Refused as refused:
        raise DraftFull("files") from refused

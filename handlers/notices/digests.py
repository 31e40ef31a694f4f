"""How the digest is said: a message with its workbook, or an e-mail with it."""

from collections.abc import Sequence

from handlers.answer import Hand, Say
from handlers.keyboards import digests as keyboards
from handlers.mail import Address, Attachment, Letter, Link, Mail, text_and_html
from handlers.notices.telling import NotNow, Telling, Told
from handlers.subjects import names_of
from handlers.texts import digests as texts
from handlers.texts.digests import Teller
from handlers.texts.subjects import SubjectNames
from participation.digests.choosing import day_of, span_of
from participation.digests.contents import MOST_ROWS, Contents, Outlook, contents, listed, outlook
from participation.progress import entity
from participation.staff.rights import Right, may
from storage.models.notices import NoticeKind
from storage.models.staff import Digest
from storage.queries import staff
from storage.queries.digests import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def digest(telling: Telling) -> Told:
    """What is so now, of what was due and new when it was put down. Raises NotNow where nothing of it is left."""
    me = staff.member_by_id(telling.session, telling.notice.subject_id)
    if me is None or not may(me, Right.READ) or me.digest is Digest.NONE:
        raise NotNow("not wanted any more")
    look, names = _look(telling)
    found = contents(telling.session, me, look)
    is_weekly = bool(telling.notice.facts.get("weekly"))
    if found.is_empty and not is_weekly:
        raise NotNow("nothing left to tell")
    teller = Teller(found, names, telling.words, telling.formats, weekly=is_weekly)
    rows = _rows(telling, look)
    book = _workbook(telling, found, rows, look, names) if rows else None
    if telling.is_email:
        return Told(mail=_mail(telling, teller, book))
    keyboard = keyboards.digest(found, telling.notice.id, telling.words)
    say = Say(texts.message(teller), keyboard)
    if book is None:
        return Told((say,))
    return Told(
        (
            say,
            Hand(
                texts.file_name(found, telling.words),
                book,
                texts.caption(telling.words, telling.formats, MOST_ROWS if len(rows) == MOST_ROWS else 0),
            ),
        )
    )


RENDERERS = {NoticeKind.DIGEST: digest}


def _look(telling: Telling) -> tuple[Outlook, SubjectNames]:
    """What there is for everybody, read once for all copies of a look."""
    day, span = day_of(telling.notice), span_of(telling.notice)
    known = telling.session.info.get(key := ("digest", day, span))
    if known is None:
        known = outlook(telling.session, day, span), names_of(telling.session, telling.today)
        telling.session.info[key] = known
    look, names = known
    return look, names


def _rows(telling: Telling, look: Outlook) -> Sequence[Row]:
    """The same as a list, read once as well."""
    known = telling.session.info.get(key := ("digest rows", look.day, look.span))
    if known is None:
        known = telling.session.info[key] = listed(telling.session, look)
    rows: Sequence[Row] = known
    return rows


def _workbook(telling: Telling, found: Contents, rows: Sequence[Row], look: Outlook, names: SubjectNames) -> bytes:
    from reports.digests import workbook  # noqa: PLC0415 - xlsxwriter, for digests only

    own = entity(telling.session)
    return workbook(found, rows, look.alike, own.name, names.name, telling.words, telling.formats)


def _mail(telling: Telling, teller: Teller, book: bytes | None) -> Mail:
    own, words = entity(telling.session), telling.words
    letter = Letter(
        title=teller.title(),
        paragraphs=teller.paragraphs(),
        links=[Link(words.plain("digest", "Open the panel in Telegram"), telling.link("panel"))],
        why=words.plain(
            "digest",
            "You get this e-mail because you work with {entity}. Change it in your panel, under «Digests».",
            entity=own.short_name,
        ),
    )
    text, html = text_and_html(letter, own, words)
    files = () if book is None else (Attachment(texts.file_name(teller.found, words), XLSX, book),)
    address = Address(telling.copy.recipient)
    return Mail(f"{telling.notice.key}:mail", address, teller.title(), text, html, attachments=files)

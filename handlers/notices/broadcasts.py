"""How what staff wrote, the weekly summary and new figures are said."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from handlers import buttons
from handlers.answer import Button, Keyboard, Say
from handlers.keyboards import diffusion as keyboards
from handlers.keyboards.layout import rows, to
from handlers.mail.layout import Letter, Link, text_and_html
from handlers.mail.message import Address, Mail, Unsubscribe
from handlers.notices.telling import NotNow, Telling, Told
from handlers.texts import diffusion as texts
from handlers.texts import weekly as weekly_texts
from locales import without_tags
from participation.audience import unsubscribing
from participation.notices import Topic
from participation.plan.agenda import list_events
from participation.plan.cut_changes import CutChanges, changes_of_version
from participation.plan.published import NoSuchCut
from participation.plan.views import EventView, PlanProgress
from participation.progress import cut_progress, entity, plan_progress
from storage.models.events import EventAct
from storage.models.notices import Broadcast, NoticeKind
from storage.queries import audience


def broadcast(telling: Telling) -> Told:
    """What staff wrote: to subscribers and the channel as a message, to guests as an e-mail."""
    found = audience.broadcast(telling.session, telling.notice.subject_id)
    if found is None:
        raise NotNow("dropped")
    if telling.is_email:
        return Told(mail=_mail(telling, found))
    chat_id = telling.chat_id
    if chat_id is not None and chat_id > 0 and telling.subscription is None:
        raise NotNow("unsubscribed")
    own = entity(telling.session)
    text = texts.message(found, own, telling.words, can_stop=telling.is_private)
    return Told((Say(text, keyboards.link(found, telling.words)),))


def weekly_summary(telling: Telling) -> Told:
    """A week, for who wants it in one message: of the two topics only what the person subscribed to."""
    wanted = telling.subscription
    if wanted is None or not wanted.weekly:
        raise NotNow("unsubscribed")
    facts = telling.notice.facts
    events = _events(telling, facts["events"]) if wanted.events else {}
    plan = plan_progress(telling.session, telling.today) if wanted.progress and facts["cuts"] else None
    written = audience.broadcasts_by_id(telling.session, facts["broadcasts"])
    if not (events or plan or written):
        raise NotNow("nothing new")
    return Told((Say(weekly_texts.summary(events, plan, written, telling.words, telling.formats), _ways(telling)),))


def cut_published(telling: Telling) -> Told:
    """There are new figures, or those that were published are corrected."""
    telling.require_wanted(Topic.PROGRESS)
    plan, changes = _told_cut(telling)
    text = weekly_texts.new_figures(plan, changes, telling.words, telling.formats)
    if telling.is_private:
        text = weekly_texts.cut_published(plan, changes, telling.words, telling.formats)
    return Told((Say(text, _to_progress(telling)),))


def _told_cut(telling: Telling) -> tuple[PlanProgress, CutChanges | None]:
    """The cut that a notice tells of, with what changed. What was put down before cuts were kept names none."""
    session, facts = telling.session, telling.notice.facts
    if "on" in facts:
        on, version = date.fromisoformat(facts["on"]), int(facts["version"])
        with suppress(NoSuchCut):
            plan = cut_progress(session, on, telling.today)
            return plan, changes_of_version(session, on, version, telling.today)
    return plan_progress(session, telling.today), None


RENDERERS = {
    NoticeKind.BROADCAST: broadcast,
    NoticeKind.WEEKLY_SUMMARY: weekly_summary,
    NoticeKind.CUT_PUBLISHED: cut_published,
}


def _events(telling: Telling, happened: Mapping[str, str]) -> dict[EventAct, list[EventView]]:
    """The events of a week as they are now, by what happened last to them then; each is told once.

    Left out is what the person was told already, such as a postponement, which waits for no Monday.
    """
    listed = list_events(telling.session, telling.today)
    told = audience.told_as_they_are(telling.session, telling.chat_id or 0, list(happened))
    found: dict[EventAct, list[EventView]] = {}
    for event in (*listed.upcoming, *listed.past):
        if event.code in happened and event.code not in told:
            found.setdefault(EventAct(happened[event.code]), []).append(event)
    return found


def _ways(telling: Telling) -> Keyboard:
    words = telling.words
    return rows(
        [
            to(words.plain("button", "Dialogue events"), buttons.Events()),
            to(words.plain("button", "Progress of the plan"), buttons.Progress()),
        ]
    )


def _to_progress(telling: Telling) -> Keyboard:
    """A button of ours in private; in a channel or a group it opens the private chat."""
    label = telling.words.plain("button", "Progress of the plan")
    return rows([to(label, buttons.Progress()) if telling.is_private else Button(label, url=telling.link("avance"))])


def _mail(telling: Telling, found: Broadcast) -> Mail:
    own, words, office = entity(telling.session), telling.words, telling.office
    address = telling.copy.recipient
    stop = unsubscribing.link(office.keys, address, office.public_url)
    title = without_tags(texts.heading(own, words))
    letter = Letter(
        title=title,
        paragraphs=_paragraphs(found.text),
        links=[Link(words.plain("button", "Open the link"), found.link)] if found.link else [],
        why=words.plain(
            "diffusion", "You get this e-mail because {entity} has your address in its list.", entity=own.short_name
        ),
        stop=stop,
    )
    text, html = text_and_html(letter, own, words)
    key = f"broadcast:{found.id}:{telling.copy.id}"
    return Mail(key, Address(address), title, text, html, unsubscribe=Unsubscribe(stop, office.mail_from))


def _paragraphs(text: str) -> Sequence[str]:
    return [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]

"""The weekly summary, grouped: what happened to events, new figures, and what staff wrote."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handlers.texts import changes as change_texts
from handlers.texts import events as event_texts
from handlers.texts import plan as plan_texts
from handlers.texts.fitting import fitted
from locales import Formats, Phrase, Words, clip
from participation.plan.cut_changes import CutChanges
from participation.plan.views import EventView, PlanProgress
from storage.models.events import EventAct
from storage.models.notices import Broadcast

LINE = Markup("\n")
LONGEST_QUOTE = 600  # UTF-16 units of one notice of staff's own
HEADINGS = {
    EventAct.ANNOUNCED: Phrase("weekly", "New events"),
    EventAct.RESCHEDULED: Phrase("weekly", "With a new date"),
    EventAct.EDITED: Phrase("weekly", "With changes"),
    EventAct.POSTPONED: Phrase("weekly", "Postponed"),
    EventAct.CANCELLED: Phrase("weekly", "Cancelled"),
    EventAct.HELD: Phrase("weekly", "Held"),
}


def summary(
    events: Mapping[EventAct, Sequence[EventView]],
    plan: PlanProgress | None,
    written: Sequence[Broadcast],
    words: Words,
    formats: Formats,
) -> Markup:
    """What was new in a week; `plan` where there are new figures."""
    parts = [words.say("weekly", "<b>Summary of the week</b>")]
    for act, phrase in HEADINGS.items():
        if found := events.get(act):
            lines = [_event(event, words, formats) for event in found]
            parts.append(LINE.join([Markup("<b>{}</b>").format(words.plain_phrase(phrase)), *lines]))
    if plan is not None:
        parts.append(new_figures(plan, None, words, formats))
    if written:
        title = words.say("weekly", "<b>Notices of the entity</b>")
        parts.append(LINE.join([title, *(Markup("{}").format(clip(one.text, LONGEST_QUOTE)) for one in written)]))
    parts.append(words.say("weekly", "You get this on Mondays. You change it with /avisos; /baja turns it off."))
    return fitted(parts, words.say("weekly", "There is more: /eventos and /avance."))


def new_figures(plan: PlanProgress, changes: CutChanges | None, words: Words, formats: Formats) -> Markup:
    """That there are new figures, and the two that everybody asks for; or that they were corrected, and why."""
    if changes is not None and changes.is_correction:
        lines = [words.say("weekly", "<b>Correction of the plan's figures</b>")]
        lines += [plan_texts.data_until(plan, words, formats), *change_texts.old_and_new(changes, words, formats)]
        reason = words.say("changes", "Reason: {reason}", reason=changes.after.reason or "")
        return LINE.join([*lines, reason])
    title = words.say("weekly", "<b>New figures of the plan</b>")
    lines = [title, plan_texts.data_until(plan, words, formats), *plan_texts.figures(plan, words, formats)]
    if changes is not None:
        lines += change_texts.brief(changes, words, formats)
    elif plan.cut is not None and plan.cut.reason:
        lines.append(words.say("weekly", "They were corrected: {reason}", reason=plan.cut.reason))
    return LINE.join(lines)


def cut_published(plan: PlanProgress, changes: CutChanges | None, words: Words, formats: Formats) -> Markup:
    """The same at once, for who wants it so."""
    stop = words.say("weekly", "You asked for this notice. You change it with /avisos.")
    return Markup("\n\n").join([new_figures(plan, changes, words, formats), stop])


def _event(event: EventView, words: Words, formats: Formats) -> Markup:
    line = words.say("weekly", "“{title}”: {state}", title=event.title, state=event_texts.state(event, words))
    if event.recording:
        return LINE.join([line, words.say("weekly", "Recording: {link}", link=event.recording)])
    if event.day is not None and (said := event_texts.when(event, words, formats)):
        return LINE.join([line, words.say("weekly", "Day and hour: {when}", when=said)])
    return line

"""What staff read of the plan: its figures, and whether the last cut was told."""

from markupsafe import Markup

from handlers.texts import weekly
from handlers.texts.event_desk import reaches
from handlers.texts.plan import plan_name
from locales import Formats, Words
from participation.audience.cuts import CutToTell
from participation.plan.cut_changes import CutChanges
from participation.plan.views import PlanProgress

LINE, PARAGRAPH = Markup("\n"), Markup("\n\n")


def desk(plan: PlanProgress, cut: CutToTell | None, words: Words, formats: Formats) -> Markup:
    """The plan, its last cut, and whether people were told of it."""
    return PARAGRAPH.join([Markup("<b>{}</b>").format(plan_name(plan)), _told(cut, words, formats)])


def _told(cut: CutToTell | None, words: Words, formats: Formats) -> Markup:
    if cut is None:
        return no_cut(words)
    last = words.say("plan desk", "Last cut: {day}", day=formats.date(cut.cut.cut_on))
    if cut.told_at is None:
        return LINE.join([last, words.say("plan desk", "Who asked for notices has not been told of it by us.")])
    return LINE.join([last, words.say("plan desk", "Told on {moment}", moment=formats.moment(cut.told_at))])


def no_cut(words: Words) -> Markup:
    """No figures were published yet."""
    return words.say("plan desk", "No cut was published yet. “Publish cut” freezes the figures of a date.")


def preview(plan: PlanProgress, changes: CutChanges | None, cut: CutToTell, words: Words, formats: Formats) -> Markup:
    """What people will read, and how many they are."""
    return PARAGRAPH.join(
        [
            words.say("plan desk", "This is what people will read:"),
            weekly.cut_published(plan, changes, words, formats),
            reaches(cut.reach, words, formats),
        ]
    )


def nothing_to_tell(words: Words) -> Markup:
    """It was told, or there is no cut."""
    return words.say("plan desk", "There is nothing new to tell: this cut was told already, or there is none.")

"""What is said to staff while they answer a case."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.texts.answers import DECISIONS
from handlers.texts.fitting import PARAGRAPH
from locales import Formats, Phrase, Words
from participation.followup.answering import LONGEST_TEXT
from storage.models.cases import Case
from storage.models.followup import AnswerTemplate, CaseAnswer, Decision
from storage.queries.inbox import LastAct

ACTS = {
    "case.answered": Phrase("act", "answered it"),
    "case.corrected": Phrase("act", "corrected its answer"),
    "case.assigned": Phrase("act", "assigned it"),
    "case.reclassified": Phrase("act", "changed its kind"),
    "case.repeats": Phrase("act", "marked it as repeated"),
    "case.repeats_no_more": Phrase("act", "took the mark of a repetition off"),
    "case.extended": Phrase("act", "extended its term"),
    "case.clarification_asked": Phrase("act", "asked its author for a clarification"),
    "case.area_asked": Phrase("act", "asked an area for its input"),
    "case.noted": Phrase("act", "left an internal note"),
    "case.spam_proposed": Phrase("act", "proposed it as spam"),
    "case.spam_confirmed": Phrase("act", "confirmed it as spam"),
    "case.approval_asked": Phrase("act", "asked for approval of an answer"),
    "case.approval_refused": Phrase("act", "returned an answer"),
    "case.answer_published": Phrase("act", "published its answer"),
}
SOMETHING = Phrase("act", "changed something")


def ask_text(case: Case, words: Words, formats: Formats) -> Markup:
    """«Responder»: the text is awaited."""
    return words.say(
        "answering",
        "Write the answer to case {number}, in plain words and at most {most} characters. Each message is added."
        " You can attach a letter. Before it is sent you see it as the person will.",
        number=case.radicado,
        most=formats.number(LONGEST_TEXT),
    )


def write_anew(words: Words) -> Markup:
    """The text is awaited once more."""
    return words.say("answering", "Write the whole answer anew. The attached letter stays.")


def ask_letter(words: Words) -> Markup:
    """«Adjuntar carta»."""
    return words.say("answering", "Send the letter as a document or a photo.")


def text_missing(words: Words) -> Markup:
    """A letter came without words."""
    return words.say("answering", "We have the letter. Now write the text of the answer.")


def so_it_reads(words: Words) -> Markup:
    """Under the preview, before the decision."""
    return words.say(
        "answering", "This is how the person will read it. What was decided? If you write more, it is added."
    )


def ready(words: Words) -> Markup:
    """Under the preview of a complete answer."""
    return words.say("answering", "This is how the person will read it. Nothing was sent yet.")


def remark(answer: CaseAnswer, words: Words) -> Markup:
    """What the approver wants otherwise."""
    return words.say("answering", "It was returned: {remark}", remark=answer.remark)


def ask_decision(words: Words) -> Markup:
    """The decision, on its own."""
    return words.say("answering", "What was decided?")


def ask_reason(decision: Decision, words: Words) -> Markup:
    """Why; of *acogida*, what changed in the plan."""
    name = words.plain_phrase(DECISIONS[decision])
    if decision is Decision.ACCEPTED:
        return words.say(
            "answering", "{decision}. What changed in the plan? Write it in one or two sentences.", decision=name
        )
    return words.say(
        "answering", "{decision}. Write the reason, as the person will read it, in one or two sentences.", decision=name
    )


def ask_entity(words: Words) -> Markup:
    """«Trasladada»: to whom."""
    return words.say("answering", "To which entity is it transferred? Write its name.")


def ask_drop(words: Words) -> Markup:
    """Dropping what was written, to be confirmed."""
    return words.say("answering", "Do you drop your answer? What you wrote is not sent.")


def dropped(words: Words) -> Markup:
    """It was dropped."""
    return words.say("answering", "Done. Your answer was dropped. The case stays open.")


def sent(case: Case, beside: int, words: Words, *, reaches: bool) -> Markup:
    """It was sent, and how it reaches its author."""
    first = words.say("answering", "Done. The answer to case {number} was sent.", number=case.radicado)
    how = (
        words.say("answering", "Its author is told here. The card says when it was delivered.")
        if reaches
        else words.say("answering", "Its author cannot be told here. It is in «To publish».")
    )
    parts = [first, how]
    if beside:
        parts.append(
            words.count("answering", "It also answers {n} linked case.", "It also answers {n} linked cases.", beside)
        )
    return Markup("\n").join(parts)


def approval_asked(case: Case, words: Words) -> Markup:
    """Whoever approves was told."""
    return words.say(
        "answering", "Done. Whoever approves was told of your answer to case {number}.", number=case.radicado
    )


def to_approve(name: str, words: Words) -> Markup:
    """Under the preview that an approver sees."""
    return words.say(
        "answering", "{name} asks for your approval. If you approve it, it is sent signed by both.", name=name
    )


def ask_remark(words: Words) -> Markup:
    """Returning it: what should be otherwise."""
    return words.say("answering", "Write what should be changed. Who wrote the answer reads it.")


def returned(words: Words) -> Markup:
    """It went back."""
    return words.say("answering", "Done. It went back to who wrote it, with your remark.")


def overtaken(last: LastAct | None, words: Words, formats: Formats) -> Markup:
    """Somebody was faster; nothing was overwritten."""
    if last is None:
        return words.say(
            "answering", "The case changed while you wrote. Nothing was sent. Your draft stays: look at the case first."
        )
    return words.say(
        "answering",
        "{name} {act} ({moment}). Nothing of yours was sent, and your draft stays. Look at the case first.",
        name=last.name,
        act=words.plain_phrase(ACTS.get(last.act, SOMETHING)),
        moment=formats.moment(last.at),
    )


def ask_publish(words: Words) -> Markup:
    """Under the answer as the public page will show it."""
    return words.say(
        "answering",
        "This is how the public page will show it for five working days, without the person. Check that it has no"
        " personal data. Do you publish it?",
    )


def published(until: str, words: Words) -> Markup:
    """It is on the public page."""
    return words.say("answering", "Done. The answer is on the public page until {date}.", date=until)


def templates(decision: Decision | None, found: Sequence[AnswerTemplate], words: Words) -> Markup:
    """The templates of a decision, or of which."""
    if decision is None:
        return words.say("template", "<b>Templates</b>\n\nFor which decision?")
    head = words.say("template", "<b>Templates: {decision}</b>", decision=words.plain_phrase(DECISIONS[decision]))
    return head if found else PARAGRAPH.join([head, words.say("template", "There is none yet.")])


def template(found: AnswerTemplate, words: Words) -> Markup:
    """A template as it is stored."""
    head = words.say(
        "template",
        "<b>{name}</b> ({decision})",
        name=found.name,
        decision=words.plain_phrase(DECISIONS[found.decision]),
    )
    return PARAGRAPH.join([head, Markup("<blockquote>{}</blockquote>").format(found.text)])


def ask_template_name(words: Words) -> Markup:
    """What it is called."""
    return words.say("template", "Write a short name for the template, of at most 40 characters.")


def ask_template_text(words: Words) -> Markup:
    """What it says."""
    return words.say(
        "template",
        "Write the text. These fields are filled in for each case: {fields}",
        fields=Markup("<code>{numero}</code> <code>{tema}</code> <code>{fecha}</code>"),
    )


def ask_remove_template(found: AnswerTemplate, words: Words) -> Markup:
    """Removing it, to be confirmed."""
    return words.say("template", "Do you remove the template {name}?", name=found.name)


def which_template(words: Words) -> Markup:
    """To start an answer from."""
    return words.say("template", "Which template do you start from? You can change the text and the decision.")


def no_templates(words: Words) -> Markup:
    """There is nothing to start from."""
    return words.say("template", "There are no templates yet. You make them in «Inbox», «Templates».")

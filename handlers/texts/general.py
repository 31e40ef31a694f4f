"""What is said of the bot itself: welcome, help, contact, privacy, and what it can't do."""

from markupsafe import Markup

from locales import Language, Phrase, Words, words
from participation.plan.views import EntityView

LINE = Markup("\n")
PARAGRAPH = Markup("\n\n")


TOO_FAST = Phrase(
    "pace",
    "You write faster than I can read. I do not keep what you send now. Wait one minute, and send this again.",
)
NO_ROOM = Phrase("observe", "This file did not fit. Send this observation, and put the rest in another one.")


def welcome(entity: EntityView, plan: str, words: Words) -> Markup:
    """Who this is and what one can do; nothing is asked."""
    lines = [
        words.say("start", "Hello. I am Participa, the automatic assistant of {entity}.", entity=entity.short_name),
        words.say("start", "I tell you how the {plan} is going.", plan=plan),
        words.say("start", "I also take observations and questions. An official answers them."),
        words.say("start", "Tap a button or ask in your own words."),
        words.say("start", "To look things up we ask you for no data."),
    ]
    if entity.emergency_line:
        emergency = words.say("start", "Emergencies: {line}.", line=entity.emergency_line)
        lines[-1] = Markup(" ").join([lines[-1], emergency])
    return LINE.join(lines)


def in_english() -> Markup:
    """For who uses Telegram in English and is greeted in the entity's language."""
    return words(Language.EN).say("start", "English: /idioma")


def no_plan(words: Words) -> Markup:
    """There is nothing to tell yet."""
    return words.say("start", "The plan is not published here yet. Please come back soon.")


def gone(words: Words) -> Markup:
    """An old button or link leads to something that the plan no longer has."""
    return words.say("start", "That is no longer in the plan. With /avance you see how it is now.")


def stale(words: Words) -> Markup:
    """A button of an earlier version."""
    return words.say("start", "This button is from an earlier version. Write /start to see the current options.")


def apology(language: Language) -> Markup:
    """Something broke on our side; the message is kept."""
    return words(language).say(
        "trouble", "Something failed on our side. We keep your message. You can go on and ask something else."
    )


def perhaps_unheard(language: Language, *, is_kept: bool) -> Markup:
    """An answer left twice and nobody knows whether it arrived. `is_kept`: something was done, and stays done."""
    in_words = words(language)
    if is_kept:
        return in_words.say(
            "trouble",
            "My last answer may not have reached you. What you sent is kept: do not send it again. To go on, write"
            " /start. Your cases are in /mis_observaciones.",
        )
    return in_words.say("trouble", "My last answer may not have reached you. If you did not see it, ask me again.")


def help_text(words: Words, *, new_messages: bool) -> Markup:
    """What can be asked for, by typing as well as by button."""
    commands = [
        words.say("help", "/avance: how the plan is going, with the proof"),
        words.say("help", "/eventos: dialogue events"),
        words.say("help", "/observar: send an observation or a question"),
        words.say("help", "/mis_observaciones: how your cases are going"),
        words.say("help", "/caso PPC-2021-000001-7: how the case of that number is going"),
        words.say("help", "/avisos: what we notify you of; /baja turns everything off"),
        words.say("help", "/contacto: how to reach the entity"),
        words.say("help", "/privacidad: how we care for your data"),
        words.say("help", "/idioma: Spanish or English"),
        words.say("help", "/cancelar: drop what you had half done"),
    ]
    intro = words.say(
        "help", "I tell you how the participation plan is going. Tap a button or write in your own words."
    )
    example = words.say("help", "For example: “How is the plan going?” or “What happened to the dialogue?”")
    screens = (
        words.say("help", "Each screen arrives as a new message. It helps who uses a screen reader.")
        if new_messages
        else words.say(
            "help", "If you use a screen reader, tap “New messages”. Each screen will arrive as a new message."
        )
    )
    return PARAGRAPH.join([intro, LINE.join(commands), example, screens])


def screens_chosen(words: Words, *, new_messages: bool) -> Markup:
    """The choice of how screens arrive, said back."""
    if new_messages:
        return words.say("help", "Done. From now on each screen arrives as a new message.")
    return words.say("help", "Done. From now on the screens change in the same message.")


def contact(entity: EntityView, words: Words) -> Markup:
    """How to reach the entity; what the plan file does not give is said to be missing."""
    lines = [words.say("contact", "<b>Contact of {entity}</b>", entity=entity.name)]
    known = [
        (words.plain("contact", "Web page"), entity.web_page),
        (words.plain("contact", "E-mail"), entity.email),
        (words.plain("contact", "Phone"), entity.phone),
        (words.plain("contact", "Address"), entity.address),
        (words.plain("contact", "Office hours"), entity.office_hours),
    ]
    lines.extend(Markup("{}: {}").format(name, value) for name, value in known if value)
    if not (entity.email or entity.phone or entity.address):
        lines.append(words.say("contact", "The entity has not given an e-mail or a phone here yet."))
    lines.append(words.say("contact", "You can also write to us here: /observar. An official answers you."))
    protected = entity.protected_channel or words.plain("contact", "the entity has not given it here yet.")
    lines.append(words.say("contact", "Protected channel to report corruption: {channel}", channel=protected))
    if entity.emergency_text:
        lines.append(Markup("{}").format(entity.emergency_text))
    elif entity.emergency_line:
        lines.append(words.say("contact", "Emergencies: {line}.", line=entity.emergency_line))
    return LINE.join(lines)


def privacy(entity: EntityView, words: Words) -> Markup:
    """The notice as the entity wrote it, with its version."""
    parts = [words.say("privacy", "<b>Privacy</b>"), Markup("{}").format(entity.privacy_notice)]
    if entity.privacy_policy_link:
        parts.append(words.say("privacy", "The whole policy: {link}", link=entity.privacy_policy_link))
    parts.append(words.say("privacy", "Version of this notice: {version}", version=entity.privacy_version))
    return PARAGRAPH.join(parts)


def language_question(words: Words) -> Markup:
    """Which language to answer in."""
    return words.say("language", "In which language do you want me to answer?")


def language_chosen(words: Words) -> Markup:
    """The choice, in the language chosen."""
    return words.say(
        "language", "Done. From now on I answer in English. The plan's own texts stay as the entity wrote them."
    )


def nothing_to_cancel(words: Words) -> Markup:
    """There was nothing half done."""
    return words.say("cancel", "There was nothing half done. With /start you see what you can do.")


def unknown_command(words: Words) -> Markup:
    """A command that does not exist, or not for this person."""
    return words.say("start", "I do not know that command. With /ayuda you see what you can do.")


def out_of_scope(entity: EntityView, words: Words) -> Markup:
    """What this bot is for, and where to go with the rest."""
    return LINE.join(
        [
            words.say("reading", "I only know about the participation plan of {entity}.", entity=entity.short_name),
            words.say("reading", "Tap a button, or use /contacto to reach the entity."),
        ]
    )


def distress(entity: EntityView, words: Words) -> Markup:
    """Somebody is in danger: help comes before everything else."""
    first = words.say(
        "reading", "What you tell matters. I am an automatic assistant and can not help you in an emergency."
    )
    if entity.emergency_text:
        return LINE.join([first, Markup("{}").format(entity.emergency_text)])
    line = words.say(
        "reading", "If you or somebody else is in danger, call {line} now.", line=entity.emergency_line or "123"
    )
    return LINE.join([first, line])


def which(words: Words) -> Markup:
    """Two readings are close."""
    return words.say("reading", "I want to answer you well. What do you mean?")


def which_product(words: Words) -> Markup:
    """A question about a product, without saying which."""
    return words.say("reading", "Which one do you mean?")


def farewell(words: Words) -> Markup:
    """Thanks, or a goodbye."""
    return words.say("reading", "You are welcome. I am here whenever you want to know how the plan is going.")


def greeting(words: Words) -> Markup:
    """A greeting for a greeting."""
    return words.say("reading", "Hello. What do you want to know about the plan?")


def private_only(words: Words) -> Markup:
    """In a group: this is done in private."""
    return words.say("groups", "This is done in private, so that nobody else sees it. Tap the button.")


def share(link: str, words: Words) -> Markup:
    """A link to pass on."""
    return words.say("share", "Copy or forward this link: {link}", link=link)


def location_not_needed(words: Words) -> Markup:
    """Something that we neither ask for nor keep."""
    return words.say("reading", "I do not need that, and I did not keep it. Please write it in words.")

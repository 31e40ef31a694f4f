"""The commands as Telegram's menu shows them."""

from locales import Language, Phrase, words

AVANCE = ("avance", Phrase("command", "How the plan is going, with the proof"))
EVENTOS = ("eventos", Phrase("command", "Dialogue events"))
AYUDA = ("ayuda", Phrase("command", "What I can do"))
CONTACTO = ("contacto", Phrase("command", "How to reach the entity"))

IN_GROUPS = (AVANCE, EVENTOS, CONTACTO, AYUDA)
IN_PRIVATE = (
    AVANCE,
    EVENTOS,
    ("observar", Phrase("command", "Send an observation or a question")),
    ("mis_observaciones", Phrase("command", "How your cases are going")),
    ("avisos", Phrase("command", "What we notify you of, and how often")),
    ("privacidad", Phrase("command", "How we care for your data")),
    CONTACTO,
    ("idioma", Phrase("command", "Spanish or English")),
    ("cancelar", Phrase("command", "Drop what you had half done")),
    AYUDA,
)


def about_us(language: Language) -> str:
    """What an empty chat says before anybody has written."""
    in_words = words(language)
    return in_words.plain(
        "command",
        "I tell you how the participation plan is going, with the proof. I also take observations and questions.",
    )


def described(commands: tuple[tuple[str, Phrase], ...], language: Language) -> list[tuple[str, str]]:
    """Names and descriptions in a language."""
    in_words = words(language)
    return [(name, in_words.plain_phrase(phrase)) for name, phrase in commands]

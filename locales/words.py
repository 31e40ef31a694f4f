"""What is said to a person, in the person's language: translated templates filled with escaped values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from locales.catalogs import Key, read_entries
from locales.languages import Language
from locales.numbers import grouped


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text named before the language is known (a table of commands, an error of the domain).

    It may be said in a chat or on a button, so the check allows neither tags nor `<`, `>`, `&` in it.
    """

    context: str
    message: str


class Words:
    """The texts of one language.

    `say` and `count` give HTML for Telegram's parse mode: the template is ours and may hold tags, every value is
    escaped unless it is Markup already. `plain` and `plain_count` give bare text for buttons, toasts, file names and
    e-mail. What the catalog lacks is said in English, the source: the check fails, the person is still answered.
    """

    __slots__ = ("_forms", "language")

    def __init__(self, language: Language, forms: dict[Key, tuple[str, ...]]) -> None:
        self.language = language
        self._forms = forms

    def say(self, context: str, message: str, /, **values: object) -> Markup:
        """The message as HTML, its values escaped."""
        return _filled(_ended(self._one(context, message), values), values)

    def plain(self, context: str, message: str, /, **values: object) -> str:
        """The message as bare text, nothing escaped."""
        return _ended(self._one(context, message), values).format(**values)

    def count(self, context: str, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        """The form for `n` as HTML; `{n}` is the number with its thousands separator."""
        values["n"] = grouped(n, self.language)
        return _filled(_ended(self._form(context, singular, plural, n), values), values)

    def plain_count(self, context: str, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form for `n` as bare text; `{n}` is the number with its thousands separator."""
        return _ended(self._form(context, singular, plural, n), values).format(**values, n=grouped(n, self.language))

    def say_phrase(self, phrase: Phrase, /, **values: object) -> Markup:
        """A phrase as HTML, its values escaped."""
        return self.say(phrase.context, phrase.message, **values)

    def plain_phrase(self, phrase: Phrase, /, **values: object) -> str:
        """A phrase as bare text."""
        return self.plain(phrase.context, phrase.message, **values)

    def _one(self, context: str, message: str) -> str:
        forms = self._forms.get((context, message))
        return forms[0] if forms else message

    def _form(self, context: str, singular: str, plural: str, n: int) -> str:
        one, other = self._forms.get((context, singular), (singular, plural))
        return one if n == 1 else other


def _filled(template: str, values: Mapping[str, object]) -> Markup:
    """A template of ours as HTML. `Markup.format` goes through it in Python, in twice the time."""
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(template.format_map(escaped))  # noqa: S704 - the template is ours, its values are escaped


def _ended(template: str, values: Mapping[str, object]) -> str:
    """The template without the full stop after a value that ends with its own: "hoy, 9:00 a. m." ends a sentence."""
    if "}." not in template:
        return template
    for name, value in values.items():
        if f"{{{name}}}." in template and str(value).endswith("."):
            template = template.replace(f"{{{name}}}.", f"{{{name}}}")
    return template


@cache
def words(language: Language) -> Words:
    """The texts of a language, read from its catalog at first use (about 50 ms for 600 messages, then nothing)."""
    entries = read_entries(language).values()
    return Words(language, {entry.key: entry.forms for entry in entries if entry.is_complete and not entry.fuzzy})

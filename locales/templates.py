"""What a template may hold: named placeholders, and the HTML that Telegram understands."""

import re
from html import unescape
from html.parser import HTMLParser
from string import Formatter

# https://core.telegram.org/bots/api#html-style, each tag with the attributes it may carry.
TAGS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "pre"), frozenset[str]()
    ),
    "span": frozenset({"class"}),
    "a": frozenset({"href"}),
    "code": frozenset({"class"}),
    "blockquote": frozenset({"expandable"}),
    "tg-emoji": frozenset({"emoji-id"}),
}
ENTITIES = ("lt", "gt", "amp", "quot")


def placeholders(template: str) -> set[str]:
    """The names in braces. Raises ValueError for anything but plain names: figures are formatted before they come."""
    names = set()
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(template)]
    except ValueError as error:
        raise ValueError(f"its braces are wrong: {error}") from error
    for name, spec, conversion in fields:
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(f"its placeholder {{{name}}} is not a plain name")
        names.add(name)
    return names


def bare_text(template: str, filler: str) -> str:
    """A template as a person reads it: without tags, its placeholders replaced by the filler."""
    untagged = unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", template))
    return re.sub(r"\{\w+\}", filler, untagged).replace("{{", "{").replace("}}", "}")


def html_faults(template: str) -> list[str]:
    """What Telegram would refuse in a template that is sent as HTML, one sentence each."""
    reader = _TelegramHtml()
    reader.feed(template)
    reader.close()
    return reader.faults + [f"<{tag}> is not closed" for tag in reader.open]


def has_markup(text: str) -> bool:
    """Whether a text that is shown as it stands holds a tag or an entity, which would be read out literally."""
    return re.search(r"</?[a-zA-Z][^<>]*>|&#?\w+;", text) is not None


class _TelegramHtml(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"Telegram knows no <{tag}>")
            return
        self.open.append(tag)
        self.faults += [f"<{tag}> takes no {name}" for name, _ in attrs if name not in TAGS[tag]]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"Telegram knows no <{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_entityref(self, name: str) -> None:
        if name not in ENTITIES:
            self.faults.append(f"Telegram knows no &{name};")

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment is not sent")

    def handle_data(self, data: str) -> None:
        self.faults += [f'"{sign}" is written &{name};' for sign, name in (("<", "lt"), ("&", "amp")) if sign in data]

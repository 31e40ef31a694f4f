"""parse_mode HTML: the tags that Telegram knows become entities, anything else is refused with its place.

Written from the Bot API's chapter "HTML style"; the texts of the errors are those of Telegram's server. Offsets in the
errors are bytes of the UTF-8 source, offsets of the entities UTF-16 code units of the result.
"""

import re
from dataclasses import dataclass

from simulator.links import checked_link, mentioned_user
from simulator.text_units import Entity, in_order, utf16_length

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_KNOWN = frozenset(_SIMPLE) | {"a", "code", "pre", "blockquote", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile("[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_SPACE = " \t\r\n\v\0"
_NAME_END = re.compile(r"[ \t\r\n\v\0>]")
_ATTRIBUTE_END = re.compile(r"[ \t\r\n\v\0>=]")
_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")


class UnreadableText(Exception):
    """The source cannot be parsed; the message is Telegram's."""


@dataclass(slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    piece: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The text and its entities, in order. Raises UnreadableText."""
    if not _SPECIAL.search(source):
        return source, []
    return _HtmlReader(source).read()


class _HtmlReader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while special := _SPECIAL.search(self.source, self.position):
            self.add(self.source[self.position : special.start()])
            self.position = special.start()
            if special[0] == "&":
                self.read_reference()
            elif self.source.startswith("</", self.position):
                self.read_end_tag()
            else:
                self.read_start_tag()
        self.add(self.source[self.position :])
        if self.open:
            raise UnreadableText(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.pieces), in_order(self.entities)

    def add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += utf16_length(text)

    def read_reference(self) -> None:
        decoded, self.position = _decode_reference(self.source, self.position)
        self.add(decoded)

    def read_start_tag(self) -> None:
        start = self.position
        end = _NAME_END.search(self.source, start + 1)
        if end is None:
            raise UnreadableText(f"Unclosed start tag at byte offset {self.bytes_before(start)}")
        name = self.source[start + 1 : end.start()].lower()
        if name not in _KNOWN:
            raise UnreadableText(f'Unsupported start tag "{name}" at byte offset {self.bytes_before(start)}')
        self.position = end.start()
        attributes = self.read_attributes(name, start)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            place = self.bytes_before(start)
            raise UnreadableText(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
        self.open.append(_OpenTag(name, attributes, self.length, len(self.pieces)))

    def read_attributes(self, tag: str, start: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.position >= len(self.source):
                raise UnreadableText(f"Unclosed start tag at byte offset {self.bytes_before(start)}")
            if self.source[self.position] == ">":
                self.position += 1
                return attributes
            name, value = self.read_attribute(tag, start)
            attributes[name] = value

    def read_attribute(self, tag: str, start: int) -> tuple[str, str]:
        end = _ATTRIBUTE_END.search(self.source, self.position)
        stop = end.start() if end else len(self.source)
        name = self.source[self.position : stop]
        where = f'the tag "{tag}" at byte offset {self.bytes_before(start)}'
        if not name:
            raise UnreadableText(f"Empty attribute name in {where}")
        self.position = stop
        self.skip_space()
        if not self.source.startswith("=", self.position):
            if tag == "blockquote" and self.position < len(self.source):
                return name, ""
            raise UnreadableText(f"Expected equal sign in declaration of an attribute of {where}")
        self.position += 1
        self.skip_space()
        return name, self.read_value(start)

    def read_value(self, start: int) -> str:
        quote = self.source[self.position : self.position + 1]
        if quote not in {'"', "'"}:
            return self.read_token()
        self.position += 1
        value: list[str] = []
        while self.position < len(self.source):
            character = self.source[self.position]
            if character == quote:
                self.position += 1
                return "".join(value)
            if character == "&":
                decoded, self.position = _decode_reference(self.source, self.position)
                value.append(decoded)
            else:
                value.append(character)
                self.position += 1
        raise UnreadableText(f"Unclosed start tag at byte offset {self.bytes_before(start)}")

    def read_token(self) -> str:
        token = _TOKEN.match(self.source, self.position)
        begin, self.position = self.position, token.end() if token else self.position
        following = self.source[self.position : self.position + 1]
        if following and following not in f"{_SPACE}>":
            raise UnreadableText(f"Unexpected end of name token at byte offset {self.bytes_before(begin)}")
        return self.source[begin : self.position].lower()

    def read_end_tag(self) -> None:
        start = self.position
        if not self.open:
            raise UnreadableText(f"Unexpected end tag at byte offset {self.bytes_before(start)}")
        end = _NAME_END.search(self.source, start + 2)
        self.position = end.start() if end else len(self.source)
        name = self.source[start + 2 : self.position].lower()
        self.skip_space()
        if not self.source.startswith(">", self.position):
            raise UnreadableText(f"Unclosed end tag at byte offset {self.bytes_before(start)}")
        self.position += 1
        opened = self.open.pop()
        if name and name != opened.name:
            raise UnreadableText(
                f"Unmatched end tag at byte offset {self.bytes_before(start)}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self.close(opened)

    def close(self, tag: _OpenTag) -> None:
        place = {"offset": tag.offset, "length": self.length - tag.offset}
        if tag.name in _SIMPLE:
            self.entities.append({"type": _SIMPLE[tag.name], **place})
        elif tag.name == "blockquote":
            kind = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
            self.entities.append({"type": kind, **place})
        elif tag.name == "a":
            self.close_link(tag, place)
        elif tag.name == "tg-emoji":
            identifier = tag.attributes.get("emoji-id", "")
            if not identifier.isdigit():
                raise UnreadableText("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", **place, "custom_emoji_id": identifier})
        else:
            self.close_code(tag, place)

    def close_link(self, tag: _OpenTag, place: Entity) -> None:
        address = tag.attributes.get("href") or "".join(self.pieces[tag.piece :])
        user = mentioned_user(address)
        if user is not None:
            self.entities.append({"type": "text_mention", **place, "user": {"id": user}})
            return
        try:
            self.entities.append({"type": "text_link", **place, "url": checked_link(address)})
        except ValueError:
            return  # Telegram shows a link that it does not take as plain text, without an error

    def close_code(self, tag: _OpenTag, place: Entity) -> None:
        """<pre><code class="language-x"> in either nesting is one "pre" with a language."""
        language = tag.attributes.get("class", "").removeprefix("language-") if tag.name == "code" else ""
        inner = self.entities[-1] if self.entities else {}
        same_place = inner.get("offset") == place["offset"] and inner.get("length") == place["length"]
        if tag.name == "pre" and same_place and inner["type"] == "code" and "language" in inner:
            inner["type"] = "pre"
        elif tag.name == "code" and same_place and inner["type"] == "pre" and language:
            inner["language"] = language
        elif tag.name == "code" and any(opened.name == "pre" for opened in self.open) and language:
            self.entities.append({"type": "code", **place, "language": language})
        else:
            self.entities.append({"type": tag.name, **place})

    def skip_space(self) -> None:
        while self.position < len(self.source) and self.source[self.position] in _SPACE:
            self.position += 1

    def bytes_before(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8", "surrogatepass"))


def _decode_reference(source: str, position: int) -> tuple[str, int]:
    """What the reference at `position` stands for and where it ends; one that Telegram does not know is itself."""
    match = _REFERENCE.match(source, position)
    if match is None:
        return source[position], position + 1
    hexadecimal, decimal, name = match.groups()
    if name:
        decoded = _NAMED.get(name)
    else:
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        decoded = chr(code) if 0 < code < 0x10FFFF and len(match[0].rstrip(";")) < 10 else None
    return (decoded, match.end()) if decoded else (source[position], position + 1)

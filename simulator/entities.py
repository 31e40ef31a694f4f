"""From what was typed or sent to the text and entities that a message carries."""

import re
from typing import Any

from simulator.errors import bad_request
from simulator.html_text import UnreadableText, parse_html
from simulator.links import checked_link, mentioned_user
from simulator.text_units import Entity, has_lone_surrogate, in_order, tidy, utf16_length

MAX_ENTITIES = 100

_HINT = re.compile(r"[/@#.]")
# Bare domains are links only under a public suffix that Telegram knows; these are the ones a plan is likely to name.
_SUFFIXES = (
    "com|org|net|edu|gov|info|io|me|co|es|app|dev|tv|be|live|link|page|site|online|eu|mx|ar|pe|cl|ec|ve|br|us|uk"
)
_FOUND = re.compile(
    rf"""
      (?P<email>(?<![\w.@])[a-zA-Z0-9._%+-]{{1,64}}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{{2,24}}\b)
    | (?P<url>(?<![\w@])(?:
          https?://[^\s<>"«»@/?\#]+(?:[/?\#][^\s<>"«»]*)?
        | (?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+(?:{_SUFFIXES})\b(?![@\w-])(?::\d+)?(?:[/?\#][^\s<>"«»]*)?))
    | (?P<mention>(?<!\w)@[a-zA-Z0-9_]{{3,32}}\b)
    | (?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{{1,64}}(?:@[a-zA-Z0-9_]{{3,32}})?(?![\w/<>]))
    | (?P<hashtag>(?<![\w\#])\#(?=\w*[^\W\d_])\w{{1,256}})
    """,
    re.VERBOSE,
)
_TRAILING = ".,:;!?'\")]}…"
_SHIELDED = frozenset({"text_link", "text_mention", "code", "pre", "custom_emoji"})
_BY_HAND = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "blockquote",
        "expandable_blockquote",
    }
)


def found_entities(text: str, given: list[Entity] | None = None) -> list[Entity]:
    """Commands, mentions, links, addresses and hashtags in plain text, as Telegram finds them by itself.

    Nothing is found inside `given` links and code.
    """
    if not _HINT.search(text):
        return []
    shields = [e for e in given or () if e["type"] in _SHIELDED]
    entities = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup or ""
        matched = match[0].rstrip(_TRAILING) if kind == "url" else match[0]
        offset, length = utf16_length(text[: match.start()]), utf16_length(matched)
        if not any(s["offset"] < offset + length and offset < s["offset"] + s["length"] for s in shields):
            entities.append({"type": kind, "offset": offset, "length": length})
    return entities


def formatted(text: str, parse_mode: str, given: Any) -> tuple[str, list[Entity]]:
    """The text of a bot's message and all its entities. Raises ApiError with Telegram's reason.

    Only HTML is understood as `parse_mode`; `given` are plain entities, which a parse_mode overrides.
    """
    if has_lone_surrogate(text):
        raise bad_request("strings must be encoded in UTF-8")
    if parse_mode:
        text, entities = _parsed(text, parse_mode)
    else:
        entities = [_checked(entity) for entity in given or () if isinstance(entity, dict)]
        entities = [entity for entity in entities if entity["type"] in _BY_HAND]
    text, entities = tidy(text, entities)
    length = utf16_length(text)
    entities = [e for e in entities if e["offset"] >= 0 and e["length"] > 0 and e["offset"] + e["length"] <= length]
    entities += found_entities(text, entities)
    return text, in_order(entities)[:MAX_ENTITIES]


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Entity]]:
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return parse_html(text)
    except UnreadableText as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _checked(entity: Entity) -> Entity:
    try:
        checked = {
            **entity,
            "type": str(entity["type"]),
            "offset": int(entity["offset"]),
            "length": int(entity["length"]),
        }
    except (KeyError, TypeError, ValueError):
        raise bad_request("can't parse MessageEntity: fields offset, length and type are required") from None
    if checked["type"] == "text_link":
        address = str(checked.get("url", ""))
        user = mentioned_user(address)
        if user is not None:
            return {**checked, "type": "text_mention", "user": {"id": user}}
        try:
            checked["url"] = checked_link(address)
        except ValueError as error:
            raise bad_request(f"entity URL '{address}' is invalid: {error}") from None
    return checked

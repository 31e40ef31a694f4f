"""Keyboards: checked as Telegram checks them, and kept as it gives them back."""

from typing import Any

from simulator.errors import bad_request
from simulator.links import checked_link, mentioned_user
from simulator.methods.call import Call
from simulator.model import Json

MAX_CALLBACK_BYTES = 64
MAX_BUTTONS = 100
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_LOOKS = ("icon_custom_emoji_id", "style")
_OTHER_KINDS = ("keyboard", "remove_keyboard", "force_reply")


def reply_markup(call: Call, *, inline_only: bool = False) -> Json | None:
    """The checked markup of a call, or None. Raises ApiError.

    `inline_only`: for an edit, where other keyboards have no place.
    """
    given = call.parameters.json("reply_markup")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        rows = _inline_rows(given["inline_keyboard"])
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        if not given:
            return None
        raise bad_request("inline keyboard expected")
    if not given:
        return None
    if not any(kind in given for kind in _OTHER_KINDS):
        raise bad_request("object expected as reply markup")
    if "keyboard" in given:
        return {**given, "keyboard": _reply_rows(given["keyboard"])}
    return given


def _inline_rows(rows: Any) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    checked = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        if row:
            checked.append([_inline_button(button) for button in row])
    if sum(len(row) for row in checked) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return checked


def _inline_button(button: Any) -> Json:
    refused = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"{refused}: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request(
            f'{refused}: Can\'t find field "text"' if text is None else f"{refused}: text must be non-empty"
        )
    actions = [action for action in _ACTIONS if button.get(action) is not None]
    if not actions:
        raise bad_request(f"{refused}: Text buttons are unallowed in the inline keyboard")
    action = actions[0]
    value = button[action]
    if action == "callback_data":
        if not isinstance(value, str) or not 1 <= len(value.encode("utf-8", "surrogatepass")) <= MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        value = _button_url(str(value))
    looks = {name: button[name] for name in _LOOKS if button.get(name)}
    return {"text": text, action: value, **looks}


def _button_url(address: str) -> str:
    if mentioned_user(address) is not None:
        return address
    try:
        return checked_link(address)
    except ValueError as error:
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: {error}") from None


def _reply_rows(rows: Any) -> list[list[Json]]:
    refused = "can't parse keyboard button"
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays')
    checked = []
    for row in rows:
        buttons = [{"text": button} if isinstance(button, str) else button for button in row]
        for button in buttons:
            if not isinstance(button, dict) or not str(button.get("text", "")).strip():
                raise bad_request(f"{refused}: text must be non-empty")
        checked.append(buttons)
    return checked


def inline_part(markup: Json | None) -> Json:
    """What a message shows of its markup: only an inline keyboard is part of the message."""
    return {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}

"""Buttons of «Difusión»."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from locales import Words, clip
from participation.audience.broadcast_sending import Preview
from storage.models.notices import Broadcast

LABEL = 40  # characters of a notice on a button


def overview(sent: Sequence[Broadcast], words: Words, *, may_publish: bool) -> Keyboard:
    """«Difusión»: write, the guests, and how the last ones went."""
    items = [to(words.plain("button", "New notice"), buttons.WriteBroadcast("", "text"))] if may_publish else []
    items.append(to(words.plain("button", "Guests"), buttons.GuestsDesk("")))
    items += [to(clip(" ".join(one.text.split()), LABEL), buttons.BroadcastCard(str(one.id), "")) for one in sent]
    if may_publish:
        items.append(to(words.plain("button", "Poster of the bot"), buttons.BotPoster()))
    return rows([*items, to(words.plain("button", "Back"), buttons.Panel())])


def link(broadcast: Broadcast, words: Words) -> Keyboard:
    """Under the notice itself, as people get it."""
    return rows([Button(words.plain("button", "Open the link"), url=broadcast.link)]) if broadcast.link else ()


def card(preview: Preview, words: Words, *, has_channel: bool, today_only: bool) -> Keyboard:
    """Under the preview: whom it goes to, its words and link, by when it has to arrive, send or drop it."""
    found, today = preview.broadcast, "1" if today_only else ""
    number = str(found.id)
    ways = [("subscribers", words.plain("button", "Subscribers"), found.to_subscribers)]
    ways += [("channel", words.plain("button", "Channel"), found.to_channel)] if has_channel else []
    ways += [(f"g-{code}", name, code in found.guest_groups) for code, name in preview.groups.items()]
    address = [to(_way(name, words, on=on), buttons.AddressBroadcast(number, code, today)) for code, name, on in ways]
    deadline = words.plain("button", "No deadline") if today_only else words.plain("button", "It has to arrive today")
    return rows(
        [
            *address,
            to(words.plain("button", "Change the text"), buttons.WriteBroadcast(number, "text")),
            to(words.plain("button", "Change the link"), buttons.WriteBroadcast(number, "link")),
            to(deadline, buttons.BroadcastCard(number, "" if today_only else "1")),
            to(words.plain("button", "Send"), buttons.SendBroadcast(number, today)),
            to(words.plain("button", "Drop it"), buttons.DropBroadcast(number)),
        ]
    )


def back(words: Words) -> Keyboard:
    """Only the way to «Difusión»."""
    return rows([to(words.plain("button", "Diffusion"), buttons.Diffusion())])


def to_card(broadcast: str, words: Words) -> Keyboard:
    """Only the way to the preview of the notice of this number."""
    return rows([to(words.plain("button", "Back"), buttons.BroadcastCard(broadcast, ""))])


def _way(name: str, words: Words, *, on: bool) -> str:
    """Whom it goes to, with what pressing does."""
    if on:
        return words.plain("button", "Not to: {whom}", whom=name)
    return words.plain("button", "Add: {whom}", whom=name)

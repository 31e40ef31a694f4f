"""How buttons are laid out: two share a row only when both labels are short."""

from collections.abc import Iterable

from handlers import buttons
from handlers.answer import Button, Keyboard

SHORT = 16  # characters; longer labels would be cut on a small phone


def rows(items: Iterable[Button]) -> Keyboard:
    """Lay buttons out, two in a row where both are short."""
    laid: list[tuple[Button, ...]] = []
    for button in items:
        last = laid[-1] if laid else ()
        if len(last) == 1 and len(last[0].label) <= SHORT and len(button.label) <= SHORT:
            laid[-1] = (*last, button)
        else:
            laid.append((button,))
    return tuple(laid)


def to(label: str, data: buttons.Data) -> Button:
    """A button that tells us `data`."""
    return Button(label, data=data.pack())

"""What staff press in «Eventos»."""

from handlers.buttons import event_desk as buttons
from handlers.event_desk import looking, moving, sheets, writing
from handlers.groups import own
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.EventDesk, own(looking.show), changes=True),
    pressed(buttons.DeskEvent, own(looking.open_card), changes=True),
    pressed(buttons.NewEvent, own(writing.begin), changes=True),
    pressed(buttons.AskField, own(writing.ask), changes=True),
    pressed(buttons.SetField, own(writing.choose), changes=True),
    pressed(buttons.MoveEvent, own(moving.begin), changes=True),
    pressed(buttons.MoveStep, own(moving.choose), changes=True),
    pressed(buttons.ConfirmMove, own(moving.confirm), changes=True),
    pressed(buttons.ImportEvents, own(sheets.ask), changes=True),
    pressed(buttons.SaveSheet, own(sheets.save), changes=True),
]

"""What staff press in «Difusión»."""

from handlers import buttons, guests_desk
from handlers.diffusion import posters, writing
from handlers.groups import own
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.Diffusion, own(writing.show)),
    pressed(buttons.WriteBroadcast, own(writing.ask), changes=True),
    pressed(buttons.BroadcastCard, own(writing.show_card)),
    pressed(buttons.AddressBroadcast, own(writing.address), changes=True),
    pressed(buttons.SendBroadcast, own(writing.send), changes=True),
    pressed(buttons.DropBroadcast, own(writing.drop), changes=True),
    pressed(buttons.GuestsDesk, own(guests_desk.act), changes=True),
    pressed(buttons.SaveGuests, own(guests_desk.save), changes=True),
    pressed(buttons.EventPoster, own(posters.hand_event)),
    pressed(buttons.BotPoster, own(posters.hand_bot)),
]

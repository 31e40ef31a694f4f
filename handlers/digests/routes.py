"""The buttons of digests."""

from handlers.buttons.digests import ChooseDigest, DigestCases, Digests
from handlers.digests import choosing, waiting
from handlers.groups import own
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(Digests, own(choosing.show)),
    pressed(ChooseDigest, own(choosing.choose), changes=True),
    pressed(DigestCases, own(waiting.show)),
]

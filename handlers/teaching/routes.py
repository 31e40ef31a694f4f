"""The buttons of «No era eso» and of «Lo que no entendí»."""

from handlers.buttons import teaching as buttons
from handlers.groups import own
from handlers.route import Route, pressed
from handlers.teaching import lessons, misread

ROUTES: list[Route] = [
    pressed(buttons.NotThat, own(misread.not_that), changes=True),
    pressed(buttons.Misreadings, own(lessons.show)),
    pressed(buttons.Misread, own(lessons.open_one), changes=True),
    pressed(buttons.TeachAbout, own(lessons.ask_about)),
    pressed(buttons.Teach, own(lessons.teach), changes=True),
    pressed(buttons.Lessons, own(lessons.show_lessons), changes=True),
]

"""The buttons of «Bandeja»."""

from handlers import buttons
from handlers.groups import own
from handlers.inbox import answering, card, lists, publishing, templates
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.Inbox, own(lists.show)),
    pressed(buttons.StaffCase, own(card.open_card), changes=True),
    pressed(buttons.CaseLook, own(card.look)),
    pressed(buttons.Respond, own(answering.respond), changes=True),
    pressed(buttons.AnswerStep, own(answering.step), changes=True),
    pressed(buttons.Decide, own(answering.decide), changes=True),
    pressed(buttons.Templates, own(templates.show)),
    pressed(buttons.Template, own(templates.act), changes=True),
    pressed(buttons.NewTemplate, own(templates.begin), changes=True),
    pressed(buttons.UseTemplate, own(templates.use), changes=True),
    pressed(buttons.PublishAnswer, own(publishing.publish), changes=True),
]

"""The buttons of what an office does with a case."""

from handlers import buttons
from handlers.groups import own
from handlers.office import acts, areas, away, clarifying, extending, menu, outside, papers, registering
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.OfficeMenu, own(menu.show), changes=True),
    pressed(buttons.OfficeAct, own(acts.begin), changes=True),
    pressed(buttons.OfficeAssign, own(acts.assign), changes=True),
    pressed(buttons.OfficeKind, own(acts.reclassify), changes=True),
    pressed(buttons.OfficeSubject, own(acts.change_subject), changes=True),
    pressed(buttons.OfficeRecording, own(acts.transcribe), changes=True),
    pressed(buttons.OfficeExtend, own(extending.ask_reason), changes=True),
    pressed(buttons.OfficeArea, own(areas.choose), changes=True),
    pressed(buttons.OfficeAreaDay, own(areas.send), changes=True),
    pressed(buttons.OfficeAreaIn, own(areas.choose_received), changes=True),
    pressed(buttons.NewCase, own(registering.act), changes=True),
    pressed(buttons.OutsideAnswers, own(outside.show)),
    pressed(buttons.OutsideSent, own(outside.mark), changes=True),
    pressed(buttons.Away, own(away.act), changes=True),
    pressed(buttons.YearBook, own(papers.year_book), changes=True),
    # Of the author of a case
    pressed(buttons.Constancia, own(papers.constancia)),
    pressed(buttons.AnswerClarification, own(clarifying.ask), changes=True),
]

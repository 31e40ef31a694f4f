"""The buttons of «Informes»."""

from handlers.buttons import reports as buttons
from handlers.groups import own
from handlers.reports_desk import choosing, progress, receipts, reviewing
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.Reports, own(choosing.home)),
    pressed(buttons.ReportDays, own(choosing.choose_days), changes=True),
    pressed(buttons.ReportAct, own(choosing.act), changes=True),
    pressed(buttons.ProgressReports, own(progress.cuts)),
    pressed(buttons.ProgressReportAct, own(progress.act), changes=True),
    pressed(buttons.DifficultyAbout, own(progress.about), changes=True),
    pressed(buttons.RemoveDifficulty, own(progress.remove), changes=True),
    pressed(buttons.ReviewPage, own(reviewing.page), changes=True),
    pressed(buttons.ReviewText, own(reviewing.one), changes=True),
    # Of the author of a case
    pressed(buttons.SaveReceipt, own(receipts.save)),
]

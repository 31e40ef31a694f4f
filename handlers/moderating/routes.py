"""What staff press around an event."""

from handlers.buttons import dialogue as buttons
from handlers.groups import own
from handlers.moderating import listing, promising, proving
from handlers.route import Route, pressed

ROUTES: list[Route] = [
    pressed(buttons.Questions, own(listing.show), changes=True),
    pressed(buttons.QuestionAct, own(listing.act_on), changes=True),
    pressed(buttons.FileQuestions, own(listing.file_rest), changes=True),
    pressed(buttons.Commitments, own(promising.show), changes=True),
    pressed(buttons.CommitmentAct, own(promising.mark), changes=True),
    pressed(buttons.EventSurvey, own(proving.show_survey)),
    pressed(buttons.EventEvidence, own(proving.show_proposals), changes=True),
    pressed(buttons.SettleEvidence, own(proving.settle), changes=True),
]

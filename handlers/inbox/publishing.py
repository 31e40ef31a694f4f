"""«Por publicar»: an answer that reached nobody goes to the public page, once somebody has read it as it will stand."""

from handlers import buttons
from handlers.answer import Answer, Say
from handlers.inbox.preview import author_text
from handlers.inbox.working import row, working
from handlers.keyboards import answering as keyboards
from handlers.keyboards import inbox as inbox_keyboards
from handlers.texts import answering as texts
from handlers.turn import Turn
from participation.followup import publishing
from participation.staff.overview import own_days
from storage.models.staff import StaffMember


def publish(turn: Turn) -> Answer:
    """The answer as the page shows it, and once more asked; then it is there for five working days."""
    data = buttons.PublishAnswer.read(turn.pressed)

    def act(me: StaffMember) -> Answer:
        answer, case = publishing.to_publish(turn.session, me, row(data.case))
        if data.sure != "1":
            shown = Say(author_text(turn, answer, case), protected=True)
            keyboard = keyboards.sure_to_publish(case.id, turn.words)
            return turn.answer(shown, Say(texts.ask_publish(turn.words), keyboard))
        own = own_days(turn.session)
        made = publishing.publish(turn.session, me, case.id, turn.now, turn.today, own)
        text = texts.published(turn.formats.date(made.until), turn.words)
        return turn.say(text, inbox_keyboards.see_case(case.id, turn.words))

    return working(turn, act)

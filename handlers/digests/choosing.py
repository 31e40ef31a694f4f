"""«Resúmenes»: where and how often a member of staff gets the digest."""

from handlers import desk
from handlers.answer import Answer
from handlers.buttons.digests import ChooseDigest
from handlers.inbox.working import working
from handlers.keyboards import digests as keyboards
from handlers.texts import digests as texts
from handlers.turn import Turn
from participation.digests import preferences
from participation.digests.preferences import BadAddress, NoAddress
from participation.observations.drafting import AttachedFile
from storage.models.followup import Desk
from storage.models.staff import Digest, StaffMember

ADDRESS = "digest_address"


def show(turn: Turn) -> Answer:
    """How it is now."""
    return working(turn, lambda me: _screen(turn, me))


def choose(turn: Turn) -> Answer:
    """Another way from now on; by e-mail only once the address is known."""
    what = ChooseDigest.read(turn.pressed).what

    def act(me: StaffMember) -> Answer:
        if what == "address":
            return _ask(turn, None)
        if what in {"daily", "weekly"}:
            return _screen(turn, preferences.choose_pace(turn.session, me, turn.now, weekly=what == "weekly"))
        try:
            return _screen(turn, preferences.choose_channel(turn.session, me, Digest(what), turn.now))
        except NoAddress:
            return _ask(turn, Digest(what))

    return working(turn, act)


def take_address(turn: Turn, found: Desk, _file: AttachedFile | None) -> Answer:
    """The address, and with it the choice for which it was asked."""

    def act(me: StaffMember) -> Answer:
        try:
            preferences.set_address(turn.session, me, turn.text, turn.now)
        except BadAddress as bad:
            return turn.say(turn.words.say_phrase(bad.phrase), keyboards.back(turn.words))
        desk.leave(turn)
        if wanted := found.facts.get("then"):
            preferences.choose_channel(turn.session, me, Digest(wanted), turn.now)
        return turn.say(_text(turn, me), keyboards.preferences(me, turn.words))

    return working(turn, act)


def _ask(turn: Turn, then: Digest | None) -> Answer:
    desk.sit_down(turn, ADDRESS, then=then.value if then is not None else None)
    return turn.say(texts.ask_address(turn.words), keyboards.back(turn.words))


def _screen(turn: Turn, me: StaffMember) -> Answer:
    return turn.show(_text(turn, me), keyboards.preferences(me, turn.words))


def _text(turn: Turn, me: StaffMember) -> str:
    return texts.preferences(me, turn.words, sends_mail=turn.office.mail_from is not None)


desk.TAKES[ADDRESS] = take_address

"""What people read of the real plans: imported into a real database, said in their language, without the tags."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.texts import events, products
from handlers.texts import plan as texts
from locales import NBSP, Formats, Language, Words, formats, without_tags, words
from participation.identity import Keyring
from participation.observations import drafting, filing
from participation.observations.filing import Filed, Writer
from participation.plan.agenda import event_detail
from participation.progress import activity_progress, plan_progress, product_detail, product_details
from storage import Session
from storage.models.kinds import ContributionKind, PetitionKind
from tests.participation.plan_texts import changed
from tests.support.importing import document_of, lay

PLANS = Path(__file__).parents[3] / "plans"
SEED = (PLANS / "enterritorio-2021.yaml").read_text(encoding="utf-8")
EXAMPLE = (PLANS / "ejemplo-2023.yaml").read_text(encoding="utf-8")
AFTER_THE_CUT = date(2021, 7, 1)
IN_JULY = date(2023, 7, 20)
BOGOTA = ZoneInfo("America/Bogota")
MORNING = datetime(2021, 7, 1, 9, 15, tzinfo=BOGOTA)
KEYS = Keyring.parse(Keyring.generate())
WRITER = Writer(id=7, chat_id=7, name="Ana Ruiz")


def said_in(language: Language = Language.ES) -> tuple[Words, Formats]:
    return words(language), formats(language, BOGOTA)


def read(text: Markup) -> str:
    """As it is read, with ordinary spaces: where lines may break has tests of its own."""
    return without_tags(text).replace(NBSP, " ")


def take(session: Session, text: str, *replacements: tuple[str, str]) -> None:
    """Import a plan with some of its text replaced."""
    lay(session, document_of(changed(*replacements, text=text)), datetime(2021, 7, 1, tzinfo=UTC))
    session.commit()


def progress(session: Session, today: date, language: Language = Language.ES) -> str:
    return read(texts.progress(plan_progress(session, today), *said_in(language)))


def caption(session: Session, today: date) -> str:
    return read(texts.caption(plan_progress(session, today), *said_in()))


def activity(session: Session, code: str, today: date) -> str:
    own = [detail for detail in product_details(session, today) if detail.product.activity_code == code]
    found = activity_progress(session, code, today)
    return read(products.activity(found, own, plan_progress(session, today), *said_in()))


def product(session: Session, code: str, today: date, language: Language = Language.ES) -> str:
    found = product_detail(session, code, today)
    return read(products.product(found, plan_progress(session, today), *said_in(language)))


def event(session: Session, code: str, today: date, language: Language = Language.ES) -> str:
    return read(events.event(event_detail(session, code, today), *said_in(language)))


def told(session: Session, code: str, today: date, language: Language = Language.ES) -> str:
    """An event as a sentence that stands alone."""
    return read(events.told(event_detail(session, code, today), *said_in(language), first=True))


def file(
    session: Session,
    kind: ContributionKind = ContributionKind.OBSERVATION,
    petition: PetitionKind | None = None,
    now: datetime = MORNING,
) -> Filed:
    """Write a contribution and send it."""
    draft = drafting.begin(session, WRITER.chat_id, None, now)
    drafting.add(session, draft, 1, "El diálogo debería ser de noche.", None, now)
    drafting.choose_kind(draft, kind, petition, now)
    return filing.file_draft(session, draft.key, WRITER, KEYS, now, BOGOTA, with_name=False)

"""How the plan is going: the whole, its activities, its products with their proof, the picture."""

import hashlib
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import buttons, keyboards
from handlers.answer import Answer, HandFile, Keyboard, Show
from handlers.pictures import progress_picture
from handlers.subjects import subject_names
from handlers.texts import changes as change_texts
from handlers.texts import general, product_history, products, proof
from handlers.texts import plan as texts
from handlers.turn import Turn
from locales import Language, formats, words
from participation.plan.cut_changes import corrections, latest_changes
from participation.plan.memo import kept
from participation.plan.public_files import file_of_evidence
from participation.plan.public_history import public_history
from participation.plan.sustained import shows_sustained, sustained
from participation.progress import activity_details, activity_progress, plan_progress, product_detail
from reports.charts.progress import png
from storage import Session
from storage.queries import turns


def show_progress(turn: Turn) -> Answer:
    """/avance: how far the plan is, as a whole and activity by activity."""
    told, keyboard = told_progress(turn.session, turn.today, turn.words.language, turn.formats.zone)
    said = [told]
    if shows_sustained(turn.session):
        proven = proof.for_people(sustained(turn.session, turn.today), turn.words, turn.formats)
        said.append(texts.LINE.join(proven))
    return turn.show(texts.PARAGRAPH.join(said), keyboard)


@kept
def told_progress(session: Session, today: date, language: Language, zone: ZoneInfo) -> tuple[Markup, Keyboard]:
    """The plan in one message with its buttons: what most people ask for, and the same for all of them."""
    plan, said = plan_progress(session, today), words(language)
    return texts.progress(plan, said, formats(language, zone)), keyboards.progress(plan, said)


def show_activity(turn: Turn) -> Answer:
    """One activity: what was promised under its official name, product by product."""
    return open_activity(turn, buttons.Activity.read(turn.pressed).activity)


def open_activity(turn: Turn, code: str) -> Answer:
    """An activity, from a button, a link or a question."""
    plan = plan_progress(turn.session, turn.today)
    found = activity_progress(turn.session, code, turn.today)
    details = activity_details(turn.session, code, turn.today)
    return turn.show(
        products.activity(found, details, plan, turn.words, turn.formats), keyboards.activity(found, turn.words)
    )


def show_product(turn: Turn) -> Answer:
    """One product with its proof."""
    return open_product(turn, buttons.Product.read(turn.pressed).product)


def open_product(turn: Turn, code: str) -> Answer:
    """One product, from a button, a link or a question."""
    plan = plan_progress(turn.session, turn.today)
    found = product_detail(turn.session, code, turn.today)
    return turn.show(products.product(found, plan, turn.words, turn.formats), keyboards.product(found, turn.words))


def show_past(turn: Turn) -> Answer:
    """«Historia»: what was changed of a product, and why."""
    code = buttons.ProductPast.read(turn.pressed).product
    name = product_detail(turn.session, code, turn.today).product.short_name
    said = product_history.public(name, public_history(turn.session, [code]), turn.words, turn.formats)
    return turn.show(said, keyboards.back_to_product(code, turn.words))


def open_subject(turn: Turn, code: str | None) -> Answer:
    """A product or an activity that somebody asked about; which one, where the question does not tell."""
    names = subject_names(turn)
    if code is not None and code in names.products:
        return open_product(turn, code)
    if code is not None and code in names.activities:
        return open_activity(turn, code)
    plan = plan_progress(turn.session, turn.today)
    return turn.say(general.which_product(turn.words), keyboards.products(plan, turn.words))


def show_file(turn: Turn) -> Answer:
    """«Ver archivo»: a photo or a document that is evidence. Telegram gets its bytes once."""
    found, store = file_of_evidence(turn.session, buttons.SeeFile.read(turn.pressed).prefix), turn.office.files
    key = f"evidence-{found.hash}" if found is not None else ""
    known = turns.known_file(turn.session, turn.bot_id, key)
    if found is None or not (known or (store is not None and store.exists(found.hash))):
        return turn.say(general.gone(turn.words), keyboards.back_to_progress(turn.words))
    caption = products.file_caption(found.text)
    keyboard = keyboards.back_to_product(found.product_code, turn.words)
    return turn.answer(HandFile(found.hash, found.name, found.part, caption, keyboard, key=key, file_id=known))


def show_changes(turn: Turn) -> Answer:
    """«Qué cambió»: between the last two cuts, with what was corrected and why."""
    found = latest_changes(turn.session, turn.today)
    if found is None:
        return turn.say(change_texts.only_one_cut(turn.words), keyboards.back_to_progress(turn.words))
    corrected = corrections(turn.session, turn.today)
    said = change_texts.changed(found, corrected, turn.words, turn.formats)
    return turn.show(said, keyboards.back_to_progress(turn.words))


def show_chart(turn: Turn) -> Answer:
    """«Ver gráfico»: the picture, with the same figures in its caption. Drawn once for the same figures."""
    plan = plan_progress(turn.session, turn.today)
    picture = progress_picture(plan, turn.words, turn.formats)
    key = "progress-" + hashlib.sha256(repr(picture).encode()).hexdigest()[:32]
    known = turns.known_file(turn.session, turn.bot_id, key)
    content = None if known else png(picture)
    caption = texts.caption(plan, turn.words, turn.formats)
    return turn.answer(Show(key, caption, keyboards.back_to_progress(turn.words), known, content))


def share(turn: Turn) -> Answer:
    """«Compartir»: a link that opens the bot at this very thing."""
    what = buttons.Share.read(turn.pressed).what
    link = turn.link(what)
    return turn.say(general.share(link, turn.words), keyboards.shared(link, turn.words))

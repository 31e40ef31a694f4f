"""«Verificar mi caso»: how a case stands, for whoever gives its number and its receipt. Nothing of it is kept."""

from markupsafe import Markup

from bot.pages.document import Document
from bot.pages.visit import Visit
from handlers.inclusion import in_report
from handlers.texts import cases as texts
from handlers.texts import inclusion
from handlers.texts.subjects import SubjectNames
from participation.observations.errors import NoCase
from participation.observations.following import case_by_receipt
from participation.plan.agenda import list_events
from participation.proof import normal_receipt_code
from participation.radicado import UnreadableRadicado, parse
from storage.models.cases import Case

NUMBER, RECEIPT = "numero", "comprobante"


def show(visit: Visit) -> Document:
    """The empty form, or what it found. It comes by POST, so that no log and no history holds a receipt."""
    form = visit.asked.form
    if form is None:
        return _page(visit)
    number = form.get(NUMBER, "")[:100]
    try:
        read = parse(number, visit.plan.vigencia)
        receipt = normal_receipt_code(form.get(RECEIPT, "")[:100])
        found = case_by_receipt(visit.session, visit.house.keys, read.vigencia, read.number, receipt)
    except UnreadableRadicado as error:
        return _page(visit, number, notice=visit.words.say_phrase(error.phrase, **error.values))
    except NoCase:
        said = visit.words.plain(
            "page", "No case has that number with that receipt. Compare both with the message that we sent you."
        )
        return _page(visit, number, notice=said)
    return _page(visit, number, answer=_stands(visit, found))


def slowed(visit: Visit) -> Document:
    """Too many tries in a short time from the same place."""
    said = visit.words.plain("page", "There were many tries in a row. Please wait a minute and try again.")
    document = _page(visit, notice=said)
    return Document(document.content, status=429)


def _stands(visit: Visit, case: Case) -> list[Markup]:
    """How it stands, as the chat tells it to who has the receipt: nothing of what its author wrote."""
    names = SubjectNames.of(visit.plan, list_events(visit.session, visit.today))
    stands = texts.by_receipt(case, names, visit.words, visit.formats).split(texts.LINE)
    return [*stands, *_in_report(visit, case)]


def _in_report(visit: Visit, case: Case) -> list[Markup]:
    """After publication: its row, and that it has not changed, verified now. Empty while no report counts it."""
    found = in_report(visit.session, case)
    return [] if found is None else inclusion.in_report(found, visit.words, visit.formats).split(inclusion.LINE)


def _page(visit: Visit, number: str = "", *, answer: list[Markup] | None = None, notice: str | None = None) -> Document:
    words = visit.words
    return visit.page(
        "case.html",
        words.plain("page", "How my case stands"),
        words.plain("page", "With its number and its receipt you see how a case stands."),
        is_private=True,
        opening=words.plain(
            "page", "Write the number and the receipt of your case. We show how it stands, and nothing of its text."
        ),
        answer=answer,
        notice=notice,
        number=number,
        number_words=words.plain("page", "Number of your case"),
        number_hint=words.plain("page", "For example: PPC-2021-000001-7"),
        receipt_words=words.plain("page", "Receipt"),
        receipt_hint=words.plain("page", "For example: 9F2C-71AB-04DE"),
        send_words=words.plain("page", "See my case"),
        verify_title=words.plain("page", "Check it yourself"),
        verify_words=words.plain(
            "page", "With your receipt file you can check that your case is in the report, without asking us."
        ),
        verify_link=words.plain("page", "Check a receipt"),
    )

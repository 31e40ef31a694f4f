"""Buttons under the plan, its activities, products and events."""

from collections.abc import Sequence

from handlers import buttons
from handlers.answer import Button, Keyboard
from handlers.keyboards.layout import rows, to
from handlers.texts.subjects import SubjectNames
from locales import Phrase, Words
from participation.plan.public_files import PREFIX
from participation.plan.views import ActivityProgress, PlanProgress, ProductDetail
from participation.understanding import Choice, Intent

READINGS = {
    Intent.PROGRESS_OVERALL: Phrase("reading", "How the plan is going"),
    Intent.PROGRESS_SEMESTER: Phrase("reading", "What was due until now"),
    Intent.PROGRESS_ACTIVITY: Phrase("reading", "How it is going"),
    Intent.EVIDENCE: Phrase("reading", "The proof"),
    Intent.EVENTS_NEXT: Phrase("reading", "Next events"),
    Intent.EVENT_STATUS: Phrase("reading", "What happened to the event"),
    Intent.OBSERVE: Phrase("reading", "Send an observation"),
    Intent.MY_OBSERVATIONS: Phrase("reading", "My observations"),
    Intent.SUBSCRIBE: Phrase("reading", "Receive notices"),
    Intent.UNSUBSCRIBE: Phrase("reading", "No more notices"),
    Intent.PRIVACY: Phrase("reading", "My data"),
    Intent.HELP: Phrase("reading", "Help"),
    Intent.STAFF_CONTACT: Phrase("reading", "Talk to the entity"),
    Intent.GREETING: Phrase("reading", "Only saying hello"),
    Intent.OUT_OF_SCOPE: Phrase("reading", "Something else"),
}


def progress(plan: PlanProgress, words: Words) -> Keyboard:
    """Under the progress: a button an activity, then what can be done with the whole."""
    activities = [
        to(f"{activity.number}. {activity.short_name}", buttons.Activity(activity.code)) for activity in plan.activities
    ]
    return rows(
        [
            *activities,
            to(words.plain("button", "See chart"), buttons.Chart()),
            to(words.plain("button", "Full report"), buttons.FullReport()),
            to(words.plain("button", "Give your opinion"), buttons.Observe("plan")),
            *([to(words.plain("button", "What changed"), buttons.Changes())] if plan.has_changes else []),
        ]
    )


def activity(found: ActivityProgress, words: Words) -> Keyboard:
    """Under an activity: its products, and the way back."""
    products = [to(product.short_name, buttons.Product(product.code)) for product in found.products]
    return rows(
        [
            *products,
            to(words.plain("button", "Give your opinion on this"), buttons.Observe(f"a-{found.code}")),
            to(words.plain("button", "Share"), buttons.Share(f"actividad_{found.code}")),
            to(words.plain("button", "Back"), buttons.Progress()),
        ]
    )


def product(found: ProductDetail, words: Words) -> Keyboard:
    """Under a product: see the files that prove it, say something on it, pass it on, go back."""
    code = found.product.code
    return rows(
        [
            *_files(found, words),
            to(words.plain("button", "Give your opinion on this"), buttons.Observe(f"p-{code}")),
            to(words.plain("product button", "History"), buttons.ProductPast(code)),
            to(words.plain("button", "Share"), buttons.Share(f"producto_{code}")),
            to(words.plain("button", "Back"), buttons.Activity(found.product.activity_code)),
        ]
    )


def _files(found: ProductDetail, words: Words) -> list[Button]:
    """A button a file, by its number where there are several."""
    hashes = [item.file_hash for item in found.evidence if item.file_hash]
    if len(hashes) == 1:
        return [to(words.plain("button", "See the file"), buttons.SeeFile(hashes[0][:PREFIX]))]
    return [
        to(words.plain("button", "See file {n}", n=number), buttons.SeeFile(one[:PREFIX]))
        for number, one in enumerate(hashes, start=1)
    ]


def products(plan: PlanProgress, words: Words) -> Keyboard:
    """Every product, to say which one is meant."""
    listed = [
        to(product.short_name, buttons.Product(product.code))
        for activity in plan.activities
        for product in activity.products
    ]
    return rows([*listed, to(words.plain("button", "Progress of the plan"), buttons.Progress())])


def readings(choices: Sequence[Choice], names: SubjectNames, words: Words) -> Keyboard:
    """What a message may mean, a button each."""
    return rows([to(_reading(choice, names, words), buttons.Ask(choice.intent, _code(choice))) for choice in choices])


def _code(choice: Choice) -> str:
    return (choice.event if choice.intent is Intent.EVENT_STATUS else None) or choice.target or ""


def _reading(choice: Choice, names: SubjectNames, words: Words) -> str:
    """One reading as a label: what is asked, and of what."""
    about = {**names.activities, **names.products, **names.events}.get(_code(choice))
    said = words.plain_phrase(READINGS[choice.intent])
    return said if about is None else words.plain("reading", "{what}: {about}", what=said, about=about)

"""The loaded plan as the things that people can name."""

from participation.plan.views import EventList, EventView, PlanProgress
from participation.understanding.reading import Subject, SubjectKind


def subjects_of(plan: PlanProgress, events: EventList) -> tuple[Subject, ...]:
    """Activities, products and the events that are shown; nothing but what the plan says."""
    found: list[Subject] = []
    for activity in plan.activities:
        names = (activity.short_name, activity.name)
        found.append(Subject(activity.code, SubjectKind.ACTIVITY, names, number=activity.number))
        for product in activity.products:
            context = (product.task_name, activity.name, activity.short_name)
            called = (product.short_name, product.name, product.code.replace("-", " "))
            found.append(
                Subject(
                    product.code,
                    SubjectKind.PRODUCT,
                    called,
                    context,
                    number=sum(one.kind is SubjectKind.PRODUCT for one in found) + 1,
                    serves=activity.code,
                )
            )
    return (*found, *(_event(event) for event in (*events.upcoming, *events.past)))


def entity_names(plan: PlanProgress) -> tuple[str, ...]:
    """What the entity is called, the full name first."""
    return tuple(dict.fromkeys((plan.entity.name, plan.entity.short_name)))


def _event(event: EventView) -> Subject:
    around = (event.description, event.place, event.kind.value.replace("_", " ") if event.kind else None)
    return Subject(
        event.code,
        SubjectKind.EVENT,
        tuple(dict.fromkeys(name for name in (event.mention, event.title) if name)),
        tuple(text for text in around if text),
        serves=event.product_code,
        days=tuple(dict.fromkeys(day for day in (event.day, event.original_date) if day)),
    )

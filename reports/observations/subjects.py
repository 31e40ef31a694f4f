"""What a case is about, as the report names it: the part of the plan, and the topic in a word or two."""

from collections.abc import Mapping
from dataclasses import dataclass

from locales import Words
from participation.plan.views import EventList, PlanProgress
from storage.models.kinds import AboutKind


@dataclass(frozen=True)
class Topics:
    """Point of the plan and topic, by what a case is about. What the plan no longer has is the whole plan's."""

    known: Mapping[tuple[AboutKind, str | None], tuple[str, str]]
    whole: str
    other: str

    @classmethod
    def of(cls, plan: PlanProgress, events: EventList, words: Words) -> "Topics":
        """Those of the current plan."""
        whole = words.plain("subject", "The whole plan")
        known: dict[tuple[AboutKind, str | None], tuple[str, str]] = {}
        points: dict[str | None, str] = {}
        for activity in plan.activities:
            point = f"{activity.number}. {activity.short_name}"
            known[AboutKind.ACTIVITY, activity.code] = point, activity.short_name
            for product in activity.products:
                points[product.code] = point
                known[AboutKind.PRODUCT, product.code] = point, product.short_name
        for event in (*events.upcoming, *events.past):
            known[AboutKind.EVENT, event.code] = points.get(event.product_code, whole), event.title
        return cls(known, whole, words.plain("subject", "Another topic"))

    def of_case(self, about: AboutKind, code: str | None) -> tuple[str, str]:
        """The point of the plan and the topic."""
        if about is AboutKind.OTHER:
            return self.other, self.other
        return self.known.get((about, code), (self.whole, self.whole))

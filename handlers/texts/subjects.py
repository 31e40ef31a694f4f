"""What an observation can be about, by its name for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from locales import Words
from participation.plan.views import EventList, PlanProgress
from storage.models.kinds import AboutKind


@dataclass(frozen=True)
class SubjectNames:
    """The short names of the plan's activities and products, and the titles of its events, by code."""

    activities: Mapping[str, str]
    products: Mapping[str, str]
    events: Mapping[str, str]

    @classmethod
    def of(cls, plan: PlanProgress, listed: EventList) -> "SubjectNames":
        """Those of the current plan."""
        return cls(
            activities={activity.code: activity.short_name for activity in plan.activities},
            products={one.code: one.short_name for activity in plan.activities for one in activity.products},
            events={event.code: event.title for event in (*listed.upcoming, *listed.past)},
        )

    def name(self, kind: AboutKind, code: str | None, words: Words) -> str:
        """What people call it; what the plan no longer has is named as the whole plan's."""
        match kind:
            case AboutKind.OTHER:
                return words.plain("subject", "Another topic")
            case AboutKind.ACTIVITY:
                found = self.activities.get(code or "")
            case AboutKind.PRODUCT:
                found = self.products.get(code or "")
            case AboutKind.EVENT:
                found = self.events.get(code or "")
            case _:
                found = None
        return found or words.plain("subject", "The whole plan")

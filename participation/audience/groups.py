"""To which groups of the plan a notice may be addressed: institutions, never people by what they are (Ley 1581)."""

import re
from collections.abc import Mapping

from locales import fold
from participation.plan.current import current_plan
from storage import Session
from storage.queries import plan as queries

# Beginnings of words that name people by their origin, health, age, sex, beliefs or what they have suffered.
_OF_PEOPLE = re.compile(
    r"\b(etni|indigen|afro|negr|raizal|palenq|gitan|rom\b|rrom|victim|desplazad|discapac|mujer|joven|ninos|ninas|nino|"
    r"adolesc|infan|mayores|tercera|lgb|diversid|campesin|migrant|reincorpor|reinsert|excombat|sindica|ciudadani|ciudadano|"
    r"religi|iglesi|persona|poblacion)"
)


def institutional_groups(session: Session) -> Mapping[str, str]:
    """The names of the current plan's groups that are institutions, by code, in its order. Raises NoPlanError."""
    named = queries.value_group_names(session, current_plan(session))
    return {code: name for code, name in named.items() if not is_of_people(f"{code} {name}")}


def is_of_people(name: str) -> bool:
    """Whether the name of a group tells what somebody is, not which institution somebody works for."""
    return _OF_PEOPLE.search(fold(name).replace("ñ", "n").replace("-", " ")) is not None

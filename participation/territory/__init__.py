"""Where a person writes from: the municipalities of Colombia, found by what people type."""

from participation.territory.municipalities import Municipality, municipality
from participation.territory.search import find_municipalities

__all__ = ["Municipality", "find_municipalities", "municipality"]

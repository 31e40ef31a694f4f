"""How entities call their columns and states, and how alike a heading is to that."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from locales import fold
from participation.plan.matrices.fields import MatrixField
from storage.models.plan import ProductStatus

EXACT, WITHIN, EARLIER = 1.0, 0.92, 0.02
LEAST = 0.5
"""What is less alike than this is not alike at all."""
MISSPELT = 0.86
SHORT = 3
"""Letters of a name ("no", "n", "id") that is a heading only where it stands alone."""
BY_PERCENTAGE = "segun_avance"
_FOLDER = Path(__file__).parent


@lru_cache(maxsize=8192)
def plainly(text: str) -> str:
    """A text for comparing: its words without accents, case and signs; % is a word."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text).replace("%", " porcentaje ")).split())


@lru_cache(maxsize=2048)
def alike(heading: str) -> tuple[tuple[MatrixField, float], ...]:
    """What a heading may stand for, the most likely first, each with how alike it is (0.5 to 1)."""
    plain = plainly(heading)
    found: dict[MatrixField, float] = {}
    for field, all_names in _columns().items() if plain else ():
        is_unused = field is MatrixField.UNUSED
        names = [name for name in all_names if not is_unused or len(name) > SHORT or name == plain]
        if (best := max((_likeness(plain, name) for name in names), default=0)) >= LEAST:
            found[field] = best
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def state_of(text: str) -> ProductStatus | str | None:
    """The state that a word stands for; `BY_PERCENTAGE` for what nobody declares, None for an unknown word."""
    return _states().get(plainly(text))


def _likeness(heading: str, name: str) -> float:
    """Of a heading that begins with the name more than of one that has it later: "responsable de la actividad"."""
    if heading == name:
        return EXACT
    if (place := f" {heading} ".find(f" {name} ")) >= 0:
        words_before = heading[:place].count(" ")
        return WITHIN - EARLIER * (3 * words_before - name.count(" "))
    from rapidfuzz import fuzz  # noqa: PLC0415 - loaded once somebody's matrix is read

    ratio = fuzz.ratio(heading, name) / 100
    return ratio * WITHIN if ratio >= MISSPELT else ratio * 0.8


@cache
def _columns() -> Mapping[MatrixField, Sequence[str]]:
    return {MatrixField(word): names for word, names in _read("synonyms").items()}


@cache
def _states() -> Mapping[str, ProductStatus | str]:
    return {
        name: word if word == BY_PERCENTAGE else ProductStatus(word)
        for word, names in _read("states").items()
        for name in names
    }


def _read(name: str) -> Mapping[str, Sequence[str]]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))

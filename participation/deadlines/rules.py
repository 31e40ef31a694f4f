"""How many working days there are to answer: the plan's table of terms of law, and what the plan promises."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from storage.models.kinds import ContributionKind, PetitionKind

_GENERAL, _INFORMATION, _CONSULTATION = "general", "informacion", "consulta"
_COLUMNS = {
    PetitionKind.GENERAL: (_GENERAL,),
    PetitionKind.INFORMATION: (_INFORMATION,),
    PetitionKind.CONSULTATION: (_CONSULTATION,),
    PetitionKind.UNCLEAR: (_GENERAL, _INFORMATION, _CONSULTATION),
}
_PROMISES = {
    ContributionKind.OBSERVATION: ("observacion", "sugerencia", "propuesta"),
    ContributionKind.CONGRATULATION: ("felicitacion",),
    ContributionKind.DENUNCIA: ("denuncia",),
}
"""The words of the plan file; the kinds that are not here have a term of law."""


@dataclass(frozen=True)
class Term:
    """The working days that there are to answer. `source` names the law as the plan does; a promise has none."""

    working_days: int
    source: str | None


@dataclass(frozen=True)
class _Rule:
    """A row of the table: what applies to receptions from one day to another, both included; None is open."""

    first: date | None
    last: date | None
    source: str | None
    days: Mapping[str, int]

    def covers(self, received: date) -> bool:
        return (self.first is None or self.first <= received) and (self.last is None or received <= self.last)


@dataclass(frozen=True)
class DeadlineRules:
    """What a plan says of the time to answer."""

    rules: tuple[_Rule, ...]
    promises: Mapping[str, int]

    @classmethod
    def of(cls, terms: Sequence[Mapping[str, Any]], promises: Sequence[Mapping[str, Any]]) -> Self:
        """From the plan's `terms` and `promises` as they are stored, checked when the plan was imported."""
        return cls(
            tuple(_rule(entry) for entry in terms),
            {str(promise["kind"]): int(promise["working_days"]) for promise in promises},
        )

    def covers(self, received: date) -> bool:
        """Whether the table has a rule for what is received on that day."""
        return any(rule.covers(received) for rule in self.rules)

    def term_of_law(self, received: date, columns: Iterable[str]) -> Term | None:
        """The shortest term of these columns on that day; None when the table says nothing of that day."""
        for rule in self.rules:
            if rule.covers(received):
                return Term(min(rule.days[column] for column in columns), rule.source)
        return None

    def promised(self, words: Iterable[str]) -> Term | None:
        """The shortest promise for any of these words; None when nothing was promised."""
        days = [self.promises[word] for word in words if word in self.promises]
        return Term(min(days), None) if days else None


def reply_term(
    received: date, kind: ContributionKind, petition: PetitionKind | None, rules: DeadlineRules
) -> Term | None:
    """The term for what was received on that day (in the entity's zone), or None where there is none.

    Petitions and complaints have a term of law; the others, denuncias among them, only what the plan promises. What is
    not told apart gets the shortest term that could apply. `petition` says nothing of what has no term of law.
    """
    if kind in _PROMISES:
        return rules.promised(_PROMISES[kind])
    if kind is ContributionKind.COMPLAINT:
        return rules.term_of_law(received, {_GENERAL, *_COLUMNS[petition or PetitionKind.GENERAL]})
    return rules.term_of_law(received, _COLUMNS[petition or PetitionKind.UNCLEAR])


def _rule(entry: Mapping[str, Any]) -> _Rule:
    days = {column: int(entry[column]) for column in (_GENERAL, _INFORMATION, _CONSULTATION)}
    return _Rule(_day(entry["from"]), _day(entry["to"]), entry["source"], days)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

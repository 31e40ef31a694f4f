"""How people name what a plan has, and example sentences filled with those names."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import prod

from participation.understanding.reading import Subject, SubjectKind
from participation.understanding.words import folded_words

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)|\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,80}\)")
_VERB = re.compile(r"(?:[a-z]{2,}(?:ar|er|ir))$")
ARTICLES = ("el", "la", "los", "las", "un", "una", "lo")
LONGEST_MENTION = 7
FILLINGS = 2
MOST_CHOICES = 6
_STRIDE = 7919


def mentions(subject: Subject) -> tuple[str, ...]:
    """Short ways to name a subject, with an article where that is natural."""
    found: list[str] = []
    for name in subject.names:
        plain = _IN_BRACKETS.sub("", name).strip()
        words = plain.split()[:LONGEST_MENTION]
        if not words:
            continue
        first = folded_words(words[0])
        rest = " ".join((words[0][:1].lower() + words[0][1:], *words[1:]))
        if first and _VERB.search(first[0]) and len(words) > 1:
            found += [rest, f"lo de {rest}", _object(words[1:])]
        elif first and first[0] in ARTICLES:
            found.append(rest)
        else:
            found += [f"{_article(first[0] if first else '')} {rest}", rest]
    return tuple(dict.fromkeys(found))


def _object(words: Sequence[str]) -> str:
    """What a verb's name is about: "elaborar un video" → "el video"."""
    if words[0].lower() in ("un", "una", "dos", "tres", "el", "la", "los", "las") and len(words) > 1:
        words = words[1:]
    return f"{_article(words[0].lower())} {' '.join(words)}"


def _article(noun: str) -> str:
    plural = noun.endswith("s")
    feminine = noun.rstrip("s").endswith(("a", "ción", "cion", "cione", "sión", "dad", "dade"))
    return {(False, False): "el", (False, True): "la", (True, False): "los", (True, True): "las"}[plural, feminine]


class Filling:
    """Fills the slots of example sentences with the names of a plan, one after the other."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        generic: Mapping[str, Sequence[str]],
        entity: Sequence[str] = (),
        general: Collection[str] = (),
    ) -> None:
        """`general`: words of the plan as a whole; an article and these alone name nothing in particular."""
        named = [(subject.kind, mention) for subject in subjects for mention in mentions(subject)]
        events = [mention for kind, mention in named if kind is SubjectKind.EVENT]
        products = [
            mention
            for kind, mention in named
            if kind is SubjectKind.PRODUCT and not _is_general(folded_words(mention), general)
        ]
        self._names = {
            "evento": [*generic["evento"], *events],
            "producto": products or list(generic["producto"]),
            "entidad": [*generic["entidad"], *_entity_mentions(entity)],
        }
        self._next = dict.fromkeys(self._names, 0)

    def sentences(self, pattern: str) -> Iterator[str]:
        """Every choice of the pattern; what has a slot is given twice, with other names."""
        for sentence in _choices(pattern):
            if "{" not in sentence:
                yield sentence
                continue
            for _ in range(FILLINGS):
                yield _SLOT.sub(self._name, sentence)

    def _name(self, slot: re.Match[str]) -> str:
        names = self._names[slot[1]]
        self._next[slot[1]] += 1
        # A step that is no divisor of most lengths: neighbouring sentences get unlike names.
        return names[self._next[slot[1]] * 7 % len(names)]


def _is_general(words: Sequence[str], general: Collection[str]) -> bool:
    return len(words) > 1 and words[0] in ARTICLES and all(word in general for word in words[1:])


def _entity_mentions(names: Sequence[str]) -> list[str]:
    """The names of an entity, and the kind of entity alone ("la alcaldía")."""
    plain = [_IN_BRACKETS.sub("", name).split() for name in names]
    whole = [" ".join(words[:LONGEST_MENTION]) for words in plain if words]
    return [*whole, *(f"{_article(words[0].lower())} {words[0].lower()}" for words in plain if len(words) > 1)]


def _choices(pattern: str) -> Iterator[str]:
    parts: list[tuple[str, ...]] = []
    end = 0
    for found in _CHOICE.finditer(pattern):
        parts.append((pattern[end : found.start()],))
        parts.append(tuple(found[1].split("|")) if found[1] is not None else (found[2], ""))
        end = found.end()
    if not parts:
        yield pattern
        return
    parts.append((pattern[end:],))
    every = prod(len(part) for part in parts)
    # The step is a prime, so every choice comes once and neighbours differ in all their parts.
    for number in range(min(every, MOST_CHOICES)):
        rest, chosen = number * _STRIDE % every, []
        for part in parts:
            rest, which = divmod(rest, len(part))
            chosen.append(part[which])
        yield "".join(chosen)

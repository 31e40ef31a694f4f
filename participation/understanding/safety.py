"""What asks for care in a message: distress, insults, personal data, goodbyes. Only the fact is kept, not the words."""

import re

from participation.understanding.analysis import Analysis
from participation.understanding.language import LanguageData, Watched
from participation.understanding.reading import PersonalData
from participation.understanding.words import MAX_CHARACTERS, fold

LEAVING, GREETING = frozenset(("thanks", "bye")), "greet"
"""The concepts of thanks, of taking leave, and of greeting."""
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[a-zA-Z]{2,20}", re.ASCII)
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){5,14}", re.ASCII)
_CASE = re.compile(r"\bPPC[- ]?\d{4}[- ]?\d{1,6}(?:[- ]?\d)?", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})\b", re.ASCII)
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,20}")


def says(watched: Watched, analysis: Analysis) -> bool:
    """Whether one of the expressions is said outside those within which it means nothing."""
    stems = analysis.stems
    words = analysis.words
    found = watched.phrases.find(stems, words)
    if not found:
        return False
    harmless = watched.unless.find(stems, words)
    return any(not any(h.start < f.end and f.start < h.end for h in harmless) for f in found)


def is_farewell(analysis: Analysis) -> bool:
    """Whether it thanks or takes leave and does not greet."""
    said = {name for token in analysis.tokens for name in token.concepts}
    return bool(said & LEAVING) and GREETING not in said


def personal_data(text: str, analysis: Analysis, data: LanguageData) -> frozenset[PersonalData]:
    """The kinds of personal data in a text: identity numbers, telephones, e-mail and street addresses."""
    text = text[:MAX_CHARACTERS]
    found = {PersonalData.EMAIL} if _EMAIL.search(text) else set()
    plain = _DATE.sub(" ", _CASE.sub(" ", text))
    for number in _NUMBER.finditer(plain):
        digits = re.sub(r"\D", "", number[0])
        label = _label(plain[max(0, number.start() - 40) : number.start()], data)
        if label == "identity" and 6 <= len(digits) <= 11:
            found.add(PersonalData.IDENTITY_NUMBER)
        elif (label is None and _is_phone(digits)) or (label == "phone" and len(digits) >= 7):
            found.add(PersonalData.PHONE)
        elif label is None and len(digits) in (8, 10):
            found.add(PersonalData.IDENTITY_NUMBER)
    if _has_address(analysis, data):
        found.add(PersonalData.ADDRESS)
    return frozenset(found)


def _label(before: str, data: LanguageData) -> str | None:
    """What the nearest telling word before a number says that it is: one of the lists of the language's file."""
    if before.rstrip().endswith("$"):
        return "amount"
    for word in reversed(_WORD_BEFORE.findall(before)):
        for kind in ("identity", "phone", "amount"):
            if fold(word) in data.personal[kind]:
                return kind
    return None


def _is_phone(digits: str) -> bool:
    """Colombian mobiles begin with 3, landlines since 2021 with 60; both have ten digits, perhaps behind 57."""
    national = digits.removeprefix("57") if len(digits) == 12 else digits
    return len(national) == 10 and national.startswith(("3", "60"))


def _has_address(analysis: Analysis, data: LanguageData) -> bool:
    """A street word with its number and a second number near, such as "calle 12 # 3-45"."""
    words = analysis.words
    for place, word in enumerate(words[:-2]):
        if word not in data.personal["address"] or not words[place + 1][:1].isdigit():
            continue
        if any(other[:1].isdigit() for other in words[place + 2 : place + 5]):
            return True
    return False

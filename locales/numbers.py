"""Numbers as the people of each language write them."""

from locales.languages import Language

_SWAPPED = str.maketrans(",.", ".,")


def grouped(number: int, language: Language) -> str:
    """1240 as "1.240" in Spanish and "1,240" in English."""
    return localized(f"{number:,}", language)


def localized(text: str, language: Language) -> str:
    """A number that Python wrote with `,` for thousands and `.` for decimals, in the marks of the language."""
    return text.translate(_SWAPPED) if language is Language.ES else text

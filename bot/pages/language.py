"""In which language a reader wants a page."""

from locales import Language


def chosen(query: str | None) -> Language | None:
    """The language of `?lang=`, if it is one of ours."""
    return Language(query) if query in set(Language) else None


def preferred(header: str, own: Language) -> Language:
    """The one of ours that a browser's Accept-Language likes best; the entity's own where it names none."""
    wishes = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in set(Language):
            wishes.append((-_weight(weight), place, Language(primary)))
    return min(wishes)[2] if wishes and min(wishes)[0] < 0 else own


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0

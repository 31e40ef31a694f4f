"""Names of places as people write them; DANE writes them in capitals."""

_BOGOTA = "Bogotá D.C."
_SMALL_WORDS = frozenset(("de", "del", "el", "la", "las", "los", "y"))


def written_name(capitals: str) -> str:
    """`EL CARMEN DE BOLÍVAR` gives "El Carmen de Bolívar", and the capital's name its usual abbreviation."""
    if capitals.startswith("BOGOTÁ"):
        return _BOGOTA
    first, *others = (word.capitalize() for word in capitals.split())
    return " ".join((first, *(word.lower() if word.lower() in _SMALL_WORDS else word for word in others)))

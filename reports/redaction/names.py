"""Names of people, where the text itself says that they are: "me llamo …", a signature, "don …", "mi vecina …".

A name alone is only taken where it is a common first name followed by another word with a capital, and no place bears
it (a street, a school). First names: frequent ones of Colombia.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reports.redaction.kinds import PersonalKind, Span

MOST_WORDS, SHORT_NAME = 5, 3
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)?"
_TOKEN = re.compile(rf"[ \t\u00a0]{{0,3}}(?P<word>{_WORD})(?P<dot>\.(?=[ \t]?[A-ZÁÉÍÓÚÑ]))?")
_PARTICLES = frozenset(("de", "del", "la", "las", "los", "y", "da", "di", "van", "von", "san", "santa"))
_SAID = re.compile(
    r"\b(?P<cue>me\sllamo|mi\snombre(?:\scompleto)?(?:\ses|:)|mis\snombres\sson|nombres?(?:\sy\sapellidos?)?\s?:"
    r"|(?:les?|te)\s(?:habla|escribe|saluda)|(?:habla|escribe)\scon|quien\s(?:suscribe|escribe|habla)\s(?:es|,)?"
    r"|suscribe\s?:|firma(?:do)?(?:\spor)?\s?:|firmado\spor|a\snombre\sde)\s{0,3}[:,]?\s{0,2}",
    re.IGNORECASE,
)
_I_AM = re.compile(r"\b(?:yo\s)?soy\s{1,2}|\byo,\s?", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:se[ñn]or(?:a|ita)?|sr|sra|srta|don|do[ñn]a|doctora?|dra?|ingenier[oa]|ing|profesora?|profe|abogad[oa]|licenciad[oa]"
    r"|mi\s(?:espos[oa]|hij[oa]|herman[oa]|mam[aá]|pap[aá]|madre|padre|abuel[oa]|t[ií][oa]|prim[oa]|vecin[oa]|amig[oa]"
    r"|compa[ñn]er[oa]|jef[ea]|novi[oa]|marido|mujer)"
    r"|habla|escribe|saluda|(?:el|la)\s(?:vecin[oa]|funcionari[oa]|contratista|l[ií]der(?:esa)?))\.?,?\s{1,2}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|[\n.!,;])\s{0,5}(?:atentamente|cordialmente|respetuosamente|atte|att|saludos(?:\scordiales)?|cordial\ssaludo"
    r"|muchas\sgracias|mil\sgracias|gracias|agradecid[oa]|firma|de\sustedes)\s{0,2}[.,:;]?\s{1,5}",
    re.IGNORECASE,
)
# A place, a law or an institution that bears a person's name.
_PLACE_BEFORE = re.compile(
    r"(?:calle|carrera|avenida|av\.?|parque|colegio|escuela|instituci[oó]n(?:\seducativa)?|i\.?\s?e\.?|hospital|cl[ií]nica|centro"
    r"|barrio|vereda|teatro|biblioteca|plaza|plazoleta|estadio|aeropuerto|universidad|fundaci[oó]n|municipio|ley|puente|casa"
    r"|coliseo|corregimiento|departamento|comuna|sede|iglesia|parroquia|auditorio|sal[oó]n|premio|embalse|san|santa|puerto|villa)"
    r"\s(?:(?:de|del|la|el|los|las)\s){0,2}(?:(?-i:[A-ZÁÉÍÓÚÑ])\w{1,20}\s){0,3}$",
    re.IGNORECASE,
)


def names(text: str) -> Iterator[Span]:
    """Each name that is said to be one; spans may touch."""
    for cue in _SAID.finditer(text):
        yield from _name_at(text, cue.end(), said=True)
    for cue in _I_AM.finditer(text):
        yield from _name_at(text, cue.end(), said=False)
    for cue in _TITLED.finditer(text):
        yield from _name_at(text, cue.end(), said=False, only_capitals=True)
    for cue in _SIGNED.finditer(text):
        yield from _signature(text, cue.end())
    yield from _common(text)


def _name_at(text: str, start: int, *, said: bool, only_capitals: bool = False) -> Iterator[Span]:
    """The name that begins here. Small letters count when the text says that a name follows, or for a common name."""
    words = _words(text, start)
    if not words:
        return
    first = text[slice(*words[0])]
    in_capitals = first[:1].isupper() and not (first.isupper() and _shouted(text))
    if first.casefold() in not_names() or first.casefold() in _PARTICLES:
        return
    if not (in_capitals or said or (not only_capitals and first.casefold() in first_names())):
        return
    end = _end(text, words, by_capitals=in_capitals)
    yield Span(words[0][0], end, PersonalKind.NAME)


def _end(text: str, words: list[tuple[int, int]], *, by_capitals: bool) -> int:
    end = words[0][1]
    for place, (start, stop) in enumerate(words[1:MOST_WORDS], start=1):
        word = text[start:stop]
        if word.casefold() in _PARTICLES:
            following = text[slice(*words[place + 1])] if place + 1 < len(words) else ""
            if (by_capitals and following[:1].isupper()) or (following.casefold() in _PARTICLES and by_capitals):
                continue
            break
        if word.casefold() in not_names() or (by_capitals and not word[:1].isupper()):
            break
        if not by_capitals and place >= 2 and word.casefold() not in first_names() and place >= 4:
            break
        end = stop
    return end


def _signature(text: str, start: int) -> Iterator[Span]:
    """What follows a farewell, when it is nothing but a name up to the end of the line."""
    line = text[start:].split("\n", 1)[0]
    words = _words(text, start)
    if not words or len(words) > MOST_WORDS + 2:
        return
    name = [text[slice(*word)] for word in words]
    rest = line[words[-1][1] - start :].strip(" .,;-")
    if rest[:1].isalpha() or name[0].casefold() in not_names():
        return
    in_capitals = all(word[:1].isupper() or word in _PARTICLES for word in name)
    if in_capitals or (len(name) <= SHORT_NAME and name[0].casefold() in first_names()):
        yield Span(words[0][0], words[-1][1], PersonalKind.NAME)


def _common(text: str) -> Iterator[Span]:
    """A common first name followed by another name, anywhere but in the name of a place."""
    for match in re.finditer(rf"(?<![\w-])(?-i:[A-ZÁÉÍÓÚÑ]){_WORD}", text):
        if match[0].casefold() not in first_names() or _PLACE_BEFORE.search(
            text[max(0, match.start() - 40) : match.start()]
        ):
            continue
        words = _words(text, match.start())
        end = _end(text, words, by_capitals=True)
        if end > match.end():
            yield Span(match.start(), end, PersonalKind.NAME)


def _words(text: str, start: int) -> list[tuple[int, int]]:
    """The places of the words that follow one another from here, at most `MOST_WORDS` and two."""
    found: list[tuple[int, int]] = []
    while len(found) < MOST_WORDS + 2 and (token := _TOKEN.match(text, start)):
        found.append(token.span("word"))
        start = token.end()
    return found


def _shouted(text: str) -> bool:
    return text.isupper()


@cache
def first_names() -> frozenset[str]:
    """Frequent first names, in small letters, with and without their accents."""
    listed = _listed("first_names.txt")
    bare = str.maketrans("áéíóúü", "aeiouu")
    return frozenset(listed) | {name.translate(bare) for name in listed}


@cache
def not_names() -> frozenset[str]:
    """What follows "soy" or "me llamo" without being a name, and what ends one."""
    return frozenset(_listed("not_names.txt"))


def _listed(file: str) -> list[str]:
    return Path(__file__).with_name(file).read_text("utf-8").split()

"""What somebody wrote and attached, read back."""

from collections import Counter

from markupsafe import Markup

from locales import Formats, Words, clip, utf16_length
from participation.observations.drafting import AttachedFile
from storage.models.kinds import PartKind

ROOM_FOR_TEXT = 2_500  # of the 4,096 that a message holds; the rest is what surrounds it
MOST_NAMED = 5  # files beside photos, whose names can have 80 characters each


def quoted(text: str, words: Words, formats: Formats) -> Markup:
    """What the person wrote; of a very long text its beginning and how much follows."""
    if utf16_length(text) <= ROOM_FOR_TEXT:
        return Markup("<blockquote>{}</blockquote>").format(text)
    shown = clip(text, ROOM_FOR_TEXT)
    rest = formats.number(len(text) - len(shown))
    more = words.say("observe", "The text goes on: {rest} more characters. All of it is sent.", rest=rest)
    return Markup("<blockquote>{}</blockquote>\n{}").format(shown, more)


def attached(files: tuple[AttachedFile, ...], words: Words, formats: Formats) -> str:
    """The files in words: "2 fotos, 1 nota de voz (0:12) e informe.pdf (1,2 MB)". Of many, how many more there are."""
    counted = Counter(file.kind for file in files if file.kind in {PartKind.PHOTO})
    items = [words.plain_count("observe", "{n} photo", "{n} photos", count) for count in counted.values()]
    named = [file for file in files if file.kind is not PartKind.PHOTO]
    items += [_one_file(file, words, formats) for file in named[:MOST_NAMED]]
    if len(named) > MOST_NAMED:
        items.append(words.plain_count("observe", "{n} more file", "{n} more files", len(named) - MOST_NAMED))
    return str(formats.join(items))


def _one_file(file: AttachedFile, words: Words, formats: Formats) -> str:
    length = formats.clock(file.seconds) if file.seconds is not None else formats.size(file.bytes)
    match file.kind:
        case PartKind.VOICE:
            return words.plain("observe", "voice note ({length})", length=length)
        case PartKind.AUDIO:
            return words.plain("observe", "audio ({length})", length=length)
        case PartKind.VIDEO:
            return words.plain("observe", "video ({length})", length=length)
        case _:
            return f"{file.name} ({formats.size(file.bytes)})"

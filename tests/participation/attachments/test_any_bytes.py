"""Whatever the bytes are, a file is taken or refused: nothing else is ever raised."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from participation.attachments import Kind, Refused, inspect
from tests.participation.attachments.office_samples import docx, odt, xlsx
from tests.participation.attachments.samples import SECRET, aac, gif, jpeg, mp3, mp4, ogg, png, wav, webm, webp

SAMPLES = [
    jpeg(),
    jpeg(progressive=True),
    png(6),
    gif(2),
    webp(6),
    mp4(),
    ogg(),
    mp3(20),
    aac(),
    wav(),
    webm(),
    docx(),
    xlsx(),
    odt(),
]
NAMES = st.sampled_from([None, "x", "x.jpg", "x.docx", "x.txt", "x.ogg", "x.mp4"])
BEGINNINGS = [
    *(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"OggS\0", b"\x1aE\xdf\xa3", b"PK\x03\x04", b"ID3\x03\0"),
    *(
        b"RIFF\0\0\0\0WEBP",
        b"RIFF\0\0\0\0WAVE",
        b"\0\0\0\x10ftypisom",
        b"\0\0\0\x08moov",
        b"\xff\xfb\x90\0",
        b"\xff\xf1\x50",
    ),
    *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"II*\0", b"\xff\xfe", b"{\\rtf", b""),
]


def taken(content: bytes, name: str | None) -> bytes | None:
    """The clean file; None when it was refused."""
    try:
        return inspect(content, name, None, Kind.DOCUMENT).clean
    except Refused:
        return None


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=2000), NAMES)
@example(b"\0\0\0\x08moov", b"\0\0\0\x08mdat", "x.mp4")
@example(b"\0\0\0\x10ftyp", b"", "x.mp4")
def test_any_bytes_are_taken_or_refused(beginning: bytes, rest: bytes, name: str | None) -> None:
    clean = taken(beginning + rest, name)

    assert clean is None or clean


@settings(max_examples=500)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=6))
def test_a_file_with_changed_bytes_is_taken_or_refused(sample: bytes, changes: list[tuple[float, bytes]]) -> None:
    content = bytearray(sample)
    for place, change in changes:
        start = int(place * len(content))
        content[start : start + len(change)] = change

    clean = taken(bytes(content), None)

    assert clean is None or clean


@given(st.sampled_from(SAMPLES), st.floats(0, 1))
def test_a_file_that_is_cut_off_anywhere_is_taken_or_refused(sample: bytes, part: float) -> None:
    clean = taken(sample[: int(len(sample) * part)], None)

    assert clean is None or SECRET not in clean


@given(st.sampled_from(SAMPLES))
def test_what_was_cleaned_is_taken_again_and_stays_the_same(sample: bytes) -> None:
    clean = taken(sample, None)

    assert clean is not None
    assert taken(clean, None) == clean

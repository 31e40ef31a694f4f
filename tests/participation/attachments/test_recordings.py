"""Sound and video lose places, dates, names and covers; what is heard and seen stays bit by bit."""

import struct

import pytest

from participation.attachments import Kind, Refused, inspect
from tests.participation.attachments.samples import SECRET, aac, box, mp3, mp4, ogg, wav, webm, zipped


@pytest.mark.parametrize(
    ("content", "kind", "mime", "extension", "seconds", "heard"),
    [
        (mp4(), Kind.VIDEO, "video/mp4", ".mp4", 3, b"PICTURE-DATA"),
        (mp4(b"qt  "), Kind.VIDEO, "video/quicktime", ".mov", 3, b"PICTURE-DATA"),
        (mp4(b"3gp4"), Kind.VIDEO, "video/3gpp", ".3gp", 3, b"PICTURE-DATA"),
        (mp4(b"M4A ", b"soun"), Kind.AUDIO, "audio/mp4", ".m4a", 3, b"PICTURE-DATA"),
        (mp4(b"isom", b"soun"), Kind.VOICE, "audio/mp4", ".m4a", 3, b"PICTURE-DATA"),
        (ogg(), Kind.VOICE, "audio/ogg", ".ogg", 3, b"SOUND" * 20),
        (mp3(), Kind.AUDIO, "audio/mpeg", ".mp3", 3, b"\xff\xfb\x90\x00"),
        (aac(), Kind.AUDIO, "audio/aac", ".aac", 1, b"\xff\xf1\x50"),
        (wav(), Kind.AUDIO, "audio/wav", ".wav", 1, b"\x80" * 8000),
        (webm(), Kind.VIDEO, "video/webm", ".webm", 4, b"PICTURE-DATA"),
        (webm(2), Kind.AUDIO, "audio/webm", ".weba", 4, b"PICTURE-DATA"),
    ],
)
def test_a_recording_keeps_its_sound_and_loses_its_metadata(
    content: bytes, kind: Kind, mime: str, extension: str, seconds: int, heard: bytes
) -> None:
    accepted = inspect(content, None, None, kind)

    assert SECRET in content
    assert (accepted.mime, accepted.extension, accepted.seconds, accepted.kind) == (mime, extension, seconds, kind)
    assert heard in accepted.clean
    for trace in (SECRET, b"+04.7", b"DATE", b"Lavf"):
        assert trace not in accepted.clean


@pytest.mark.parametrize("content", [mp4(), ogg(), webm()])
def test_what_is_cleaned_in_place_is_as_long_as_before(content: bytes) -> None:
    assert len(inspect(content, None, None, Kind.VIDEO).clean) == len(content)


@pytest.mark.parametrize("content", [mp4(), ogg(), mp3(), aac(), wav(), webm()])
def test_a_clean_recording_is_not_changed_again(content: bytes) -> None:
    once = inspect(content, None, None, Kind.AUDIO).clean

    assert inspect(once, None, None, Kind.AUDIO).clean == once


def test_the_check_sums_of_an_ogg_are_right_again() -> None:
    clean = inspect(ogg(), "nota.ogg", "audio/ogg", Kind.VOICE).clean
    emptied = b"OpusTags" + bytes(len(clean) - clean.index(b"OpusTags") - len(b"OpusTags"))
    comments = emptied[: 24 + len(SECRET)]

    assert clean == ogg((b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48_000, 0, 0), comments))


def test_a_cover_over_several_pages_of_an_ogg_goes_whole() -> None:
    page = ogg((b"OpusHead\x01\x01" + bytes(9), b"OpusTags" + bytes(8) + SECRET * 900))

    assert SECRET not in inspect(page, None, None, Kind.VOICE).clean


def test_an_ogg_with_a_wrong_check_sum_is_damaged() -> None:
    content = bytearray(ogg())
    content[-1] ^= 1

    with pytest.raises(Refused, match="damaged"):
        inspect(bytes(content), "nota.ogg", None, Kind.VOICE)


@pytest.mark.parametrize("content", [ogg((b"\x80theora" + bytes(40), b"x")), ogg((b"fishead\0", b"x")), ogg() + ogg()])
def test_an_ogg_of_another_sort_is_not_accepted(content: bytes) -> None:
    with pytest.raises(Refused, match="We cannot receive this type"):
        inspect(content, None, None, Kind.DOCUMENT)


def test_a_matroska_film_is_not_accepted() -> None:
    content = webm().replace(b"webm", b"mkv1")

    with pytest.raises(Refused, match="We cannot receive this type"):
        inspect(content, "pelicula.mkv", None, Kind.DOCUMENT)


def test_captions_that_cannot_be_taken_out_are_told() -> None:
    with pytest.raises(Refused, match="hidden data"):
        inspect(webm(track_type=0x11), "video.webm", None, Kind.VIDEO)


def test_a_video_written_live_is_cleaned_too() -> None:
    content = webm()
    unknown = content.replace(b"\x18\x53\x80\x67" + content[19:23], b"\x18\x53\x80\x67\x1f\xff\xff\xff")
    cluster = unknown.index(b"\x1f\x43\xb6\x75")
    live = unknown[: cluster + 4] + b"\x1f\xff\xff\xff" + unknown[cluster + 8 :]

    accepted = inspect(live, "video.webm", None, Kind.VIDEO)

    assert b"PICTURE-DATA" in accepted.clean
    assert SECRET not in accepted.clean


def test_a_video_in_fragments_is_cleaned_where_nothing_is_strewn_about() -> None:
    head = box(b"ftyp", b"iso5", bytes(4))
    media = box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(12), SECRET))
    movie = box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", media), box(b"udta", SECRET), box(b"mvex", b""))
    fragment = box(b"moof", box(b"mfhd", bytes(8)), box(b"uuid", SECRET)) + box(b"mdat", b"PICTURE-DATA")

    accepted = inspect(head + movie + fragment, "grabacion.mp4", None, Kind.VIDEO)

    assert b"PICTURE-DATA" in accepted.clean
    assert SECRET not in accepted.clean
    assert accepted.seconds is None


def test_places_strewn_over_fragments_are_told() -> None:
    head, _, rest = mp4().partition(b"\0\0\0\x24mdat")

    with pytest.raises(Refused, match="hidden data"):
        inspect(head + rest[12:] + box(b"moof", box(b"mfhd", bytes(8))), "camara.mp4", None, Kind.VIDEO)


@pytest.mark.parametrize("cut", [40, 200, 400, 600])
def test_a_video_that_is_cut_off_is_damaged(cut: int) -> None:
    with pytest.raises(Refused, match="damaged"):
        inspect(mp4()[:cut], "video.mp4", None, Kind.VIDEO)


def test_a_package_behind_a_video_is_refused() -> None:
    with pytest.raises(Refused):
        inspect(mp4(after=zipped({"x": SECRET})), "video.mp4", None, Kind.VIDEO)


def test_what_stands_between_the_frames_of_an_mp3_goes() -> None:
    content = mp3(50) + SECRET + mp3(50)

    accepted = inspect(content, "audio.mp3", None, Kind.AUDIO)

    assert accepted.clean == (b"\xff\xfb\x90\x00" + bytes(413)) * 100


def test_an_mp3_of_a_tag_alone_is_damaged() -> None:
    with pytest.raises(Refused, match="damaged"):
        inspect(mp3(0), "audio.mp3", None, Kind.AUDIO)

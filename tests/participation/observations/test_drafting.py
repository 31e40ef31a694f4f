"""Drafts: one a chat, made of messages."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.observations import drafting
from participation.observations.drafting import About, AttachedFile
from participation.observations.errors import DraftFull
from storage import Session
from storage.models.cases import DiscardedFile, Draft, DraftPart
from storage.models.kinds import AboutKind, ContributionKind, PartKind
from tests.support.running import START

VIDEO = About(AboutKind.PRODUCT, "3.1.1")


def photo(number: int, size: int = 1) -> AttachedFile:
    return AttachedFile(PartKind.PHOTO, f"{number:064x}", "foto.jpg", "image/jpeg", size)


def test_the_same_message_twice_is_one_part(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    for _ in range(2):
        drafting.add(session, draft, 5, "hola", None, START)

    assert drafting.view(session, draft).text == "hola"


def test_messages_are_read_in_the_order_in_which_they_were_written(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    for message_id, text in ((7, "tres"), (2, "uno"), (5, "dos")):
        drafting.add(session, draft, message_id, text, None, START)

    assert drafting.view(session, draft).text == "uno\ndos\ntres"


def test_who_comes_from_nowhere_in_particular_leaves_the_topic_alone(session: Session) -> None:
    drafting.begin(session, 1, VIDEO, START)

    assert drafting.begin(session, 1, None, START).about is AboutKind.PRODUCT
    assert drafting.begin(session, 1, About(), START).about_chosen
    assert drafting.begin(session, 1, About(AboutKind.EVENT, "d"), START).about is AboutKind.EVENT


def test_what_the_text_tells_counts_until_the_person_says_it(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    drafting.propose(draft, ContributionKind.PETITION, VIDEO)
    assert (draft.kind, draft.about) == (ContributionKind.PETITION, AboutKind.PRODUCT)

    drafting.choose_kind(draft, ContributionKind.COMPLAINT, None, START)
    drafting.choose_about(draft, About(AboutKind.OTHER), START)
    drafting.propose(draft, ContributionKind.PETITION, VIDEO)

    assert (draft.kind, draft.about) == (ContributionKind.COMPLAINT, AboutKind.OTHER)


def test_new_words_tell_the_topic_anew(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    drafting.add(session, draft, 1, "el video", photo(1), START)
    drafting.add(session, draft, 2, "es largo", None, START)
    drafting.propose(draft, ContributionKind.OBSERVATION, VIDEO)

    drafting.replace_text(session, draft, 3, "otra cosa", START)

    view = drafting.view(session, draft)
    assert (view.about.kind, view.text, len(view.files)) == (AboutKind.PLAN, "otra cosa", 1)


@pytest.mark.parametrize(
    ("limit", "messages"),
    [
        ("messages", [("a", None)] * drafting.MOST_PARTS),
        ("text", [("a" * 4_000, None)] * 5),
        ("files", [("", photo(number)) for number in range(20)]),
        ("files", [("", photo(number, 20 * 1024 * 1024)) for number in range(5)]),
    ],
)
def test_a_draft_holds_so_much_and_says_what_is_too_much(
    session: Session, limit: str, messages: list[tuple[str, AttachedFile | None]]
) -> None:
    draft = drafting.begin(session, 1, None, START)
    for message_id, (text, file) in enumerate(messages):
        drafting.add(session, draft, message_id, text, file, START)

    with pytest.raises(DraftFull) as full:
        drafting.add(session, draft, 99, "x", photo(99), START)
    assert full.value.limit == limit


def test_room_for_a_file_is_known_before_it_is_fetched(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    for number in range(20):
        drafting.require_room(session, draft)
        drafting.add(session, draft, number, "", photo(number), START)

    with pytest.raises(DraftFull):
        drafting.require_room(session, draft)


def test_what_is_edited_may_not_become_too_long_either(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    for message_id in range(5):
        drafting.add(session, draft, message_id, "a" * 3_900, None, START)

    assert drafting.edit(session, 1, 0, "b" * 4_000, None, START) is draft
    with pytest.raises(DraftFull):
        drafting.edit(session, 1, 0, "b" * 5_000, None, START)
    assert drafting.edit(session, 1, 77, "x", None, START) is None
    assert drafting.edit(session, 2, 0, "x", None, START) is None


def test_two_drafts_that_do_not_fit_into_one_stay_two(session: Session) -> None:
    written = drafting.begin(session, 1, None, START)
    offered = drafting.offer(session, 1, None, START)
    for message_id in range(6):
        drafting.add(session, written if message_id % 2 else offered, message_id, "a" * 4_000, None, START)

    with pytest.raises(DraftFull):
        drafting.accept(session, offered, START)
    assert len(session.scalars(select(Draft)).all()) == 2


def test_what_is_offered_is_each_by_itself_and_an_album_together(session: Session) -> None:
    first = drafting.offer(session, 1, None, START)
    of_album = drafting.offer(session, 1, "album", START)
    drafting.add(session, of_album, 5, "", photo(1), START)

    assert drafting.offer(session, 1, "album", START) is of_album
    assert len({first.key, of_album.key, drafting.offer(session, 1, None, START).key}) == 3
    assert drafting.open_draft(session, 1) is None


def test_an_erased_draft_names_the_files_that_go_with_it(session: Session) -> None:
    draft = drafting.begin(session, 1, None, START)
    drafting.add(session, draft, 1, "", photo(1), START)
    drafting.add(session, draft, 2, "", photo(2), START)
    drafting.edit(session, 1, 2, "", photo(3), START)

    drafting.cancel(session, draft.key, START + timedelta(seconds=5))

    assert session.scalars(select(DraftPart)).all() == []
    assert {file.file_hash: file.at for file in session.scalars(select(DiscardedFile))} == {
        photo(2).hash: START,
        photo(1).hash: START + timedelta(seconds=5),
        photo(3).hash: START + timedelta(seconds=5),
    }


def test_only_what_nobody_touched_for_seven_days_is_erased(session: Session) -> None:
    old = drafting.begin(session, 1, None, START)
    drafting.add(session, old, 1, "viejo", None, START)
    offered = drafting.offer(session, 2, None, START)
    touched = drafting.begin(session, 3, None, START)
    drafting.add(session, touched, 1, "nuevo", None, START + timedelta(days=1))
    keys = {old.key, offered.key}

    assert drafting.erase_stale(session, START + timedelta(days=7)) == 0
    assert drafting.erase_stale(session, START + timedelta(days=7, seconds=1)) == len(keys)
    assert [draft.key for draft in session.scalars(select(Draft))] == [touched.key]

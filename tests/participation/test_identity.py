"""Identities are sealed; keys can be changed; nothing shows a key."""

import json
import re
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from locales import Language, words
from participation.identity import BadDataKeys, Keyring, UnreadableSeal, pseudonym

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
MARK_OF_ZEROS = "bc6508cea77dbbebed417ea3baa95bf527415e7873e0b3f7bfb5fc65c0297843"
PERSON = {"name": "Ana Gómez", "chat": 123456789, "phone": None}


@pytest.mark.parametrize("value", [PERSON, "Ana Gómez", "", {}, {"nested": {"list": [1, "ñ"]}}])
def test_what_is_sealed_can_be_opened_again(value: str | dict[str, Any]) -> None:
    keys = Keyring.parse(NEW)

    assert keys.open(keys.seal(value)) == value


def test_what_is_sealed_does_not_show_what_it_is_and_is_never_twice_the_same() -> None:
    keys = Keyring.parse(NEW)

    sealed, again = keys.seal(PERSON), keys.seal(PERSON)

    assert b"Ana" not in sealed
    assert sealed != again


def test_it_is_sealed_with_the_newest_key() -> None:
    sealed = Keyring.parse(f"{NEW},{OLD}").seal(PERSON)

    assert json.loads(Fernet(NEW).decrypt(sealed)) == PERSON


def test_an_older_key_still_opens_what_it_sealed() -> None:
    sealed = Keyring.parse(OLD).seal(PERSON)

    assert Keyring.parse(f"{NEW},{OLD}").open(sealed) == PERSON


def test_after_rotating_the_older_key_is_not_needed() -> None:
    sealed = Keyring.parse(OLD).seal(PERSON)

    rotated = Keyring.parse(f"{NEW},{OLD}").rotate(sealed)

    assert Keyring.parse(NEW).open(rotated) == PERSON


def test_without_its_key_or_once_changed_nothing_is_opened_or_rotated() -> None:
    sealed = Keyring.parse(OLD).seal(PERSON)
    changed = sealed[:-3] + bytes([sealed[-3] ^ 1]) + sealed[-2:]

    for keys, what in ((Keyring.parse(NEW), sealed), (Keyring.parse(OLD), changed), (Keyring.parse(OLD), b"no seal")):
        with pytest.raises(UnreadableSeal):
            keys.open(what)
        with pytest.raises(UnreadableSeal):
            keys.rotate(what)


@pytest.mark.parametrize("text", ["{},{}", "{} {}", " {} ,\n{} ", "{},{},"])
def test_keys_stand_between_commas_or_blanks(text: str) -> None:
    keys = Keyring.parse(text.format(NEW, OLD))

    assert repr(keys) == "<Keyring of 2>"


BAD = ["short", NEW[:-1], NEW + "x", "ñ" + NEW[1:], "+" + NEW[1:], "." + NEW[1:]]


@pytest.mark.parametrize("bad", BAD, ids=range(6))
def test_a_bad_key_is_told_by_its_place_and_not_repeated(bad: str) -> None:
    with pytest.raises(BadDataKeys) as refused:
        Keyring.parse(f"{NEW} {bad}")

    said = words(Language.EN).plain_phrase(refused.value.phrase, **refused.value.values)
    assert said == str(refused.value)
    assert said.startswith("Key 2 of DATA_KEYS is not valid.")
    assert bad not in said


@pytest.mark.parametrize("text", ["", "  ", ","])
def test_no_key_at_all_is_told(text: str) -> None:
    with pytest.raises(BadDataKeys, match="DATA_KEYS is empty"):
        Keyring.parse(text)


def test_a_new_key_is_taken_and_is_another_each_time() -> None:
    key, other = Keyring.generate(), Keyring.generate()

    assert key != other
    assert Keyring.parse(f"{key},{other}").open(Keyring.parse(other).seal("x")) == "x"


def test_nothing_of_a_keyring_shows_its_keys() -> None:
    keys = Keyring.parse(f"{NEW},{OLD}")
    keys.seal(PERSON)

    shown = f"{keys!r} {keys!s} {keys:}"

    assert NEW not in shown
    assert OLD not in shown


def test_a_mark_is_that_of_the_standards() -> None:
    """HMAC-SHA-256 under HKDF-SHA-256 (RFC 5869) of 32 zero bytes, computed apart with openssl."""
    keys = Keyring.parse("A" * 43 + "=")

    assert keys.mac(7, "consent") == MARK_OF_ZEROS


def test_marks_stay_when_a_key_is_added_and_change_with_the_oldest() -> None:
    before = Keyring.parse(OLD).mac(7, "consent")

    assert Keyring.parse(f"{NEW},{OLD}").mac(7, "consent") == before
    assert Keyring.parse(f"{OTHER},{NEW},{OLD}").mac(7, "consent") == before
    assert Keyring.parse(f"{OLD},{NEW}").mac(7, "consent") != before


@given(st.integers(), st.integers())
def test_marks_tell_people_apart(one: int, other: int) -> None:
    keys = Keyring.parse(OLD)

    assert (keys.mac(one, "consent") == keys.mac(other, "consent")) == (one == other)


def test_marks_for_different_purposes_cannot_be_compared() -> None:
    keys = Keyring.parse(OLD)

    assert keys.mac(7, "consent") != keys.mac(7, "erasure")
    with pytest.raises(ValueError, match="purpose"):
        keys.mac(7, "")


def test_pseudonyms_are_readable_and_drawn_anew() -> None:
    drawn = [pseudonym() for _ in range(50)]

    assert all(re.fullmatch(r"Persona [0-9A-F]{4}-[0-9A-F]{2}", one) for one in drawn)
    assert len(set(drawn)) > 45

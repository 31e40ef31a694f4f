"""Leaves, receipts and the tree: RFC 6962 with its public vectors, RFC 8785 for the content."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.proof import (
    FiledContent,
    MerkleTree,
    canonical,
    leaf_hash,
    leaf_of,
    normal_receipt_code,
    receipt_code,
    sealed_leaf_of,
    verify_inclusion,
)

CASE = FiledContent(
    radicado="PPC-2021-000001-7",
    vigencia=2021,
    received_at=datetime(2021, 7, 1, 14, 15, tzinfo=UTC),
    kind="observation",
    subject="video",
    text='¿Y el "video"?\nGracias 😀',
    attachments=("ab" * 32, "cd" * 32),
)
CANONICAL = (
    '{"attachments":["' + "ab" * 32 + '","' + "cd" * 32 + '"],"kind":"observation","radicado":"PPC-2021-000001-7",'
    '"received_at":"2021-07-01T14:15:00.000000Z","subject":"video","text":"¿Y el \\"video\\"?\\nGracias 😀",'
    '"vigencia":2021}'
)

# The inputs, roots and audit paths of the reference implementation of Certificate Transparency (RFC 6962).
ENTRIES = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]


def tree_of(size: int) -> MerkleTree:
    return MerkleTree([leaf_hash(entry) for entry in ENTRIES[:size]])


def some_leaves(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4)) for number in range(size)]


def hash_by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written there: split at the largest power of two below the size."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = hash_by_definition(leaves[:split]), hash_by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def path_by_definition(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1, as it is written there."""
    if len(leaves) < 2:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*path_by_definition(index, leaves[:split]), hash_by_definition(leaves[split:])]
    return [*path_by_definition(index - split, leaves[split:]), hash_by_definition(leaves[:split])]


def test_a_leaf_is_the_hash_of_zero_salt_and_content() -> None:
    salt = bytes(range(32))

    leaf = leaf_of(CASE, salt)

    assert leaf.content == CANONICAL.encode()
    assert leaf.hash == hashlib.sha256(b"\x00" + salt + CANONICAL.encode()).digest()


def test_a_leaf_is_made_again_from_its_salt() -> None:
    leaf = leaf_of(CASE)

    assert leaf_of(CASE, leaf.salt) == leaf


def test_two_equal_cases_have_different_leaves() -> None:
    assert leaf_of(CASE).hash != leaf_of(CASE).hash


@pytest.mark.parametrize(
    "change",
    [
        {"radicado": "PPC-2021-000002-5"},
        {"vigencia": 2022},
        {"received_at": CASE.received_at + timedelta(microseconds=1)},
        {"kind": "petition"},
        {"subject": None},
        {"text": CASE.text + " "},
        {"text": CASE.text.replace("é", "e\u0301").replace("G", "g")},
        {"attachments": CASE.attachments[::-1]},
        {"attachments": CASE.attachments[:1]},
    ],
)
def test_any_change_of_the_content_changes_the_leaf(change: dict[str, Any]) -> None:
    leaf = leaf_of(CASE)

    assert leaf_of(replace(CASE, **change), leaf.salt).hash != leaf.hash


def test_the_zone_in_which_a_moment_is_told_changes_nothing() -> None:
    in_bogota = replace(CASE, received_at=CASE.received_at.astimezone(timezone(timedelta(hours=-5))))

    assert in_bogota.canonical() == CASE.canonical()


def test_a_naive_moment_and_a_short_salt_are_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        leaf_of(replace(CASE, received_at=CASE.received_at.replace(tzinfo=None)))
    with pytest.raises(ValueError, match="32 bytes"):
        leaf_of(CASE, b"salt")


def test_texts_are_proved_as_they_are_in_whatever_unicode_form() -> None:
    composed, decomposed = replace(CASE, text="é"), replace(CASE, text="e\u0301")

    assert composed.canonical() != decomposed.canonical()


def test_nothing_of_a_case_is_in_the_representation_of_its_leaf() -> None:
    assert "video" not in repr(leaf_of(CASE))
    assert "Gracias" not in repr(CASE)


def test_the_leaf_of_a_denuncia_opens_in_two_steps_and_the_first_tells_nothing() -> None:
    denuncia = replace(CASE, kind="denuncia")

    leaves = sealed_leaf_of(denuncia)

    assert json.loads(leaves.outer.content) == {"sealed": leaves.inner.hash.hex()}
    assert leaves.inner.content == denuncia.canonical()
    assert sealed_leaf_of(denuncia, leaves.inner.salt, leaves.outer.salt) == leaves
    assert leaves.inner.salt != leaves.outer.salt


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ({"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}, None),
        ({"text": '\u20ac$\x0f\nA\'B"\\\\"/'}, '{"text":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'),
        ("\b\t\n\f\r\x00\x1f\x7f\u2028", '"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\u2028"'),
        (-(2**53) + 1, "-9007199254740991"),
        ({}, "{}"),
    ],
)
def test_the_canonical_form_is_that_of_rfc_8785(value: Any, text: str | None) -> None:
    expected = text or '{"\\r":2,"1":4,"\x80":6,"\xf6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'

    assert canonical(value) == expected.encode()


@pytest.mark.parametrize("value", [1.5, 2**53, {"a": b"bytes"}, "\ud83d", {"a": {1, 2}}])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"canonical|surrogates"):
        canonical(value)


def test_receipt_codes_are_drawn_anew_and_are_no_part_of_the_leaf() -> None:
    codes = {receipt_code() for _ in range(100)}

    assert len(codes) == 100
    assert all(re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", code) for code in codes)


@pytest.mark.parametrize(
    "typed", ["9F2C-71AB-04DE", "9f2c71ab04de", " 9f2c 71ab 04de. ", "9F2C–71AB–O4DE", "9F2C-7lAB-04DE", "9F2C7IABO4DE"]
)
def test_a_receipt_code_is_read_as_people_type_it(typed: str) -> None:
    assert normal_receipt_code(typed) == "9F2C-71AB-04DE"


@pytest.mark.parametrize("typed", ["", "9F2C-71AB-04D", "9F2C-71AB-04DEE", "9F2C-71AB-04DG", "PPC-2021-000001-7"])
def test_what_is_no_receipt_code_opens_nothing(typed: str) -> None:
    assert normal_receipt_code(typed) is None


@pytest.mark.parametrize(("size", "root"), list(enumerate(ROOTS)))
def test_the_roots_are_the_published_ones(size: int, root: str) -> None:
    assert tree_of(size).root.hex() == root


@pytest.mark.parametrize(("index", "size", "path"), PATHS)
def test_the_audit_paths_are_the_published_ones(index: int, size: int, path: list[str]) -> None:
    found = tree_of(size).path(index)

    assert [node.hex() for node in found] == path
    assert verify_inclusion(leaf_hash(ENTRIES[index]), index, size, found, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize("size", [*range(1, 70), 127, 128, 129, 1000])
def test_roots_and_paths_are_those_of_the_definition(size: int) -> None:
    leaves = some_leaves(size)

    tree = MerkleTree(leaves)

    assert tree.root == hash_by_definition(leaves)
    for index in {0, size // 3, size // 2, size - 1}:
        assert list(tree.path(index)) == path_by_definition(index, leaves)


@pytest.mark.parametrize("size", range(1, 35))
def test_a_path_proves_its_leaf_in_its_place_and_nothing_else(size: int) -> None:
    leaves = some_leaves(size)
    tree = MerkleTree(leaves)

    for index, leaf in enumerate(leaves):
        path = tree.path(index)
        proved = [place for place in range(-1, size + 2) if verify_inclusion(leaf, place, size, path, tree.root)]
        assert proved == [index]
        assert not verify_inclusion(leaves[index - 1] if size > 1 else bytes(32), index, size, path, tree.root)
        assert not verify_inclusion(leaf, index, size, (*path, bytes(32)), tree.root)
        assert not verify_inclusion(leaf, index, size, (tree.root, *path), tree.root)
        assert not verify_inclusion(leaf, index, size, path, bytes(32))
        assert not path or not verify_inclusion(leaf, index, size, path[:-1], tree.root)


@given(st.integers(2, 200), st.data())
def test_leaving_out_swapping_or_changing_a_leaf_changes_the_root(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    root = MerkleTree(leaves).root
    place = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda drawn: drawn != place))
    swapped = list(leaves)
    swapped[place], swapped[other] = swapped[other], swapped[place]

    assert MerkleTree(leaves[:place] + leaves[place + 1 :]).root != root
    assert MerkleTree([*leaves[:place], bytes(32), *leaves[place + 1 :]]).root != root
    assert MerkleTree([*leaves, leaves[place]]).root != root
    assert MerkleTree(swapped).root != root


def test_a_tree_takes_hashes_only_and_has_no_path_for_a_leaf_that_it_lacks() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        MerkleTree([b"no hash"])
    for index in (-1, 3):
        with pytest.raises(IndexError):
            tree_of(3).path(index)

"""Proof that a case is in a published report and has not changed: leaves, receipts, and the tree over them.

The tree is that of RFC 6962, section 2.1, with SHA-256: a leaf is `SHA-256(0x00 || entry)`, a node is
`SHA-256(0x01 || left || right)`. The entry of a case is its salt (32 random bytes) followed by its canonical content:
a published leaf tells nothing to who does not hold both. The content is what the person sent, without who sent it, as
canonical JSON (RFC 8785): its texts exactly as they are stored, in no Unicode form of ours.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

SALT_BYTES = 32
HASH_BYTES = 32
_CODE_BYTES = 6
_LARGEST_INTEGER = 2**53 - 1
_READ_ALIKE = str.maketrans("OIL", "011")

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True)
class FiledContent:
    """What a leaf vouches for. `attachments`: the SHA-256 of each in hexadecimal, in the order of their sending."""

    radicado: str
    vigencia: int
    received_at: datetime
    kind: str
    subject: str | None
    text: str = field(repr=False)
    attachments: tuple[str, ...] = ()

    def canonical(self) -> bytes:
        """Its canonical JSON; the moment in UTC with its microseconds. Raises ValueError for a naive `received_at`."""
        if self.received_at.tzinfo is None:
            raise ValueError("a moment without a zone cannot be proved")
        moment = self.received_at.astimezone(UTC).replace(tzinfo=None)
        return canonical(
            {
                "attachments": self.attachments,
                "kind": self.kind,
                "radicado": self.radicado,
                "received_at": f"{moment.isoformat(timespec='microseconds')}Z",
                "subject": self.subject,
                "text": self.text,
                "vigencia": self.vigencia,
            }
        )


@dataclass(frozen=True)
class Leaf:
    """A salt and a canonical content; only the hash is published."""

    salt: bytes = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def entry(self) -> bytes:
        """What is hashed: the salt, then the content."""
        return self.salt + self.content

    @property
    def hash(self) -> bytes:
        """The leaf of the tree."""
        return leaf_hash(self.entry)


@dataclass(frozen=True)
class SealedLeaf:
    """The two leaves of a denuncia. `outer` is the one in the tree: its content holds the hash of `inner` and no more.

    So its place in a report can be shown and checked without the denuncia, its number or its moment.
    """

    inner: Leaf
    outer: Leaf


def leaf_of(content: FiledContent, salt: bytes | None = None) -> Leaf:
    """The leaf of a case with a new random salt, or again with the salt that it was filed with."""
    return _leaf(content.canonical(), salt)


def sealed_leaf_of(
    content: FiledContent, inner_salt: bytes | None = None, outer_salt: bytes | None = None
) -> SealedLeaf:
    """The leaves of a denuncia with new random salts, or again with those that it was filed with."""
    inner = leaf_of(content, inner_salt)
    return SealedLeaf(inner, _leaf(canonical({"sealed": inner.hash.hex()}), outer_salt))


def _leaf(content: bytes, salt: bytes | None) -> Leaf:
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")
    return Leaf(salt, content)


def canonical(value: Json) -> bytes:
    """RFC 8785 for texts, whole numbers, truth values, null, lists and objects: sorted keys, no blanks, UTF-8.

    Raises ValueError for what it has no form for here: fractions, numbers that JavaScript cannot hold, half characters.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _ordered(value: Json) -> object:
    match value:
        case None | bool() | str():
            return value
        case int() if abs(value) <= _LARGEST_INTEGER:
            return value
        case Mapping():
            return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
        case list() | tuple():
            return [_ordered(item) for item in value]
    raise ValueError(f"no canonical form for a value of type {type(value).__name__}")


def _utf16(key: str) -> bytes:
    """RFC 8785 sorts by the units of UTF-16."""
    return key.encode("utf-16-be")


def receipt_code() -> str:
    """A code such as "9F2C-71AB-04DE" that lets its holder see a case: 48 random bits, nothing of the leaf in them."""
    digits = secrets.token_hex(_CODE_BYTES).upper()
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def normal_receipt_code(text: str) -> str | None:
    """A code as it was typed, written as it was given (O read as 0, I and l as 1); None when it is no code."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_READ_ALIKE)
    digits = "".join(character for character in plain if character.isalnum())
    if len(digits) != 2 * _CODE_BYTES or not set(digits) <= set("0123456789ABCDEF"):
        return None
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def leaf_hash(entry: bytes) -> bytes:
    """`SHA-256(0x00 || entry)`."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """`SHA-256(0x01 || left || right)`."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """RFC 6962's tree over leaf hashes in their order. It keeps every node: about 64 bytes a leaf, and Python's own."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        if any(len(leaf) != HASH_BYTES for leaf in leaves):
            raise ValueError("a leaf hash has 32 bytes")
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        """The Merkle Tree Hash; that of no leaves is the hash of nothing."""
        top = self._levels[-1]
        return top[0] if top else hashlib.sha256().digest()

    def path(self, index: int) -> tuple[bytes, ...]:
        """The audit path of the leaf at `index` (from 0), from the leaf up. Raises IndexError where there is none."""
        if not 0 <= index < self.size:
            raise IndexError(f"no leaf {index} in a tree of {self.size}")
        siblings = []
        for level in self._levels[:-1]:
            if (sibling := index ^ 1) < len(level):
                siblings.append(level[sibling])
            index >>= 1
        return tuple(siblings)


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf at `index` (from 0) of `size` leaves to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    last, computed = size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            computed = node_hash(sibling, computed)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and hmac.compare_digest(computed, root)


def _parents(level: Sequence[bytes]) -> list[bytes]:
    """The level above; a last node without a sibling goes up as it is, which gives RFC 6962's split."""
    pairs = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs

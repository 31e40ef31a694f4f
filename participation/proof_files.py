"""The two files of a proof: the receipt that an author keeps, and what is published beside a report.

Their bytes are described in docs/proof.md, so that anyone can check one against the other with a program of their own.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from participation.proof import Leaf, MerkleTree, SealedLeaf

RECEIPT_FORMAT = "participa-comprobante"
PUBLISHED_FORMAT = "participa-huellas"
VERSION = 1


def receipt_file(radicado: str, leaf: Leaf | SealedLeaf) -> bytes:
    """What the author keeps: the number, the salt and the canonical content, in JSON.

    Of a denuncia `contenido` tells nothing; what does is under `sellado`, which may be taken out before it is shown.
    """
    outer = leaf.outer if isinstance(leaf, SealedLeaf) else leaf
    written: dict[str, object] = {
        "formato": RECEIPT_FORMAT,
        "version": VERSION,
        "radicado": radicado,
        **_leaf(outer),
        "huella": outer.hash.hex(),
    }
    if isinstance(leaf, SealedLeaf):
        written["sellado"] = _leaf(leaf.inner)
    return _file(written)


def published_file(
    title: str, first_day: date, last_day: date, published_at: datetime, leaves: Sequence[bytes]
) -> bytes:
    """What is published: the leaf hashes in the order of the report's rows, and the root of the tree over them."""
    return _file(
        {
            "formato": PUBLISHED_FORMAT,
            "version": VERSION,
            "informe": title,
            "desde": first_day.isoformat(),
            "hasta": last_day.isoformat(),
            "publicado": published_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "arbol": "RFC 6962, SHA-256",
            "casos": len(leaves),
            "raiz": MerkleTree(leaves).root.hex(),
            "huellas": [leaf.hex() for leaf in leaves],
        }
    )


def _leaf(leaf: Leaf) -> dict[str, str]:
    return {"sal": leaf.salt.hex(), "contenido": leaf.content.decode()}


def _file(written: dict[str, object]) -> bytes:
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()

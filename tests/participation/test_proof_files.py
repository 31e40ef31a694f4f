"""The two files of a proof say what docs/proof.md says, and its own little program can read them."""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from participation.proof import FiledContent, Leaf, MerkleTree, leaf_of, sealed_leaf_of
from participation.proof_files import published_file, receipt_file

DOCUMENT = (Path(__file__).parents[2] / "docs" / "proof.md").read_text(encoding="utf-8")
MORNING = datetime(2021, 7, 1, 14, 15, tzinfo=UTC)


def content(number: int, text: str = "El diálogo debería ser de noche. 😀 «¡Ya!»\n\u2028") -> FiledContent:
    return FiledContent(f"PPC-2021-{number:06}-7", 2021, MORNING, "observation", "plan", text)


def published(leaves: list[Leaf]) -> bytes:
    return published_file(
        "Informe de observaciones", date(2021, 1, 1), date(2021, 6, 30), MORNING, [leaf.hash for leaf in leaves]
    )


def documented(table: str) -> set[str]:
    """The keys of a table of the document, below a heading."""
    part = DOCUMENT[DOCUMENT.index(table) :].split("\n## ", 1)[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


def test_the_receipt_has_the_keys_of_the_document() -> None:
    plain = json.loads(receipt_file("PPC-2021-000001-7", leaf_of(content(1))))
    sealed = json.loads(receipt_file("PPC-2021-000001-7", sealed_leaf_of(content(1))))

    assert set(plain) | {"sellado"} == set(sealed) == documented("## El comprobante")


def test_the_published_file_has_the_keys_of_the_document() -> None:
    assert set(json.loads(published([leaf_of(content(1))]))) == documented("## Las huellas del informe")


def test_the_example_of_the_document_is_right() -> None:
    found = re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    example = json.loads(found[1])
    leaf = Leaf(bytes.fromhex(example["sal"]), example["contenido"].encode())
    of_the_same = content(1, "El diálogo debería ser de noche.")

    assert json.loads(receipt_file("PPC-2021-000001-7", leaf)) == example
    assert leaf.content == of_the_same.canonical()


@pytest.mark.parametrize("cases", [1, 2, 3, 7, 8, 13])
def test_the_program_of_the_document_finds_the_row(tmp_path: Path, cases: int) -> None:
    found = re.search(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    leaves = [leaf_of(content(number)) for number in range(1, cases + 1)]
    (tmp_path / "comprobante.json").write_bytes(receipt_file("x", leaves[-1]))
    (tmp_path / "huellas.json").write_bytes(published(leaves))

    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", found[1]], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert said.stdout == f"fila {cases}\n"


def test_the_receipt_of_a_denuncia_tells_of_it_only_under_what_may_be_taken_out() -> None:
    sealed = sealed_leaf_of(content(1, "Algo muy grave"))
    written = json.loads(receipt_file("PPC-2021-000001-7", sealed))

    inner = written.pop("sellado")
    assert "Algo muy grave" in inner["contenido"]
    assert "Algo muy grave" not in json.dumps(written, ensure_ascii=False)
    assert written["huella"] == sealed.outer.hash.hex()


def test_the_root_of_a_report_without_cases_is_that_of_nothing() -> None:
    assert json.loads(published([]))["raiz"] == MerkleTree([]).root.hex()

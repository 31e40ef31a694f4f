"""What no line of the program may do, whoever writes it: found in the source, since no run shows its absence."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = ("bot", "handlers", "reports", "participation", "storage", "locales")
SECRET = re.compile(r"secret|token(?!_hash|\.)|receipt|password|\bmac\(", re.IGNORECASE)
"""In what stands on one side of a comparison. The hash of a token may be compared: who guesses does not choose it."""
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
UNSAFE = {
    *("pickle.load", "pickle.loads", "marshal.loads", "shelve.open", "yaml.load", "yaml.unsafe_load"),
    *("os.system", "os.popen", "tempfile.mktemp"),
}
LIVE = {"write_formula", "write_array_formula", "write_dynamic_array_formula", "insert_textbox", "write_comment"}
AS_TEXT = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
XML_THAT_EXPANDS = {"xml.etree.ElementTree", "xml.sax", "xml.dom.minidom", "xml.etree"}
WORTH_READING = re.compile(
    rf"{SECRET.pattern}|(?<!re\.)\b(?:{'|'.join(RUNS_TEXT)})\(|shell=|xlsxwriter|write_|Environment\(|import.*xml|digest"
    r"|\b(?:pickle|marshal|shelve|yaml|popen|system|mktemp|insert_textbox)\b",
    re.IGNORECASE,
)
"""What a file must name before it is worth the time to read it as a program."""


@cache
def nodes() -> Sequence[tuple[str, ast.AST]]:
    """Every call, comparison and import of the source, with its place."""
    return [
        (f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node)
        for floor in FLOORS
        for path in sorted((ROOT / floor).rglob("*.py"))
        if WORTH_READING.search(text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call | ast.Compare | ast.Import | ast.ImportFrom)
    ]


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call: its place, and what is called."""
    for place, node in nodes():
        if isinstance(node, ast.Call):
            yield place, ast.unparse(node.func), node


def test_a_secret_is_compared_in_a_time_that_tells_nothing() -> None:
    compared = [
        place
        for place, node in nodes()
        if isinstance(node, ast.Compare)
        and any(isinstance(how, ast.Eq | ast.NotEq) for how in node.ops)
        and SECRET.search(ast.unparse(node))
    ]
    by_digest = {place.partition(":")[0] for place, called, _ in calls() if called == "hmac.compare_digest"}

    assert compared == []
    assert {"bot/webhook.py", "bot/vitals/serving.py", "participation/observations/following.py"} <= by_digest


def test_no_text_is_run_and_nothing_is_unpacked_that_could_run() -> None:
    wrong = [
        place
        for place, called, call in calls()
        if called in RUNS_TEXT | UNSAFE
        or any(keyword.arg == "shell" and ast.unparse(keyword.value) != "False" for keyword in call.keywords)
    ]

    assert wrong == []


def test_every_workbook_takes_texts_for_texts() -> None:
    live = [place for place, called, _ in calls() if called.rpartition(".")[2] in LIVE]
    made = {place.partition(":")[0] for place, called, _ in calls() if called.endswith("xlsxwriter.Workbook")}

    assert live == []
    assert len(made) >= 3
    for name in made:
        options = (ROOT / name).read_text("utf-8")
        assert [one for one in AS_TEXT if f'"{one}": False' not in options] == [], name


def test_templates_escape_whatever_they_are_given() -> None:
    environments = [call for _, called, call in calls() if called == "Environment"]
    templates = [*(ROOT / "reports").rglob("*.html")]
    unescaped = [
        path.name for path in templates if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text("utf-8"))
    ]

    assert environments
    assert templates
    assert unescaped == []
    for made in environments:
        assert {one.arg: ast.unparse(one.value) for one in made.keywords}["autoescape"] == "True"


def test_no_xml_is_read_by_what_expands_entities() -> None:
    imported = [
        (place, name)
        for place, node in nodes()
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
        if name in XML_THAT_EXPANDS
    ]

    assert imported == []

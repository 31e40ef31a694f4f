"""Finding the messages in the source: every call of a keyword below, read from the syntax tree.

Context and messages are literals, or nothing could extract them; the values of the call are named as the placeholders
of the message are. A call is ours when its context is a literal or when it is made on something named `words`; other
methods of the same name (`turn.say(answer, keyboard)`) are left alone.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from locales.templates import placeholders

SCANNED = ("bot", "handlers", "reports", "participation", "locales")


@dataclass(frozen=True, slots=True)
class Keyword:
    """How a call is read: its literals (context first), the least positional arguments, and how its text is used."""

    literals: int
    arguments: int
    html: bool
    plain: bool
    filled: bool = True


KEYWORDS = {
    "say": Keyword(literals=2, arguments=2, html=True, plain=False),
    "plain": Keyword(literals=2, arguments=2, html=False, plain=True),
    "count": Keyword(literals=3, arguments=4, html=True, plain=False),
    "plain_count": Keyword(literals=3, arguments=4, html=False, plain=True),
    "Phrase": Keyword(literals=2, arguments=2, html=True, plain=True, filled=False),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One place in the source that says a message."""

    file: str
    line: int
    context: str
    message: str
    plural: str | None
    html: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to be put right, and where: a file with its line, or a catalog with its message."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Scan:
    """What the source says; `is_whole` is false when a file could not be read, so that messages may be lacking."""

    uses: list[Use]
    problems: list[Problem]
    is_whole: bool


def scan(root: Path) -> Scan:
    """Read every Python file of the scanned packages below the project's root."""
    uses: list[Use] = []
    problems: list[Problem] = []
    is_whole = True
    for path in sorted(path for package in SCANNED for path in (root / package).rglob("*.py")):
        file = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            problems.append(Problem(f"{file}:{error.lineno}", f"cannot be read: {error.msg}"))
            is_whole = False
            continue
        for call, name in _keyword_calls(tree):
            _read_call(call, name, file, uses, problems)
    return Scan(uses, problems + _disagreements(uses), is_whole)


def _keyword_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(attr=name) | ast.Name(id=name):
                # "abc".count("a") and itertools.count(1, 2) have fewer arguments than a text with a plural.
                if name in KEYWORDS and len(node.args) >= KEYWORDS[name].arguments and _is_a_text(node, name):
                    yield node, name


def _is_a_text(call: ast.Call, name: str) -> bool:
    return name == "Phrase" or _literal(call.args[0]) is not None or _receiver(call.func).endswith("words")


def _receiver(function: ast.expr) -> str:
    """The last name before the method: "words" for `turn.words.say`, `words(language).say`."""
    match function:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
        case ast.Attribute(value=ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name))):
            return name
    return ""


def _literal(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _read_call(call: ast.Call, name: str, file: str, uses: list[Use], problems: list[Problem]) -> None:
    keyword, place = KEYWORDS[name], f"{file}:{call.lineno}"
    literals = [text for argument in call.args[: keyword.literals] if (text := _literal(argument)) is not None]
    if len(literals) < keyword.literals:
        problems.append(Problem(place, f"{name}() takes its context and its text as literals, or they have no entry"))
        return
    context, *texts = literals
    if not context or not all(texts):
        problems.append(Problem(place, f"{name}() has an empty context or text"))
        return
    use = Use(file, call.lineno, context, texts[0], texts[1] if texts[1:] else None, keyword.html, keyword.plain)
    uses.append(use)
    if keyword.filled and all(value.arg for value in call.keywords):
        problems.extend(_wrong_values(use, {value.arg for value in call.keywords if value.arg}))


def _wrong_values(use: Use, given: set[str]) -> Iterator[Problem]:
    place = f"{use.file}:{use.line}"
    try:
        wanted = placeholders(use.message) | placeholders(use.plural or "")
    except ValueError as error:
        yield Problem(place, str(error))
        return
    if use.plural is not None:
        wanted = wanted - {"n"}
    for name in sorted(wanted - given):
        yield Problem(place, f"the value {name} of the text is not given")
    for name in sorted(given - wanted):
        yield Problem(place, f"the value {name} is given but the text does not use it")


def _disagreements(uses: list[Use]) -> list[Problem]:
    """Uses of the same message that want different plurals: a catalog has one entry for both."""
    plurals: dict[tuple[str, str], str | None] = {}
    problems = []
    for use in uses:
        first = plurals.setdefault((use.context, use.message), use.plural)
        if first != use.plural:
            problems.append(Problem(f"{use.file}:{use.line}", "the same context and text has another plural elsewhere"))
    return problems

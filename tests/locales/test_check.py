"""The two commands over small projects: what they extract, keep, drop and refuse. And over this project itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from locales import Language, check, update
from locales.catalogs import Entry, catalog_path, read_entries, write_entries

Project = Callable[..., Path]
HARD = (
    "La implementación de los mecanismos institucionales de participación ciudadana "
    "incidirá en la transparencia administrativa."
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one handler and an up-to-date catalog; `es` translates its messages."""

    def make(source: str, es: dict[str, str | tuple[str, str]] | None = None) -> Path:
        (tmp_path / "handlers").mkdir(exist_ok=True)
        (tmp_path / "handlers" / "start.py").write_text(source, encoding="utf-8")
        update.main(["--root", str(tmp_path)])
        translate(tmp_path, es or {})
        return tmp_path

    return make


def translate(root: Path, texts: dict[str, str | tuple[str, str]]) -> None:
    entries = read_entries(Language.ES, root / "locales")
    translated = []
    for entry in entries.values():
        forms = texts.get(entry.message, entry.forms)
        translated.append(replace(entry, forms=(forms,) if isinstance(forms, str) else forms, fuzzy=False))
    write_entries(Language.ES, translated, root / "locales")


def entry_of(root: Path, language: Language, message: str) -> Entry:
    found = [entry for entry in read_entries(language, root / "locales").values() if entry.message == message]
    assert len(found) == 1
    return found[0]


def found(root: Path) -> list[str]:
    return [problem.what for problem in check.problems(root)]


def test_new_messages_are_english_already_and_wait_for_their_spanish(project: Project) -> None:
    root = project('words.say("start", "Hello, {name}.", name=name)\nwords.count("start", "A case", "{n} cases", n)')

    assert entry_of(root, Language.EN, "Hello, {name}.").forms == ("Hello, {name}.",)
    assert entry_of(root, Language.EN, "A case").forms == ("A case", "{n} cases")
    assert entry_of(root, Language.ES, "Hello, {name}.").forms == ("",)
    assert entry_of(root, Language.ES, "A case").forms == ("", "")
    assert entry_of(root, Language.ES, "A case").files == ("handlers/start.py",)


@pytest.mark.parametrize(
    "call",
    [
        'turn.words.plain("start", "Hello")',
        'words(language).say("start", "Hello")',
        'w.say("start", "Hel" "lo")',
        'Phrase("start", "Hello")',
        'locales.Phrase("start", "Hello")',
        'words.plain_count("start", "Hello", "{n} times", 2)',
    ],
)
def test_every_keyword_is_extracted(project: Project, call: str) -> None:
    assert entry_of(project(call), Language.ES, "Hello").context == "start"


@pytest.mark.parametrize(
    "call",
    [
        '"banana".count("a")',
        "count(1, 2)",
        "turn.say(answer, keyboard)",
        '"a,b".count(",", 0, 2)',
        "plain(text, width)",
    ],
)
def test_other_calls_of_the_same_name_are_left_alone(project: Project, call: str) -> None:
    root = project(call)

    assert read_entries(Language.ES, root / "locales") == {}
    assert found(root) == []


def test_translations_are_kept_and_what_is_no_longer_said_is_dropped(project: Project) -> None:
    root = project('words.say("a", "One")\nwords.say("a", "Two, quite another")', {"One": "Uno", "Two": "Dos"})

    project('words.say("a", "One")')

    assert entry_of(root, Language.ES, "One").forms == ("Uno",)
    assert len(read_entries(Language.ES, root / "locales")) == 1


def test_a_second_update_changes_nothing(project: Project) -> None:
    root = project('words.say("b", "One")\nwords.say("a", "Two\\nlines")', {"One": "Uno"})
    paths = [catalog_path(language, root / "locales") for language in Language]
    before = [path.read_bytes() for path in paths]

    update.main(["--root", str(root)])

    assert [path.read_bytes() for path in paths] == before


def test_an_english_wording_of_its_own_is_kept(project: Project) -> None:
    root = project('words.say("a", "One")')
    write_entries(Language.EN, [Entry("a", "One", None, ("Just one",))], root / "locales")

    update.main(["--root", str(root)])

    assert entry_of(root, Language.EN, "One").forms == ("Just one",)


def test_a_reworded_message_keeps_its_translation_as_fuzzy(project: Project) -> None:
    project('words.say("a", "Write your observation here.")', {"Write your observation here.": "Escriba aquí."})

    root = project('words.say("a", "Write your observation here, please.")')
    (root / "handlers" / "start.py").write_text('words.say("a", "Write your observations here, please.")')
    update.main(["--root", str(root)])

    entry = entry_of(root, Language.ES, "Write your observations here, please.")
    assert entry.forms == ("Escriba aquí.",)
    assert entry.fuzzy
    assert found(root) == ["fuzzy: look at it again and take the mark away"]


def test_a_file_that_cannot_be_read_leaves_the_catalogs_alone(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project('words.say("a", "One")', {"One": "Uno"})
    (root / "handlers" / "start.py").write_text("words.say(", encoding="utf-8")

    status = update.main(["--root", str(root)])

    assert status == 1
    assert entry_of(root, Language.ES, "One").forms == ("Uno",)
    assert "handlers/start.py:1: cannot be read" in capsys.readouterr().err


def test_a_broken_catalog_is_named_and_left_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project('words.say("a", "One")')
    path = catalog_path(Language.ES, root / "locales")
    conflict = '<<<<<<< ours\nmsgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n'
    path.write_text(conflict, encoding="utf-8")

    assert check.main(["--root", str(root)]) == 1
    assert update.main(["--root", str(root)]) == 1
    assert path.read_text(encoding="utf-8") == conflict
    assert capsys.readouterr().err.count("the catalog es cannot be read") == 2


def test_complete_catalogs_pass(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(
        'words.say("a", "<b>{x}</b> &amp; more", x=1)\nwords.count("a", "A case", "{n} cases", 2)',
        {"<b>{x}</b> &amp; more": "<b>{x}</b> &amp; más", "A case": ("Un caso", "{n} casos")},
    )

    capsys.readouterr()

    assert check.main(["--root", str(root)]) == 0
    assert capsys.readouterr().out == "The catalogs are complete, in es and en.\n"


def test_the_command_prints_one_line_a_problem_and_fails(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project('words.say("a", "One\\nand more")')

    status = check.main(["--root", str(root)])

    assert status == 1
    assert capsys.readouterr().err == 'locales/es/LC_MESSAGES/participa.po: [a] "One": not translated\n'


def test_a_message_that_nobody_extracted_and_one_that_nobody_says_fail(project: Project) -> None:
    root = project('words.say("a", "One")', {"One": "Uno"})

    (root / "handlers" / "start.py").write_text('words.say("a", "Two")', encoding="utf-8")

    assert [str(problem) for problem in check.problems(root)] == [
        'handlers/start.py: [a] "Two": not in both catalogs: run `python -m locales.update`',
        'locales/es/LC_MESSAGES/participa.po: [a] "One": obsolete, the source does not say it: '
        "run `python -m locales.update`",
        'locales/en/LC_MESSAGES/participa.po: [a] "One": obsolete, the source does not say it: '
        "run `python -m locales.update`",
    ]


def test_an_obsolete_message_that_is_commented_out_fails(project: Project) -> None:
    root = project("")
    with catalog_path(Language.ES, root / "locales").open("a", encoding="utf-8") as file:
        file.write('#~ msgctxt "a"\n#~ msgid "Old"\n#~ msgstr "Viejo"\n')

    assert found(root) == ["1 obsolete messages are kept: run `python -m locales.update`"]


@pytest.mark.parametrize(
    "call",
    [
        'words.say("a", text)',
        "words.say(context, text)",
        'words(language).plain("a", f"Hello {name}")',
        'words(language).say(context, "One")',
        'turn.words.say(context, "One")',
        'turn.words.plain("a", "One" + more)',
        'words.count("a", "One", plural, n)',
        'w.say("a", text)',
        "Phrase(context, text)",
    ],
)
def test_a_text_that_is_no_literal_fails(project: Project, call: str) -> None:
    (problem,) = check.problems(project(f"\n{call}"))

    assert problem.place == "handlers/start.py:2"
    assert "as literals" in problem.what


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ('words.say("a", "{x}")', "the value x of the text is not given"),
        ('words.say("a", "{x}", x=1, y=2)', "the value y is given but the text does not use it"),
        ('words.say("a", "{x.y}", x=1)', "its placeholder {x.y} is not a plain name"),
        ('words.say("a", "{x:,}", x=1)', "its placeholder {x} is not a plain name"),
        ('words.say("a", "{x", x=1)', "its braces are wrong"),
        ('words.say("", "x")', "say() has an empty context or text"),
    ],
)
def test_values_that_do_not_fit_the_text_fail(project: Project, call: str, problem: str) -> None:
    (first, *_) = check.problems(project(call))

    assert first.place == "handlers/start.py:1"
    assert first.what.startswith(problem)


def test_values_handed_on_are_not_judged(project: Project) -> None:
    assert found(project('words.say("a", "{x}", **values)', {"{x}": "{x}"})) == []


def test_the_same_message_with_two_plurals_fails(project: Project) -> None:
    root = project('words.say("a", "One")\nwords.count("a", "One", "{n}", 2)', {"One": "Uno"})

    assert "the same context and text has another plural elsewhere" in found(root)


@pytest.mark.parametrize(
    ("spanish", "problem"),
    [
        ("Hola.", "the placeholder {name} is missing"),
        ("Hola, {nombre} y {name}.", "the placeholder {nombre} is not in the source"),
        ("Hola, {name", "its braces are wrong: expected '}' before end of string"),
        ("<b>Hola, {name}.", "<b> is not closed"),
        ("Hola, {name}</b>.", "</b> closes nothing"),
        ("<b><i>Hola, {name}.</b></i>", "</b> closes nothing"),
        ("<h1>Hola, {name}.</h1>", "Telegram knows no <h1>"),
        ("Hola,<br/>{name}.", "Telegram knows no <br/>"),
        ('<b class="x">Hola, {name}.</b>', "<b> takes no class"),
        ("Hola & {name}.", '"&" is written &amp;'),
        ("Hola 1 < 2 {name}.", '"<" is written &lt;'),
        ("Hola&nbsp;{name}.", "Telegram knows no &nbsp;"),
        ("Hola, {name}. ¿Tienes un caso?", '"Tienes" is not usted'),
        ("Hola, {name}. Este es tu caso.", '"tu" is not usted'),
        ("Hola, {name}. Va bien?", '"¿" and "?" are not in pairs'),
        ("Hola, {name}. Bien!", '"¡" and "!" are not in pairs'),
        ("Hola, {name}: 9\u202fm.", "a narrow no-break space (U+202F) is written as U+00A0"),
    ],
)
def test_a_translation_that_would_go_wrong_fails(project: Project, spanish: str, problem: str) -> None:
    root = project('words.say("a", "Hello, {name}.", name=1)', {"Hello, {name}.": spanish})

    assert problem in found(root)


def test_a_link_is_html_that_telegram_knows(project: Project) -> None:
    spanish = (
        '<a href="{name}">Hola</a> <code>x</code> <tg-spoiler>&lt;</tg-spoiler> <blockquote expandable>y</blockquote>'
    )

    assert found(project('words.say("a", "Hello, {name}.", name=1)', {"Hello, {name}.": spanish})) == []


def test_html_in_a_text_that_is_shown_as_it_stands_fails(project: Project) -> None:
    problem = "said as bare text, so a tag or an entity would be read literally"

    assert found(project('words.plain("a", "Yes")', {"Yes": "<b>Sí</b>"})) == [problem]
    translate(project('words.plain("a", "Yes")'), {"Yes": "Sí &amp; no"})
    assert found(project('words.plain("a", "Yes")', {"Yes": "Sí & no, 1 < 2"})) == []


def test_a_phrase_has_no_sign_that_html_would_need(project: Project) -> None:
    problem = 'said both as HTML and as bare text, so it may hold no "<", ">" or "&"'

    assert found(project('Phrase("a", "Yes")', {"Yes": "Sí & no"})) == [problem]


def test_one_case_may_be_said_without_its_number_but_not_without_its_name(project: Project) -> None:
    source = 'words.count("a", "{n} case of {x}", "{n} cases of {x}", n, x=1)'

    assert found(project(source, {"{n} case of {x}": ("Un caso de {x}", "{n} casos de {x}")})) == []
    assert found(project(source, {"{n} case of {x}": ("Un caso", "{n} casos de {x}")})) == [
        "the placeholder {x} is missing"
    ]


def test_a_sentence_of_more_than_twenty_words_fails(project: Project) -> None:
    twenty = "Dato" + " dato" * 19

    assert found(project('words.say("a", "Long")', {"Long": f"{twenty}. {twenty}."})) == []
    (problem,) = found(project('words.say("a", "Long")', {"Long": f"{twenty} más."}))
    assert problem.startswith("a sentence has 21 words, at most 20")


def test_a_message_that_reads_hard_fails_unless_it_is_excepted_with_a_reason(project: Project) -> None:
    root = project('words.say("a", "Hard")', {"Hard": HARD})
    exceptions = root / "locales" / "readability_exceptions.toml"

    (problem,) = found(root)
    assert problem.startswith("reads hard: perspicuidad ")

    exceptions.write_text('[[exception]]\ncontext = "a"\nmessage = "Hard"\nreason = "A name fixed by law."\n')
    assert found(root) == []

    exceptions.write_text('[[exception]]\ncontext = "a"\nmessage = "Hard"\n')
    assert found(root) == ["an exception needs its reason"]


def test_a_message_too_short_to_be_scored_may_have_long_words(project: Project) -> None:
    short = "Participación ciudadana institucional, transparencia administrativa"

    assert found(project('words.say("a", "Short")', {"Short": short})) == []


@pytest.mark.parametrize(
    ("message", "problem"), [("Easy", "stale: the message reads well"), ("Gone", "stale: there is no such message")]
)
def test_a_stale_exception_fails(project: Project, message: str, problem: str) -> None:
    root = project('words.say("a", "Easy")', {"Easy": "Va bien."})
    exceptions = root / "locales" / "readability_exceptions.toml"

    exceptions.write_text(f'[[exception]]\ncontext = "a"\nmessage = "{message}"\nreason = "Once it was hard."\n')

    assert found(root) == [problem]


def test_the_catalogs_of_this_project_are_right() -> None:
    root = Path(__file__).parents[2]

    assert [str(problem) for problem in check.problems(root)] == []

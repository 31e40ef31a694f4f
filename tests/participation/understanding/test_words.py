"""Words, spelling, expressions and times: the parts that the reader is made of."""

from datetime import date

import pytest

from participation.understanding.analysis import Analyser
from participation.understanding.language import language_data
from participation.understanding.phrases import Found, Phrases
from participation.understanding.spelling import Spelling
from participation.understanding.times import AskedTime, asked_time
from participation.understanding.words import fold, folded_words, sound, stem


@pytest.mark.parametrize(
    "forms",
    [
        "publicar publicación publicaron publicado publiquen publicaciones publicándose",
        "invitar invitación invitaciones invitaron inviten",
        "convocar convocatoria convocaron convoquen",
        "mandar mandaron mandarme mandado manden mándenme",
        "informe informes",
        "video videos",
    ],
)
def test_the_forms_of_a_word_share_their_stem(forms: str) -> None:
    assert len({stem(word) for word in folded_words(forms)}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("estado", "estar"), ("informe", "informar"), ("casa", "caso"), ("mesa", "mes")]
)
def test_unlike_words_keep_unlike_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("written", "meant"), [("isieron", "hicieron"), ("bideo", "video"), ("kiero", "quiero"), ("yamar", "llamar")]
)
def test_what_sounds_alike_is_alike(written: str, meant: str) -> None:
    assert sound(written) == sound(meant)


def test_letters_drawn_out_and_accents_are_left_aside() -> None:
    assert fold("HOLAAAAÁ") == "hola"
    assert fold("2000") == "2000"


def test_a_slip_is_repaired_but_an_unknown_word_is_left() -> None:
    spelling = Spelling(["invitaciones", "avance", "gato"])

    assert [spelling.repair(word) for word in ("invitasiones", "avnace", "ajiaco", "gatp")] == [
        "invitaciones",
        "avance",
        "ajiaco",
        "gatp",
    ]


def test_words_that_are_only_heard_are_not_guessed_from_a_slip() -> None:
    spelling = Spelling(["reunion"], heard_only=["perros"])

    assert [spelling.repair(word) for word in ("peros", "perez", "perroz")] == ["perros", "perez", "perros"]


def test_expressions_are_found_by_stem_as_written_or_with_a_gap() -> None:
    phrases = Phrases({"case": ["mi radicado"], "report": ["=reporte"], "threat": ["van a matar _ a"]})

    def find(text: str) -> list[Found]:
        words = folded_words(text)
        return phrases.find([stem(word) for word in words], words)

    assert find("mis radicados") == []
    assert find("mi radicado") == [Found(0, 2, "case")]
    assert find("un reporte que reportan") == [Found(1, 2, "report")]
    assert find("van a matar hoy mismo a todos") == [Found(0, 6, "threat")]
    assert find("van a matar el tiempo de hoy mismo a todos") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿cómo iba en marzo?", AskedTime(month=3)),
        ("cómo iba en marzo de 2021", AskedTime(year=2021, month=3)),
        ("el evento del 30 de junio", AskedTime(month=6, day=30)),
        ("el 15 julio", AskedTime(month=7, day=15)),
        ("primer semestre", AskedTime(semester=1)),
        ("semestre 2", AskedTime(semester=2)),
        ("el tercer trimestre", AskedTime(quarter=3)),
        ("de enero a junio", AskedTime(semester=1)),
        ("hay eventos esta semana", AskedTime(relative="this_week")),
        ("el mes pasado", AskedTime(relative="last_month")),
        ("30/06/2021", AskedTime(year=2021, month=6, day=30)),
        ("2021-06-30", AskedTime(year=2021, month=6, day=30)),
        ("el plan 2021", AskedTime(year=2021)),
        ("dos productos de julio", AskedTime(month=7)),
        ("cómo va el plan", None),
    ],
)
def test_times_are_found(text: str, expected: AskedTime | None) -> None:
    assert asked_time(folded_words(text), language_data("es").times) == expected


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        (AskedTime(month=2), (date(2024, 2, 1), date(2024, 2, 29))),
        (AskedTime(month=6, day=30), (date(2024, 6, 30), date(2024, 6, 30))),
        (AskedTime(month=6, day=31), None),
        (AskedTime(semester=2), (date(2024, 7, 1), date(2024, 12, 31))),
        (AskedTime(quarter=2, year=2023), (date(2023, 4, 1), date(2023, 6, 30))),
        (AskedTime(year=2022), (date(2022, 1, 1), date(2022, 12, 31))),
        (AskedTime(relative="yesterday"), (date(2024, 12, 31), date(2024, 12, 31))),
        (AskedTime(relative="this_week"), (date(2024, 12, 30), date(2025, 1, 5))),
        (AskedTime(relative="next_month"), (date(2025, 2, 1), date(2025, 2, 28))),
        (AskedTime(relative="last_month"), (date(2024, 12, 1), date(2024, 12, 31))),
        (AskedTime(relative="last_year"), (date(2024, 1, 1), date(2024, 12, 31))),
        (AskedTime(relative="someday"), None),
    ],
)
def test_a_time_is_a_span_of_days(asked: AskedTime, span: tuple[date, date] | None) -> None:
    assert asked.span(2024, date(2025, 1, 1)) == span


def test_a_case_number_is_not_taken_for_the_plan() -> None:
    analyser = Analyser(language_data("es"))

    assert analyser.analyse("PPC-2021-000001-7").words[0] == "radicado"
    assert analyser.analyse("cómo va el ppc").words[3:] == ["plan", "de", "participacion", "ciudadana"]

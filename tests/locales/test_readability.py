"""The readability of Spanish: syllables by the RAE's rules, the index beside another implementation of it."""

import warnings

import pytest

from locales.readability import NORMAL, count_words, perspicuity, sentences
from locales.syllables import count_syllables, spell

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its patterns are no raw strings: Python warns when it compiles the module
    from legibilidad import legibilidad as oracle  # type: ignore[import-untyped] # it is published without types

SYLLABLES = {
    1: "y muy hoy ley guion que PDET web vais",
    2: "días río país búho ahí agua quiere guíe reyes rehusar huía prohibir",
    3: "ahora vergüenza oíais construía Uruguay Paraguay vihuela desahucio ahumado reúne chiita PDF",
    4: "vehículo lingüística averigüéis cacahuete paranoia leíamos",
    5: "participación ciudadanía cooperación informática",
}

TEXTS = [
    "Hola. Soy Participa, el asistente automático de la entidad. Le cuento cómo va el Plan de Participación Ciudadana. "
    "También recibo observaciones y preguntas. Las responde un funcionario.",
    "El diálogo se aplazó. Los invitados recibieron un correo. La nueva fecha está por definir.",
    "Escriba su observación. Puede enviar fotos, audios o documentos. Antes de enviarla, usted la revisa.",
    "Su nombre no queda en el caso. Guardamos este chat aparte, para responderle. Su voz o una foto pueden "
    "identificarle.",
    "Solo personal autorizado lee su denuncia. Telegram no es un canal secreto. Si teme por su seguridad, use otro.",
    "Le respondemos a más tardar en quince días hábiles. Guarde el número de su caso.",
    "¿Quiere registrar esto como observación? Puede hacerlo hasta el día de cierre: nosotros le avisamos.",
    "Había una vez un rey que vivía en un país lejano, y tenía tres hijas muy bonitas. Un día, la mayor se fue.",
    "La implementación de los mecanismos institucionales de participación ciudadana incidirá en la transparencia de "
    "las administraciones territoriales.",
]

# The oracle rounds to two decimals. It differs more where it errs itself: it splits "exige" into two, hears every h,
# ends a sentence at a bracket, and cannot read figures. The texts above hold none of these.
TOLERANCE = 0.01


@pytest.mark.parametrize(("word", "syllables"), [(word, n) for n, words in SYLLABLES.items() for word in words.split()])
def test_syllables_are_counted_by_the_rules_of_spelling(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


@pytest.mark.parametrize("text", TEXTS)
def test_the_index_is_that_of_another_implementation(text: str) -> None:
    assert perspicuity(text) == pytest.approx(oracle.szigriszt_pazos(text), abs=TOLERANCE)


def test_plain_words_read_well_and_office_language_does_not() -> None:
    assert perspicuity(TEXTS[1]) > NORMAL
    assert perspicuity(TEXTS[-1]) < NORMAL


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_said_twice_reads_as_it_does_once(text: str) -> None:
    assert perspicuity(f"{text}\n{text}") == pytest.approx(perspicuity(text))


def test_figures_are_read_as_they_are_spoken() -> None:
    assert perspicuity("Son 1.240 casos.") == perspicuity("Son mil doscientos cuarenta casos.")
    assert perspicuity("Son 26 casos.") == perspicuity("Son veintiséis casos.")
    assert perspicuity("Es el 007.") == perspicuity("Es el cero cero siete.")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (30, "treinta"),
        (31, "treinta y uno"),
        (100, "cien"),
        (101, "ciento uno"),
        (1000, "mil"),
        (1240, "mil doscientos cuarenta"),
        (21_000, "veintiún mil"),
        (31_000, "treinta y un mil"),
        (1_000_000, "un millón"),
        (2_500_021, "dos millones quinientos mil veintiuno"),
    ],
)
def test_numbers_are_spelt(number: int, words: str) -> None:
    assert spell(number) == words


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_out_of_range_is_not_spelt(number: int) -> None:
    with pytest.raises(ValueError, match="is not spelt"):
        spell(number)


def test_a_text_without_words_has_no_index() -> None:
    with pytest.raises(ValueError, match="without words"):
        perspicuity("… — ✅")


def test_sentences_end_at_stops_and_lines_but_not_at_abbreviations() -> None:
    text = "Llegó a las 9:15 a. m. del 1.º de julio. ¿Ya lo vio?\nGuarde el número: es 7,5 de 10"

    assert sentences(text) == [
        "Llegó a las 9:15 a. m. del 1.º de julio",
        "¿Ya lo vio",
        "Guarde el número: es 7,5 de 10",
    ]


def test_a_figure_is_one_word() -> None:
    assert count_words("26 % de 1.240 casos") == 4

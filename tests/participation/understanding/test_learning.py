"""What an office can extend: the data files of a language and what staff teach."""

import pytest

from participation.understanding import ContributionKind, Example, Intent, Reader, Subject, SubjectKind
from participation.understanding.language import LANGUAGES_FOLDER, language_data
from participation.understanding.mentions import Filling, mentions
from participation.understanding.times import RELATIVE
from participation.understanding.words import folded_words

SUBJECTS = [
    Subject("talleres", SubjectKind.PRODUCT, ("Talleres rurales",), number=1),
    Subject("boletin", SubjectKind.PRODUCT, ("Boletín mensual",), number=2),
    Subject("cierre", SubjectKind.EVENT, ("el cierre",), serves="talleres"),
]
LANGUAGES = sorted(folder.name for folder in LANGUAGES_FOLDER.iterdir() if folder.is_dir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_and_every_kind_of_contribution_has_examples(language: str) -> None:
    data = language_data(language)

    assert set(data.examples) == {intent.value for intent in Intent}
    assert set(data.contributions) == {kind.value for kind in ContributionKind}
    assert min(map(len, data.examples.values())) >= 60
    assert min(map(len, data.contributions.values())) >= 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_example_says_two_things(language: str) -> None:
    filling = Filling((), language_data(language).generic_mentions)
    by_sentence: dict[tuple[str, ...], set[str]] = {}
    for intent, patterns in language_data(language).examples.items():
        for pattern in patterns:
            for sentence in filling.sentences(pattern):
                by_sentence.setdefault(tuple(folded_words(sentence)), set()).add(intent)

    assert [(words, intents) for words, intents in by_sentence.items() if len(intents) > 1 and words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_relative_times_are_known_to_the_calendar(language: str) -> None:
    assert set(language_data(language).times.relative.values()) <= RELATIVE


def test_choices_and_optional_words_make_sentences() -> None:
    filling = Filling(SUBJECTS, {"evento": ["el evento"], "producto": [], "entidad": []})

    assert set(filling.sentences("(como|en que) va [hoy]")) == {
        "como va hoy",
        "como va ",
        "en que va hoy",
        "en que va ",
    }


def test_examples_are_filled_with_the_names_of_the_plan() -> None:
    filling = Filling(SUBJECTS, {"evento": ["el evento"], "producto": ["la encuesta"], "entidad": []})

    filled = {sentence for _ in range(4) for sentence in filling.sentences("ya hicieron {producto}")}

    assert filled == {
        "ya hicieron los talleres rurales",
        "ya hicieron talleres rurales",
        "ya hicieron el boletín mensual",
        "ya hicieron boletín mensual",
    }


def test_a_name_that_begins_with_a_verb_is_also_named_by_its_object() -> None:
    subject = Subject("video", SubjectKind.PRODUCT, ("Elaborar un (1) video",))

    assert mentions(subject) == ("elaborar un video", "lo de elaborar un video", "el video")


def test_what_staff_teach_is_understood_from_then_on() -> None:
    sentence = "chirriquitín del pataclán"
    taught = [Example(f"{start}{sentence}", Intent.EVIDENCE) for start in ("", "oiga ", "dónde hay ")]

    before = Reader.for_plan(SUBJECTS).read(sentence).first
    after = Reader.for_plan(SUBJECTS, taught).read(f"{sentence} por favor").first

    assert before.intent is not Intent.EVIDENCE
    assert after.intent is Intent.EVIDENCE


def test_a_plan_without_parts_can_be_asked_about() -> None:
    reader = Reader.for_plan(())

    assert reader.read("¿cómo va el plan?").first.intent is Intent.PROGRESS_OVERALL
    assert reader.read("¿ya hicieron el video?").first.target is None


def test_the_same_plan_is_always_read_in_the_same_way() -> None:
    texts = ["ya hicieron los talleres", "el boletín es muy largo", "receta de arepas"]

    one, other = Reader.for_plan(SUBJECTS), Reader.for_plan(SUBJECTS)

    assert [one.read(text) for text in texts] == [other.read(text) for text in texts]

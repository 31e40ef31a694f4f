"""Distress, insults, personal data, and what a contribution would be registered as."""

import pytest

from participation.understanding import ContributionKind, Intent, PersonalData, Reader

DISTRESS = """me quiero morir
ya no quiero vivir más
me voy a matar
me amenazaron por hablar en la reunión
nos tienen amenazados en la vereda
resibi una amenasa de muerte
me van a matar si digo algo
temo por mi vida
hay hombres armados en el pueblo
mi esposo me pega
nos dieron 24 horas para irnos
auxilio me están siguiendo
se llevaron a mi hijo
mi mamá se está muriendo
hay una balacera
SOCORRO
estoy en peligro, ayúdenme
creo que me voy a suicidar
soy menor y un señor me toca
auxilio
ayuda me están pegando
me quieren matar
mi marido me quiere matar
mi esposo me va a matar
ese tipo nos va a matar a todos
un señor abusa de mi hijo
están abusando de una niña
mi padrastro me toca
I want to die
I am in danger help
help me please he hits me
i don't want to live
🆘""".splitlines()

CALM = """cómo va el plan
hay amenaza de lluvia para el evento
me muero de la risa con ustedes
qué video tan bueno
me aplazaron la cita
cuándo es el simulacro
el plan está muerto
ya no aguanto más a estos corruptos
no me matriculé
me muero por ver el video
ayuda con el bot
help me
me robaron
me toca dar la cédula
auxilio no sé usar esto
auxilio de transporte
un señor me tocó la puerta
abusan de la gente con esos horarios
es un abuso que aplacen todo
el video está matador
me cortaron el gas
me va a matar de la risa este bot
no quiero que me sigan mandando avisos""".splitlines()


@pytest.mark.parametrize("text", DISTRESS)
def test_distress_is_recognised(first_reader: Reader, text: str) -> None:
    assert first_reader.read(text).distress


@pytest.mark.parametrize("text", CALM)
def test_no_alarm_for_what_only_sounds_like_it(first_reader: Reader, text: str) -> None:
    assert not first_reader.read(text).distress


def test_distress_at_the_end_of_a_long_message_is_seen(first_reader: Reader) -> None:
    assert first_reader.read("hoy hubo reunión y hablamos del plan. " * 60 + "me amenazaron").distress


@pytest.mark.parametrize("text", ["son unos ladrones", "hp ratas", "bot estúpido", "partida de corruptos"])
def test_insults_are_recognised(first_reader: Reader, text: str) -> None:
    reading = first_reader.read(text)

    assert reading.insult
    assert reading.first.intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["escríbame a juan.perez@example.org", "el perro de mi vecino", "me robaron la moto"])
def test_decent_words_are_no_insults(first_reader: Reader, text: str) -> None:
    assert not first_reader.read(text).insult


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("mi cédula es 79.456.123", {PersonalData.IDENTITY_NUMBER}),
        ("cc 1020304050 y mi celular 310 456 7890", {PersonalData.IDENTITY_NUMBER, PersonalData.PHONE}),
        ("llámeme al +57 3104567890", {PersonalData.PHONE}),
        ("mi fijo es 6017654321", {PersonalData.PHONE}),
        ("escríbame a ana.ruiz@example.org", {PersonalData.EMAIL}),
        ("vivo en la calle 12 # 3-45", {PersonalData.ADDRESS}),
        ("Cra 7 No. 32-16 apto 201", {PersonalData.ADDRESS}),
        ("mi caso es PPC-2021-000001-7", set()),
        ("el 30/06/2021 no hubo evento", set()),
        ("el contrato vale 45000000", set()),
        ("asistieron 1200 personas", set()),
        ("Ley 1581 de 2012", set()),
        ("la actividad 2 del plan 2021", set()),
    ],
)
def test_personal_data_in_the_open_is_recognised(first_reader: Reader, text: str, kinds: set[PersonalData]) -> None:
    assert first_reader.read(text).personal_data == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Propongo que el diálogo sea un sábado.", ContributionKind.OBSERVATION),
        ("al video le faltan subtítulos", ContributionKind.OBSERVATION),
        ("Solicito copia del acta de la reunión", ContributionKind.PETITION),
        ("¿cuánto costó el video?", ContributionKind.PETITION),
        ("Quiero poner una queja, el funcionario me trató mal", ContributionKind.COMPLAINT),
        ("es una falta de respeto que aplacen todo sin avisar", ContributionKind.COMPLAINT),
        ("Felicitaciones por el video, quedó excelente", ContributionKind.CONGRATULATION),
        ("Denuncio que un funcionario pidió plata por un contrato", ContributionKind.DENUNCIA),
    ],
)
def test_the_kind_of_a_contribution_is_proposed(first_reader: Reader, text: str, kind: ContributionKind) -> None:
    assert first_reader.read(text).contribution.kind is kind


def test_a_contribution_is_about_the_product_that_it_names(first_reader: Reader) -> None:
    assert first_reader.read("las invitaciones llegaron muy tarde").contribution.target == "invitaciones"
    assert first_reader.read("el plan es demasiado general").contribution.target is None


@pytest.mark.parametrize("text", ["mi hija necesita un cupo en la escuela", "no hay agua en mi vereda, ayúdenme"])
def test_what_is_out_of_scope_may_still_ask_for_something(first_reader: Reader, text: str) -> None:
    reading = first_reader.read(text)

    assert reading.first.intent is Intent.OUT_OF_SCOPE
    assert reading.asks_for_something


@pytest.mark.parametrize("text", ["cuéntame un chiste", "ladrones", "gane dinero desde su casa haciendo clic"])
def test_jokes_insults_and_advertising_ask_for_nothing(first_reader: Reader, text: str) -> None:
    assert not first_reader.read(text).asks_for_something

"""What a contribution would be registered as, and that a denuncia or a petition is never lost on its way."""

import pytest

from participation.understanding import ContributionKind, Intent, Reader

DENUNCIAS = """Denuncio que el alcalde se roba la plata del plan
el contratista le paga al interventor para que firme
a mi compañera la acosa su jefe
El supervisor recibió una coima de 10 millones
el ingeniero pidió coima
me pidieron plata para darme el contrato
se roban la plata
corruptos
esto es pura corrupción
hay corupcion en la entidad
acoso sexual de un funcionario
quiero denunciar al jefe que roba
hubo soborno en la licitación
les dieron mordida
hay serrucho en ese contrato
desvío de recursos
contratos a dedo
le dieron el contrato a la empresa de mi alcalde
nepotismo
el director contrató a su sobrino
el gerente puso a la esposa de asesora
un funcionario falsificó mi firma""".splitlines()

OF_OTHERS = """cómo denuncio un robo de celular
quiero denunciar un robo
dónde denuncio a mi vecino
se robaron la bicicleta de mi hijo
me robaron la moto
partida de corruptos
necesito plata para mi negocio""".splitlines()

PETITIONS = """solicito copia de los correos de invitación
pido copia del video
necesito el acta del diálogo
exijo una respuesta
quiero que me contesten un derecho de petición
I request a copy of the report""".splitlines()

NOTHING_SPECIAL = """texto nuevo de prueba
fotos del salón
con texto
y otra más
hello idea more trees
más árboles
me toca dar la cédula""".splitlines()


ABOUT_MONEY = """¿cuánto costó el video?
¿a quién contrataron?
a quién le dieron el contrato
hay plata para el diálogo?
contrataron a alguien para el live
quién pagó el video
quiero saber qué funcionario está a cargo""".splitlines()


@pytest.mark.parametrize("text", ABOUT_MONEY)
def test_to_ask_about_money_or_contracts_accuses_nobody(first_reader: Reader, text: str) -> None:
    assert first_reader.read(text).contribution.kind is not ContributionKind.DENUNCIA


@pytest.mark.parametrize("text", DENUNCIAS)
def test_a_denuncia_is_recognised_and_its_registration_offered(first_reader: Reader, text: str) -> None:
    reading = first_reader.read(text)

    assert reading.contribution.kind is ContributionKind.DENUNCIA
    assert reading.first.intent is Intent.OBSERVE
    assert not reading.first.is_unclear


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_others_must_look_into_is_out_of_scope(first_reader: Reader, text: str) -> None:
    assert first_reader.read(text).first.intent is Intent.OUT_OF_SCOPE


def test_whether_a_denuncia_stays_secret_is_a_question_about_privacy(first_reader: Reader) -> None:
    assert first_reader.read("puedo denunciar sin que sepan quién soy").first.intent is Intent.PRIVACY


def test_a_denuncia_that_was_filed_is_looked_up(first_reader: Reader) -> None:
    assert first_reader.read("en qué va mi denuncia").first.intent is Intent.MY_OBSERVATIONS


@pytest.mark.parametrize("text", PETITIONS)
def test_a_petition_is_one_whatever_else_it_is_read_as(first_reader: Reader, text: str) -> None:
    reading = first_reader.read(text)

    assert reading.asks_for_something
    assert reading.contribution.kind is ContributionKind.PETITION


def test_who_got_no_answer_complains_and_wants_to_see_the_case(first_reader: Reader) -> None:
    reading = first_reader.read("no me han respondido")

    assert reading.first.intent is Intent.MY_OBSERVATIONS
    assert reading.contribution.kind is ContributionKind.COMPLAINT


@pytest.mark.parametrize("text", NOTHING_SPECIAL)
def test_without_a_sign_of_another_kind_it_is_an_observation(first_reader: Reader, text: str) -> None:
    assert first_reader.read(text).contribution.kind is ContributionKind.OBSERVATION


def test_the_kinds_are_the_same_on_another_plan(second_reader: Reader) -> None:
    assert second_reader.read("el ingeniero pidió coima").contribution.kind is ContributionKind.DENUNCIA
    assert second_reader.read("pido copia del acta").contribution.kind is ContributionKind.PETITION
    assert second_reader.read("fotos del salón").contribution.kind is ContributionKind.OBSERVATION

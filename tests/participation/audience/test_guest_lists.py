"""Contact lists as they come: any columns, any order, any program; what is wrong is told by its cell."""

from collections.abc import Sequence

import pytest

from locales import Language, words
from participation.audience.guest_list_reading import GuestList, Invitee, read_guest_list
from participation.audience.sheets import MOST_BYTES, NOT_A_TABLE, OLD_EXCEL, UnreadableList
from tests.participation.audience.lists import GROUPS, bomb, with_entities, xlsx

SPANISH = words(Language.ES)


def read(content: bytes) -> GuestList:
    return read_guest_list(content, GROUPS)


def said(remarks: Sequence[object]) -> list[str]:
    return [remark.text(SPANISH) for remark in remarks]  # type: ignore[attr-defined] # both kinds have it


def test_a_workbook_with_a_title_above_and_columns_of_its_own() -> None:
    content = xlsx(
        [["Directorio de alcaldías 2021"], []],
        [
            ["Directorio", None, None, None, None],
            [],
            ["Departamento", "Municipio", "Nombre de la entidad", "Correo electrónico institucional", "Grupo de valor"],
            ["Boyacá", "TUNJA", "Alcaldía de Tunja", "Contactenos@Tunja-Boyaca.gov.co", "alcaldía"],
            [
                "Antioquia",
                "San Pedro de los Milagros",
                "Alcaldía de San Pedro",
                "alcaldia@sanpedro.gov.co ",
                "ALCALDIAS",
            ],
            ["Cundinamarca", "Bogotá", "=1+1", "gobernacion@cundinamarca.gov.co", "Gobernación"],
        ],
    )

    found = read(content)

    assert found.guests == (
        Invitee("contactenos@tunja-boyaca.gov.co", "Alcaldía de Tunja", "alcaldias", "15001"),
        Invitee("alcaldia@sanpedro.gov.co", "Alcaldía de San Pedro", "alcaldias", "05664"),
        Invitee("gobernacion@cundinamarca.gov.co", "", "gobernaciones", "11001"),
    )
    assert said(found.remarks) == ["C6: es una fórmula, y las fórmulas no se leen."]
    assert found.errors == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_of_any_program(encoding: str, separator: str) -> None:
    lines = [["Nombre", "E-mail", "Grupo", "Código DANE"], ["Peñón", "penon@x.gov.co", "Alcaldías", "05001"]]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)

    assert read(content).guests == (Invitee("penon@x.gov.co", "Peñón", "alcaldias", "05001"),)


def test_a_list_without_headings_is_told_by_what_its_cells_hold() -> None:
    content = "Alcaldías,a@x.gov.co,Alcaldía de A\r\nGobernaciones,b@x.gov.co,Gobernación de B\r\n".encode()

    assert read(content).guests == (
        Invitee("a@x.gov.co", "Alcaldía de A", "alcaldias", None),
        Invitee("b@x.gov.co", "Gobernación de B", "gobernaciones", None),
    )


@pytest.mark.parametrize(
    ("place", "department", "code"),
    [
        ("Cartagena", "Bolívar", "13001"),
        ("San Pedro", "Sucre", "70717"),
        ("BOGOTA", "", "11001"),
        ("Bogotá D.C.", "Bogotá D.C.", "11001"),
        ("Tunja, Boyacá", "", "15001"),
        ("5001", "", "05001"),
        ("Tunxa", "", None),
        ("99999", "", None),
    ],
)
def test_a_municipality_is_known_by_its_name_or_code_and_never_guessed(
    place: str, department: str, code: str | None
) -> None:
    content = f"Correo;Municipio;Departamento\r\na@x.co;{place};{department}\r\n".encode()

    found = read(content)

    assert [guest.municipality for guest in found.guests] == [code]
    assert len(found.remarks) == (code is None)


def test_a_formula_in_a_csv_is_not_read_either() -> None:
    found = read(b'Correo,Nombre\r\na@x.co,"=HYPERLINK(""http://x"",""y"")"\r\n=A2,B\r\n')

    assert [(guest.email, guest.name) for guest in found.guests] == [("a@x.co", "")]
    assert [remark.values["cell"] for remark in found.remarks] == ["B2", "A3"]


def test_several_addresses_in_a_cell_are_several_guests_and_repeated_ones_are_one() -> None:
    content = (
        "sep=;\r\nNombre;Correo;Municipio\r\n"
        '"Alcaldía; despacho";"Despacho <a@x.gov.co>; mailto:b@x.gov.co";\r\n'
        ";A@X.GOV.CO;Tunja\r\n"
    ).encode("cp1252")

    found = read(content)

    assert found.guests == (
        Invitee("a@x.gov.co", "Alcaldía; despacho", None, "15001"),
        Invitee("b@x.gov.co", "Alcaldía; despacho", None, None),
    )
    assert found.repeated == 1


def test_each_error_names_its_cell_and_the_other_rows_are_read() -> None:
    content = (
        "Correo;Grupo;Municipio;Nombre\r\n"
        "sin-arroba;Alcaldías;;A\r\n"
        ";Alcaldías;;B\r\n"
        "c@x.co;Bancos;;C\r\n"
        "d@x.co;Víctimas;;D\r\n"
        "ñ@x.co;;;E\r\n"
        "f@x.co;;San Pedro;F\r\n"
        "g@x.co;;Macondo;G\r\n"
    ).encode()

    found = read(content)

    assert [guest.email for guest in found.guests] == ["f@x.co", "g@x.co"]
    assert said(found.errors) == [
        "A2: «sin-arroba» no es un correo electrónico.",
        "A3: falta el correo.",
        "B4: «Bancos» no es uno de los grupos: Alcaldías, Gobernaciones, Municipios PDET.",
        "B5: «Víctimas» es un grupo de personas. Las invitaciones van solo a instituciones.",
        "A6: «ñ@x.co» no es un correo electrónico.",
    ]
    assert said(found.remarks) == [
        "C7: hay varios municipios «San Pedro». Escriba también el departamento, o el código del DANE.",
        "C8: no hay un municipio «Macondo». El invitado queda sin municipio.",
    ]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bomb(), id="a bomb"),
        pytest.param(with_entities(), id="entities of its own"),
        pytest.param(b"PK\x03\x04 not a package", id="a broken package"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="the old Excel"),
        pytest.param(b"a@x.co;" * (MOST_BYTES // 7 + 1), id="too large"),
        pytest.param(b"a@x.co\n" * 5_001, id="too many rows"),
        pytest.param(b"\x00\x01\x02a@x.co", id="no text"),
        pytest.param("Nombre;Teléfono\r\nA;3001234567".encode(), id="no addresses"),
        pytest.param(b"", id="empty"),
        pytest.param(xlsx([[]]), id="an empty workbook"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableList) as refused:
        read(content)

    assert refused.value.text(SPANISH) != refused.value.phrase.message


def test_what_is_wrong_with_a_file_is_told_apart() -> None:
    with pytest.raises(UnreadableList) as old:
        read(b"\xd0\xcf\x11\xe0")
    with pytest.raises(UnreadableList) as broken:
        read(b"PK\x03\x04")

    assert (old.value.phrase, broken.value.phrase) == (OLD_EXCEL, NOT_A_TABLE)

"""The plan file and products that were changed in the chat: nothing is undone silently, a third value is meant so."""

from datetime import timedelta

from sqlalchemy import select

from participation.plan import compare, import_plan, kept, read_plan_text
from participation.plan.editing import advances, done, proves, stands, without
from participation.plan.product_now import Proof, product_now
from storage import Session
from storage.models.history import PlanChange
from storage.models.plan import Evidence, Product, ProductStatus
from storage.models.staff import StaffMember
from tests.participation.products.stories import FILE, PROOF, TODAY, done_with_proof, edited
from tests.support.running import START

LATER = START + timedelta(days=1)
OLD = "            estado: aplazado\n            avance: 0\n"
POSTPONED = "              - texto: >-\n                  El primer espacio de diálogo"


def imported(session: Session, text: str = FILE) -> list[str]:
    return [f"{one.key}.{one.field}" for one in import_plan(session, read_plan_text(text), LATER)]


def test_a_file_that_repeats_what_was_leaves_what_the_chat_changed_however_often(
    planned: Session, publisher: StaffMember
) -> None:
    done_with_proof(planned, publisher)
    file = read_plan_text(FILE)

    assert compare(planned, file) == []
    stays = {(one.key, one.field, str(one.new), str(one.old)) for one in kept(planned, file)}
    assert stays == {
        ("evento-vivo", "estado", "cumplido", "aplazado"),
        ("evento-vivo", "avance", "100", "0"),
        ("evento-vivo", "ejecutado_el", "2021-07-01", "None"),
        ("evento-vivo/3", "texto", PROOF.text, "None"),
    }
    assert (imported(planned), imported(planned)) == ([], [])
    assert product_now(planned, "evento-vivo").is_done


def test_a_third_value_is_taken_over_and_so_is_all_that_would_not_fit_with_it(
    planned: Session, publisher: StaffMember
) -> None:
    done_with_proof(planned, publisher)
    third = FILE.replace(OLD, OLD.replace("avance: 0", "avance: 30").replace("aplazado", "en_ejecucion"))

    assert imported(planned, third) == ["evento-vivo.estado", "evento-vivo.avance", "evento-vivo.ejecutado_el"]

    found = product_now(planned, "evento-vivo")
    assert (found["status"], found["percentage"], found["executed_on"]) == (ProductStatus.IN_PROGRESS, 30, None)
    assert found.evidence[-1] == PROOF


def test_once_file_and_chat_agree_the_file_counts_again(planned: Session, publisher: StaffMember) -> None:
    edited(planned, publisher, "evento-vivo", stands(ProductStatus.IN_PROGRESS, 30))
    agreed = FILE.replace(OLD, OLD.replace("avance: 0", "avance: 30").replace("aplazado", "en_ejecucion"))
    assert imported(planned, agreed) == []
    rows = len(planned.scalars(select(PlanChange.id)).all())
    assert imported(planned, agreed) == []
    assert len(planned.scalars(select(PlanChange.id)).all()) == rows

    assert imported(planned) == ["evento-vivo.estado", "evento-vivo.avance"]


def test_a_file_made_of_the_plan_as_it_is_here_knows_what_was_done_before(
    planned: Session, publisher: StaffMember
) -> None:
    edited(planned, publisher, "evento-vivo", advances(30), START)
    edited(planned, publisher, "evento-vivo", without(1, "Ya no aplica."), START)
    file = read_plan_text(FILE)

    assert compare(planned, file) == []
    assert [one.field for one in compare(planned, file, known_until=START)][:1] == ["avance"]
    assert len(import_plan(planned, file, LATER, known_until=START)) > 1
    assert len(product_now(planned, "evento-vivo").evidence) == 2


def test_evidence_taken_out_here_stays_out_and_what_was_added_stays_in(
    planned: Session, publisher: StaffMember
) -> None:
    second = product_now(planned, "evento-vivo").evidence[1]
    edited(planned, publisher, "evento-vivo", without(1, "Ya no aplica."))
    edited(planned, publisher, "evento-vivo", proves(PROOF, TODAY))

    assert imported(planned) == []
    told = [(one.key, one.new, str(one.old)[:20]) for one in kept(planned, read_plan_text(FILE))]
    assert told == [
        ("evento-vivo/2", PROOF.text, "None"),
        ("evento-vivo/1", None, "El primer espacio de"),
    ]
    other = FILE.replace(POSTPONED, "              - texto: Una más de la oficina.\n" + POSTPONED)
    imported(planned, other)
    texts = [one.text for one in product_now(planned, "evento-vivo").evidence]
    assert texts == ["Una más de la oficina.", second.text, PROOF.text]
    edited(planned, publisher, "evento-vivo", proves(Proof(read_first()), TODAY))
    assert len(product_now(planned, "evento-vivo").evidence) == 4
    imported(planned, other)
    assert len(product_now(planned, "evento-vivo").evidence) == 4


def read_first() -> str:
    [row] = [one for one in read_plan_text(FILE).rows if one.key == "evento-vivo/1"]
    return str(row.values["text"])


def test_what_a_file_has_had_since_it_may_drop_again(planned: Session, publisher: StaffMember) -> None:
    edited(planned, publisher, "evento-vivo", proves(PROOF, TODAY))
    own = f"              - {{texto: {PROOF.text}, fecha: 2021-06-30, enlace: {PROOF.link}}}\n"
    assert imported(planned, FILE.replace(POSTPONED, own + POSTPONED)) != []

    imported(planned)

    assert PROOF not in product_now(planned, "evento-vivo").evidence


def test_a_file_that_makes_it_done_with_what_was_taken_out_brings_it_back(
    planned: Session, publisher: StaffMember
) -> None:
    for _ in range(2):
        edited(planned, publisher, "evento-vivo", without(1, "Ya no aplica."))
    makes_done = FILE.replace(OLD, OLD.replace("aplazado", "cumplido").replace("avance: 0", "avance: 100"))

    imported(planned, makes_done)

    found = product_now(planned, "evento-vivo")
    assert (found.is_done, len(found.evidence)) == (True, 2)


def test_a_file_that_does_not_know_of_an_upload_does_not_take_it_away(planned: Session, publisher: StaffMember) -> None:
    photo = Proof("La foto del diálogo.", (), None, "jpg", 1_000, "a" * 64, "foto.jpg")
    edited(planned, publisher, "evento-vivo", proves(photo, TODAY))
    own = "              - texto: La foto del diálogo.\n"

    imported(planned, FILE.replace(POSTPONED, own + POSTPONED))

    assert product_now(planned, "evento-vivo").evidence[0] == photo


def test_a_product_that_the_file_drops_goes_with_its_evidence(planned: Session, publisher: StaffMember) -> None:
    edited(planned, publisher, "video", proves(PROOF, TODAY))
    edited(planned, publisher, "video", without(1, "Se repite."))
    edited(planned, publisher, "video", done(TODAY, TODAY))
    before, rest = FILE.split("          - codigo: video\n")
    without_video = before + rest[rest.index("\nproductos_sin_detalle:") :]
    without_video = without_video.replace("        productos:\n\nproductos_sin", "\nproductos_sin")

    imported(planned, without_video)

    shown = select(Product.code).where(Product.retired_at.is_(None))
    assert "video" not in planned.scalars(shown).all()
    assert (
        planned.scalars(select(Evidence.text).where(Evidence.text == PROOF.text, Evidence.retired_at.is_(None))).all()
        == []
    )

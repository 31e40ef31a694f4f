"""The files among the evidence: kept while the plan or its history names them, open while people see them."""

from sqlalchemy import select

from participation.plan.editing import proves, without
from participation.plan.frozen import frozen_parts
from participation.plan.product_now import Proof
from participation.plan.public_files import PREFIX, PublicFile, file_address, file_of_evidence
from storage import Session
from storage.models.history import PublishedCut
from storage.models.kinds import PartKind
from storage.models.plan import Evidence
from storage.models.staff import StaffMember
from storage.queries import attachments
from storage.queries.plan_parts import stored_parts
from tests.participation.products.stories import TODAY, edited

HASH, OTHER = "ab" * 32, "cd" * 32
ACT = Proof("Acta del diálogo.", (), None, "pdf", 1_000, HASH, "Acta «final» 1º.pdf")


def test_a_file_is_open_while_it_is_evidence_and_kept_as_long_as_the_history(
    planned: Session, publisher: StaffMember
) -> None:
    edited(planned, publisher, "evento-vivo", proves(ACT, TODAY))
    found = file_of_evidence(planned, HASH[:PREFIX])
    assert found is not None
    assert (found.hash, found.product_code, found.mime, found.part) == (
        HASH,
        "evento-vivo",
        "application/pdf",
        PartKind.DOCUMENT,
    )
    assert file_address(found.hash, found.name) == "evidencia/abababababababab/acta-final-1o.pdf"

    edited(planned, publisher, "evento-vivo", without(3, "Tiene un dato personal."))

    assert file_of_evidence(planned, HASH[:PREFIX]) is None
    assert attachments.referenced(planned, [HASH, OTHER]) == {HASH}


def test_what_was_published_keeps_its_files(planned: Session, publisher: StaffMember) -> None:
    edited(planned, publisher, "evento-vivo", proves(ACT, TODAY))
    cut = planned.scalars(select(PublishedCut)).first()
    assert cut is not None
    cut.parts = frozen_parts(stored_parts(planned, 2021))
    planned.delete(planned.scalars(select(Evidence).where(Evidence.file_hash == HASH)).one())
    planned.flush()

    assert attachments.referenced(planned, [HASH, OTHER]) == {HASH}


def test_pictures_are_shown_as_photos_unless_they_are_too_large() -> None:
    parts = [PublicFile(HASH, name, size, "", "video").part for name, size in (("a.jpg", 9), ("a.JPEG", 10**8))]

    assert parts == [PartKind.PHOTO, PartKind.DOCUMENT]
    assert PublicFile(HASH, "a.exe", 1, "", "video").mime == "application/octet-stream"

"""PDFs lose what tells of people and what runs by itself; the pages stay."""

import json
import os
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from participation.attachments import Kind, Refused, inspect
from tests.participation.attachments.samples import SECRET, jpeg

WHO = SECRET.decode()
WORDS = b"BT /F1 12 Tf 72 700 Td (La via esta cerrada) Tj ET"


def document() -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(WORDS)
    return pdf


def saved(pdf: Pdf, **options: object) -> bytes:
    written = BytesIO()
    pdf.save(written, **options)  # type: ignore[arg-type] # passed on as they are
    return written.getvalue()


def cleaned(pdf: Pdf) -> tuple[Pdf, list[str]]:
    accepted = inspect(saved(pdf), "oficio.pdf", "application/pdf", Kind.DOCUMENT)
    assert (accepted.mime, accepted.extension) == ("application/pdf", ".pdf")
    return pikepdf.open(BytesIO(accepted.clean)), [note.message for note in accepted.notes]


def everything(pdf: Pdf) -> bytes:
    """All that a reader could find in it, unpacked."""
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)


def test_a_pdf_loses_its_properties_and_keeps_its_pages() -> None:
    pdf = document()
    pdf.docinfo["/Author"] = WHO
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [WHO]
    pdf.pages[0].PieceInfo = Dictionary(Private=String(WHO))

    clean, notes = cleaned(pdf)

    assert SECRET not in everything(clean)
    assert "/Info" not in clean.trailer
    assert "/Metadata" not in clean.Root
    assert clean.pages[0].Contents.read_bytes() == WORDS
    assert notes == []


def test_a_note_forgets_who_wrote_it_and_keeps_its_words() -> None:
    pdf = document()
    note = Dictionary(Subtype=Name.Text, Rect=[0, 0, 9, 9], T=String(WHO), M=String("D:2021"), Contents=String("Ojo"))
    pdf.pages[0].Annots = Array([note])

    clean, _ = cleaned(pdf)

    assert sorted(clean.pages[0].Annots[0].keys()) == ["/Contents", "/Rect", "/Subtype"]


def test_a_photo_in_a_pdf_loses_where_it_was_taken() -> None:
    pdf = document()
    photo = Stream(pdf, jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=32)
    photo.ColorSpace, photo.BitsPerComponent, photo.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Foto=photo))

    clean, _ = cleaned(pdf)

    picture = clean.pages[0].Resources.XObject.Foto
    assert isinstance(picture, Stream)
    assert SECRET not in picture.read_raw_bytes()
    assert pikepdf.PdfImage(picture).as_pil_image().size == (64, 32)


@pytest.mark.parametrize("action", ["JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "GoToR", "Rendition"])
def test_what_runs_by_itself_is_taken_out_and_told(action: str) -> None:
    pdf = document()
    runs = Dictionary(S=Name("/" + action), JS=String("app.alert(1)"), F=String("cmd.exe"))
    pdf.Root.OpenAction = pdf.make_indirect(runs)
    pdf.pages[0].AA = Dictionary(O=runs)
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=runs)])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("x"), runs]))

    clean, notes = cleaned(pdf)

    assert not any(trace in everything(clean) for trace in (b"alert", b"cmd.exe", action.encode()))
    assert notes == ["We took the programs and the attached files out of the PDF."]


def test_links_to_pages_and_addresses_stay() -> None:
    pdf = document()
    link = Dictionary(S=Name.URI, URI=String("https://www.example.org/plan"))
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link)])
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))

    clean, notes = cleaned(pdf)

    assert str(clean.pages[0].Annots[0].A.URI) == "https://www.example.org/plan"
    assert Name.GoTo == clean.Root.OpenAction.S
    assert notes == []


def test_files_in_a_pdf_are_taken_out_and_told() -> None:
    pdf = document()
    pdf.attachments["cuentas.xlsx"] = b"PK\x03\x04" + SECRET

    clean, notes = cleaned(pdf)

    assert len(clean.attachments) == 0
    assert SECRET not in everything(clean)
    assert notes == ["We took the programs and the attached files out of the PDF."]


def test_a_signature_is_told_to_be_lost() -> None:
    pdf = document()
    value = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Name=String(WHO), Contents=String("x"))
    field = Dictionary(FT=Name.Sig, Subtype=Name.Widget, Rect=[0, 0, 9, 9], T=String("Firma"), V=value)
    pdf.pages[0].Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots, SigFlags=3)

    clean, notes = cleaned(pdf)

    assert SECRET not in everything(clean)
    assert str(clean.pages[0].Annots[0].T) == "Firma"
    assert notes == ["We took the hidden data out of the file. Its digital signature can no longer be checked."]


def test_what_an_older_version_said_goes() -> None:
    content = saved(document())
    revised = content.replace(b"%%EOF", b"") + b"\n99 0 obj (" + SECRET + b") endobj\n%%EOF"

    assert SECRET not in inspect(revised, "oficio.pdf", None, Kind.DOCUMENT).clean


def test_a_locked_pdf_is_asked_for_without_its_password() -> None:
    content = saved(document(), encryption=pikepdf.Encryption(user="clave", owner="otra"))

    with pytest.raises(Refused, match="password"):
        inspect(content, "extracto.pdf", None, Kind.DOCUMENT)


def test_a_pdf_that_only_forbids_printing_is_taken() -> None:
    content = saved(document(), encryption=pikepdf.Encryption(user="", owner="otra"))

    accepted = inspect(content, "extracto.pdf", None, Kind.DOCUMENT)

    clean = pikepdf.open(BytesIO(accepted.clean))
    assert clean.pages[0].Contents.read_bytes() == WORDS
    assert not clean.is_encrypted


def test_a_portfolio_is_refused() -> None:
    pdf = document()
    pdf.Root.Collection = Dictionary(View=Name.D)

    with pytest.raises(Refused, match="other files inside"):
        inspect(saved(pdf), "carpeta.pdf", None, Kind.DOCUMENT)


def test_a_form_of_which_nothing_would_be_left_is_refused() -> None:
    pdf = document()
    pdf.Root.NeedsRendering = True

    with pytest.raises(Refused, match="Print it as a PDF"):
        inspect(saved(pdf), "formulario.pdf", None, Kind.DOCUMENT)


@pytest.mark.parametrize("rest", [b"", b"[" * 100_000, bytes(range(256)) * 99])
def test_what_only_begins_like_a_pdf_is_damaged(rest: bytes) -> None:
    with pytest.raises(Refused, match="damaged"):
        inspect(b"%PDF-1.7\n" + rest, "oficio.pdf", None, Kind.DOCUMENT)


def packed(spaces: int) -> bytes:
    """A PDF whose list of pages is in a packed stream that goes on with so many spaces."""
    packer = zlib.compressobj(1)
    start = packer.compress(b"2 0 <</Type/Pages/Kids[5 0 R]/Count 1>>")
    stream = start + b"".join(packer.compress(b" " * 1_000_000) for _ in range(spaces // 1_000_000)) + packer.flush()
    content = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    places = [0, content.index(b"1 0 obj"), 3, len(content)]
    content += b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    content += stream + b"\nendstream\nendobj\n"
    page, content = len(content), content + b"5 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
    rows = zip((0, 1, 2, 1, 1, 1), [*places, len(content), page], strict=True)
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes(2) for kind, place in rows)
    head = b"4 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return content + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(content)


def test_a_stream_that_becomes_enormous_is_not_unpacked() -> None:
    assert inspect(packed(1_000_000), "oficio.pdf", None, Kind.DOCUMENT).extension == ".pdf"

    with pytest.raises(Refused, match="damaged"):
        inspect(packed(200_000_000), "oficio.pdf", None, Kind.DOCUMENT)


def test_the_process_that_reads_a_pdf_knows_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        f"import json, os, pathlib; pathlib.Path({str(tmp_path / 'seen')!r}).write_text(json.dumps(dict(os.environ)))"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "1:invented")

    inspect(saved(document()), "oficio.pdf", None, Kind.DOCUMENT)

    assert "PYTHONPATH" in json.loads((tmp_path / "seen").read_text())
    assert "1:invented" not in (tmp_path / "seen").read_text()
    assert os.environ["BOT_TOKEN"] == "1:invented"

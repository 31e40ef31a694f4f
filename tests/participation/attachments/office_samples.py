"""Office documents as their programs write them, as far as their metadata matters."""

from tests.participation.attachments.samples import SECRET, jpeg, zipped

_WHO = SECRET.decode()
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def content_types(main: str, part: str, *others: str) -> bytes:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in others)
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/>{overrides}</Types>'
    ).encode()


def relations(*targets: tuple[str, str, str]) -> bytes:
    """Relations of (kind, target, mode)."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_KIND}{kind}" Target="{target}" TargetMode="{mode or "Internal"}"/>'
        for number, (kind, target, mode) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'.encode()


def docx_parts() -> dict[str, bytes]:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return {
        "[Content_Types].xml": content_types(main, "word/document.xml", "docProps/core.xml", "word/people.xml"),
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml", ""),
            ("core-properties", "docProps/core.xml", ""),
            ("thumbnail", "docProps/thumbnail.jpeg", ""),
        ),
        "docProps/core.xml": f"<p><creator>{_WHO}</creator></p>".encode(),
        "docProps/app.xml": f"<p><Company>{_WHO}</Company></p>".encode(),
        "docProps/thumbnail.jpeg": jpeg(),
        "word/document.xml": (
            f'<?xml version="1.0"?><!-- {_WHO} --><w:document {_WORD}><w:p w:rsidR="00AA11BB">'
            f'<w:ins w:id="1" w:author="{_WHO}" w:date="2021-07-01T09:00:00Z"><w:r><w:t xml:space="preserve">'
            'La vía está &lt;cerrada&gt; &amp; dañada. author="nadie" </w:t></w:r></w:ins></w:p></w:document>'
        ).encode(),
        "word/_rels/document.xml.rels": relations(
            ("people", "people.xml", ""),
            ("image", "media/image1.jpg", ""),
            ("hyperlink", "https://www.example.org/plan", "External"),
        ),
        "word/comments.xml": f'<w:comments {_WORD}><w:comment w:author="{_WHO}"/></w:comments>'.encode(),
        "word/people.xml": f'<w15:people xmlns:w15="x"><w15:person w15:author="{_WHO}"/></w15:people>'.encode(),
        "word/settings.xml": (
            f'<w:settings {_WORD} {_R}><w:attachedTemplate r:id="rId1"/><w:zoom w:percent="100"/></w:settings>'
        ).encode(),
        "word/_rels/settings.xml.rels": relations(
            ("attachedTemplate", f"file:///C:/Users/{_WHO}/oficio.dotx", "External")
        ),
        "word/media/image1.jpg": jpeg(6),
    }


def docx(name: str = "word/empty.xml", content: bytes = b"<empty/>") -> bytes:
    """The document with one part more, or another one."""
    return zipped(docx_parts() | {name: content})


def xlsx() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return zipped(
        {
            "[Content_Types].xml": content_types(main, "xl/workbook.xml"),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
            "xl/workbook.xml": (
                f'<workbook><fileSharing userName="{_WHO}"/><mc:AlternateContent xmlns:mc="m" xmlns:x15ac="x">'
                f'<x15ac:absPath url="C:\\Users\\{_WHO}\\"/></mc:AlternateContent><sheets/></workbook>'
            ).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet {_R}><sheetData><row><c t="str"><v>Vía</v></c></row></sheetData>'
                '<pageSetup paperSize="9" r:id="rId1"/></worksheet>'
            ).encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("printerSettings", "../printerSettings/printerSettings1.bin", ""), ("comments", "../comments1.xml", "")
            ),
            "xl/printerSettings/printerSettings1.bin": SECRET,
            "xl/comments1.xml": f"<comments><authors><author>{_WHO}</author></authors></comments>".encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                ("externalLinkPath", f"file:///C:\\Users\\{_WHO}\\cuentas.xlsx", "External")
            ),
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        }
    )


def odt_parts() -> dict[str, bytes]:
    return {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "meta.xml": f"<m><dc:creator>{_WHO}</dc:creator></m>".encode(),
        "Thumbnails/thumbnail.png": SECRET,
        "content.xml": (
            '<office:document-content xmlns:office="o" xmlns:dc="d" xmlns:text="t" xmlns:xlink="x" xmlns:draw="w">'
            f"<office:scripts><x>{_WHO}</x></office:scripts><text:p>La vía está cerrada."
            f"<office:annotation><dc:creator>{_WHO}</dc:creator><text:p>Nota</text:p></office:annotation></text:p>"
            '<draw:image xlink:href="https://example.org/seguimiento.png"/></office:document-content>'
        ).encode(),
        "settings.xml": (
            '<s xmlns:config="c"><config:config-item config:name="PrinterName" config:type="string">'
            f'{_WHO}</config:config-item><config:config-item config:name="X">1</config:config-item></s>'
        ).encode(),
        "META-INF/manifest.xml": (
            b'<m:manifest xmlns:m="n"><m:file-entry m:full-path="/"/><m:file-entry m:full-path="content.xml"/>'
            b'<m:file-entry m:full-path="meta.xml"/></m:manifest>'
        ),
    }


def odt(name: str = "mimetype", content: bytes = b"application/vnd.oasis.opendocument.text") -> bytes:
    """The document with one part more, or another one."""
    return zipped(odt_parts() | {name: content})

"""Descriptions from files: text with its pages, and the files that are refused."""

import io
import zipfile

import pytest

from documents import readers
from engine.errors import InputError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path, body):
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return path


def pdf(path, pages, password=None):
    """A PDF of plain lines, a page each, in the standard font."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(400, 400)
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                                 NameObject("/BaseFont"): NameObject("/Helvetica")})
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 300 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def test_a_pdf_keeps_its_pages(tmp_path):
    found = readers.read(pdf(tmp_path / "a.pdf", ["Sunscreen with TiO2 20%.", "It also has carbomer."]))
    assert found.pages == 2 and found.page_of(found.text.index("TiO2")) == 1
    assert found.page_of(found.text.index("carbomer")) == 2


def test_a_docx_gives_paragraphs_and_page_breaks(tmp_path):
    body = ("<w:p><w:r><w:t>TiO2 20%를 </w:t></w:r><w:r><w:t>넣었습니다.</w:t></w:r></w:p>"
            '<w:p><w:r><w:br w:type="page"/><w:t>카보머도 있습니다.</w:t></w:r></w:p>')
    found = readers.read(docx(tmp_path / "a.docx", body))
    assert "TiO2 20%를 넣었습니다.\n" in found.text and found.page_of(found.text.index("카보머")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_text_in_any_encoding(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("카보머를 넣은 크림".encode(encoding))
    assert readers.read(tmp_path / "a.txt").text == "카보머를 넣은 크림"


def test_refused(tmp_path, monkeypatch):
    cases = {
        "password": pdf(tmp_path / "locked.pdf", ["x"], password="secret"),
        "no text": pdf(tmp_path / "scan.pdf", [""]),
        "sound PDF": tmp_path / "broken.pdf",
        "sound Word": tmp_path / "broken.docx",
        "old .doc": tmp_path / "old.docx",
        "cannot be read": tmp_path / "a.hwp",
    }
    cases["sound PDF"].write_bytes(b"%PDF-1.7 nonsense")
    cases["sound Word"].write_bytes(b"PK nonsense")
    cases["old .doc"].write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest")
    cases["cannot be read"].write_bytes(b"x")
    for word, path in cases.items():
        with pytest.raises(InputError, match=word):
            readers.read(path)
    monkeypatch.setattr(readers, "MAX_BYTES", 3)
    with pytest.raises(InputError, match="larger"):
        readers.read(docx(tmp_path / "big.docx", ""))


def test_an_entity_of_a_docx_is_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    path = tmp_path / "evil.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
                         f'<w:document xmlns:w="{WORD}"><w:p><w:t>a&e;b</w:t></w:p></w:document>')
    assert "secret" not in readers.read(path).text

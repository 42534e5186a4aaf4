import re
import zipfile

import pytest

from documents.files import read, write
from engine.errors import InputError
from tests.documents.packages import parts, skeleton

MARKDOWN = """---
title: 공시
---
# 실적 공시

당사는 **보통주식** 100주를 `config.py`로
발행합니다. [공시 규정](https://example.com/규정)을 참고하세요.

- 첫째 항목
- [ ] 둘째 항목\x20\x20
  이어지는 줄

> 인용문

| 구분 | 금액 |
|---|---:|
| 매출액 | 100 |

```python
x = "한글"  # 주석
```

    들여쓴 코드

[규정]: https://example.com "규정"
English stays
as it was.
"""
ENGLISH = {
    "실적 공시": "Results disclosure", "보통주식": "Common shares", "공시 규정": "Disclosure rules", "첫째 항목": "First item",
    "당사는 보통주식 100주를 config.py로 발행합니다. 공시 규정을 참고하세요.":
        "The Company issues 100 common shares with config.py. Refer to the rules.",
    "둘째 항목": "Second item", "이어지는 줄": "A line that goes on", "인용문": "Quotation", "구분": "Item", "금액": "Amount | KRW",
    "매출액": "Sales"}


def test_markdown_keeps_code_links_and_tables(tmp_path):
    source, target = tmp_path / "in.md", tmp_path / "out.md"
    source.write_text(MARKDOWN, encoding="utf-8")
    found = read(source)
    assert {t.text for t in found.texts} | set(found.stretches) == set(ENGLISH)
    write(source, target, ENGLISH)
    expected = MARKDOWN
    for old, new in {
            "실적 공시": "Results disclosure", "첫째 항목": "First item", "둘째 항목": "Second item", "이어지는 줄": "A line that goes on",
            "인용문": "Quotation", "| 구분 | 금액 |": "| Item | Amount \\| KRW |", "매출액": "Sales",
            "당사는 **보통주식** 100주를 `config.py`로\n발행합니다. [공시 규정](https://example.com/규정)을 참고하세요.":
                "The Company issues 100 **common shares** with `config.py`. Refer to the rules."
                " ([Disclosure rules](https://example.com/규정))"}.items():
        assert old in expected
        expected = expected.replace(old, new)
    assert target.read_text(encoding="utf-8") == expected
    write(source, target, {})
    assert target.read_text(encoding="utf-8") == MARKDOWN


def test_plain_text_keeps_encoding_columns_and_wrapping(tmp_path):
    long = "당사는 이사회 결의에 따라 보통주식을 발행하기로 결정하였으며 그 내용을\r\n아래와 같이 공시하오니 투자에 참고하시기 바랍니다."
    text = f"제목\r\n\r\n  매출액      1,234    5,678\r\n{long}\r\n1. 개요\t비고\r\n"
    source, target = tmp_path / "in.txt", tmp_path / "out.txt"
    source.write_bytes(text.encode("cp949"))
    joined = long.replace("\r\n", " ")
    assert [t.text for t in read(source).texts] == ["제목", "매출액", joined, "1. 개요", "비고"]
    words = ("word " * 20).strip()
    write(source, target, {"제목": "Title", "매출액": "Sales", joined: words, "1. 개요": "1. Overview", "비고": "Note"})
    lines = target.read_bytes().decode("cp949").split("\r\n")
    assert lines[:3] == ["Title", "", "  Sales       1,234    5,678"]
    assert " ".join(lines[3:5]) == words and len(lines[3]) <= 70 and lines[5:] == ["1. Overview\tNote", ""]


def run(text, bold=False):
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content, style=""):
    return f'<w:p>{f"""<w:pPr><w:pStyle w:val="{style}"/></w:pPr>""" if style else ""}{content}</w:p>'


@pytest.fixture
def word_file(tmp_path):
    """A heading, runs with formats, a break, a tab, a table, a text box, a picture's bytes and a header."""
    path = tmp_path / "공시.docx"
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(run(c))}</w:tc>' for c in row)}</w:tr>"
                   for row in (("구분", "비고"), ("매출액", "기타")))
    box = paragraph('<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
                    f"{paragraph(run('글상자'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")
    body = (paragraph(run("실적 공시"), "Heading1")
            + paragraph(run("당사는 ") + run("보통", True) + run("주식", True) + run(" 발행") + "<w:r><w:br/></w:r>" + run("둘째 줄")
                        + "<w:r><w:tab/></w:r>" + run("금액")) + f"<w:tbl>{rows}</w:tbl>" + box)
    kinds = {"word/document.xml": "document.main+xml", "word/header1.xml": "header+xml"}
    types = "".join(f'<Override PartName="/{n}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{t}"/>'
                    for n, t in kinds.items())
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml",
                         f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>')
        package.writestr("word/document.xml", f"<w:document {name}><w:body>{body}</w:body></w:document>")
        package.writestr("word/header1.xml", f"<w:hdr {name}>{paragraph(run('머리글'))}</w:hdr>")
        package.writestr("word/media/image1.png", b"\x89PNG")
    return path


def test_a_word_document_keeps_all_but_its_text(word_file, tmp_path):
    out = tmp_path / "out.docx"
    texts = {t.text: t.places[0] for t in read(word_file).texts}
    assert set(texts) == {"실적 공시", "당사는 보통주식 발행", "둘째 줄", "금액", "구분", "비고", "매출액", "기타", "머리글", "글상자"}
    assert texts["기타"].context == "실적 공시 | 매출액 | 비고" and texts["글상자"].kind == "shape"
    english = {"당사는 보통주식 발행": "The Company issues common shares", "보통주식": "Common shares", "글상자": "Text box",
               "머리글": "Header", "둘째 줄": "Second line", "금액": "Amount", "기타": "Other"}
    assert write(word_file, out, english) == (6, [])
    before, after = parts(word_file), parts(out)
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {"word/document.xml", "word/header1.xml"}
    assert all(skeleton(before[n]) == skeleton(after[n]) for n in touched)
    text = after["word/document.xml"].decode()
    assert re.search(r"<w:t[^>]*>The Company issues </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t[^>]*>common shares</w:t></w:r>"
                     r"<w:r><w:rPr><w:b/></w:rPr><w:t[^>]*></w:t>", text)


@pytest.mark.parametrize(("name", "content", "word"), [
    ("x.docx", b"PK\x03\x04 not really", "not a Word document"), ("x.txt", b"PK\x03\x04", "not a text file"),
    ("x.md", "한글".encode("utf-16-be") + b"\0", "not a text file"), ("x.hwp", b"", "not a kind of document"),
    ("x.txt", b"\xff\xfe\xff", "neither UTF-8")])
def test_a_misnamed_file_is_said(tmp_path, name, content, word):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=word):
        read(path)

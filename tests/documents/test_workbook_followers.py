"""What repeats or refers to the texts of cells: formulas, tables, pivot tables, charts, diagrams, rules. Packages part by part."""
import re

import openpyxl
import pytest
from lxml import etree

from documents.files import read, write
from tests.documents.packages import build, parts, rows

ENGLISH = {"구분": "Item", "금액": "Amount", "비고": "Note", "매출": "Sales", "매출액": "Sales", "합계": "Total", "총합계": "Grand total",
           "행 레이블": "Row labels", "합계 : 금액": "Sum of Amount", "자료": "Data", "피벗": "Pivot", "흑자": "Profit", "적자": "Loss",
           "기준일:": "As of:", "도형": "Shape", "단계 하나": "Step one", "단계 둘": "Step two", "실적 폭포": "Results waterfall",
           "구분 선택": "Choose the item", "제목": "Title"}
SHEET, BOOK = "worksheet", "sheet.main"


def book(path, sheets, more=None, names="", related=None):
    """`sheets`: {name: (body after sheetData's rows, its relations)}; `more`: other parts."""
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(sheets, 1))
    links = {f"rId{i}": ("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)} | (related or {})
    members = {"xl/workbook.xml": (BOOK, f"<workbook><sheets>{listed}</sheets>{names}</workbook>", links)}
    for i, (body, *relations) in enumerate(sheets.values(), 1):
        members[f"xl/worksheets/sheet{i}.xml"] = (SHEET, f"<worksheet>{body}</worksheet>", *relations)
    build(path, members | (more or {}))
    return path


def text(path, part):
    return parts(path)[part].decode()


def attributes(path, part, tag, name):
    return [e.get(name) for e in etree.fromstring(parts(path)[part]).iter(f"{{*}}{tag}")]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.xlsx"


@pytest.mark.parametrize(("formula", "expected"), [
    ('IF(A1="합계",1,0)', 'IF(A1="Total",1,0)'),
    ('SUMIF(A:A,"합계",B:B)+COUNTIF(A:A,"<>합계")', 'SUMIF(A:A,"Total",B:B)+COUNTIF(A:A,"<>Total")'),
    ('IF(B1>0,"흑자","적자")', 'IF(B1>0,"Profit","Loss")'),
    ('"기준일: "&TEXT(B1,"yyyy년 m월")', '"As of: "&TEXT(B1,"yyyy년 m월")'),
    ('IF(OR(A1="합계",A1={"매출","비고"}),"흑자"&" (""확정"")","")', 'IF(OR(A1="Total",A1={"Sales","Note"}),"흑자"&" (""확정"")","")'),
    ('A1&"합계"&B1', 'A1&"합계"&B1'),                       # inside a word
    ('INDIRECT("합계!A1")', 'INDIRECT("합계!A1")'),
    ('VLOOKUP("매출",자료!A:B,2,FALSE)', 'VLOOKUP("Sales",자료!A:B,2,FALSE)'),
])
def test_texts_in_formulas_follow_the_cells(tmp_path, out, formula, expected):
    path = book(tmp_path / "in.xlsx", {"자료": (rows([["합계", 1, "매출", "비고"], [(formula, 1)]]),)})
    write(path, out, ENGLISH)
    assert openpyxl.load_workbook(out).active["A2"].value == f"={expected}"


def test_what_a_formula_shows_is_translated_with_its_last_value(tmp_path, out):
    path = book(tmp_path / "in.xlsx", {"자료": (rows([[1, ('IF(A1>0,"흑자","적자")', "흑자"), ('IF(B1="흑자",1,0)', 1)]]),)})
    content = read(path)
    assert {t.text for t in content.texts} == {"흑자", "적자"} and content.notices == ()
    write(path, out, ENGLISH)
    sheet = openpyxl.load_workbook(out).active
    assert [sheet["B1"].value, sheet["C1"].value] == ['=IF(A1>0,"Profit","Loss")', '=IF(B1="Profit",1,0)']
    assert openpyxl.load_workbook(out, data_only=True).active["B1"].value == "Profit"


def test_what_cannot_follow_is_said(tmp_path):
    formulas = ['COUNTIF(A:A,"*합계*")', 'TEXT(B1,"m월")', 'INDIRECT(A1&"!B2")', 'A1&"은 "&B1']
    path = book(tmp_path / "in.xlsx", {"자료": (rows([["합계", 1], *([(f, 1)] for f in formulas)]),)})
    assert [(n.kind, n.where) for n in read(path).notices] == [
        ("compares", "자료!A2"), ("literal", "자료!A3"), ("indirect", "자료!A4"), ("literal", "자료!A5")]


def test_a_value_put_together_of_texts_is_computed_when_the_file_is_opened(tmp_path, out):
    names = '<definedNames><definedName name="범위">자료!$A$1</definedName></definedNames>'
    path = book(tmp_path / "in.xlsx", {"자료": (rows([["매출", "합계", ("A1&B1", "매출합계")]]),)}, names=names)
    write(path, out, ENGLISH)
    assert re.search(r'</definedNames><calcPr fullCalcOnLoad="1"/>', text(out, "xl/workbook.xml"))
    write(path, out, {})
    assert parts(path) == parts(out)                       # nothing translated: nothing to compute


def table(columns, more=""):
    listed = "".join(f'<tableColumn id="{i}" name="{c}">{more if i == 2 else ""}</tableColumn>' for i, c in enumerate(columns, 1))
    return ("table", f'<table id="1" name="표1" displayName="표1" ref="A1:B3" totalsRowShown="0"><autoFilter ref="A1:B3">'
            '<filterColumn colId="0"><customFilters><customFilter val="매출"/></customFilters></filterColumn></autoFilter>'
            f'<tableColumns count="{len(columns)}">{listed}</tableColumns></table>')


def test_columns_of_a_table_are_called_what_its_cells_say(tmp_path, out):
    """And structured references go with them, wherever they stand and whatever signs the English has."""
    body = rows([["구분", "금&#10;액"], ["매출", ("표1[[#This Row],[구분]]", "매출")],
                 ["합계", ('SUM(표1[금\n액])+SUMIF(표1[구분],"매출",표1[[금\n액]])', 1)]])
    rule = '<conditionalFormatting sqref="A1"><cfRule type="containsText" operator="containsText" text="매출" priority="1">' \
           '<formula>NOT(ISERROR(SEARCH("매출",A1)))</formula></cfRule></conditionalFormatting>'
    body += rule + '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    formula = "<calculatedColumnFormula>표1[[#This Row],[구분]]</calculatedColumnFormula>"
    path = book(tmp_path / "in.xlsx", {"자료": (body, {"rId1": ("table", "../tables/table1.xml")})},
                {"xl/tables/table1.xml": table(["구분", "금_x000a_액"], formula)})
    write(path, out, ENGLISH | {"금\n액": "Amount [KRW]\nnet", "구분": "Item"})
    sheet = openpyxl.load_workbook(out).active
    assert sheet["B1"].value == "Amount [KRW]\nnet" and attributes(out, "xl/tables/table1.xml", "tableColumn", "name") == [
        "Item", "Amount [KRW]_x000a_net"]
    assert sheet["B2"].value == "=표1[[#This Row],[Item]]"
    amount = "표1[[Amount '[KRW']\nnet]]"
    assert sheet["B3"].value == f'=SUM({amount})+SUMIF(표1[Item],"Sales",{amount})'
    made = text(out, "xl/tables/table1.xml")
    assert "표1[[#This Row],[Item]]" in made and 'displayName="표1"' in made
    assert attributes(out, "xl/tables/table1.xml", "customFilter", "val") == ["Sales"]
    assert attributes(out, "xl/worksheets/sheet1.xml", "cfRule", "text") == ["Sales"] and 'SEARCH("Sales",A1)' in text(
        out, "xl/worksheets/sheet1.xml")


def pivot(path, source='type="worksheet"><worksheetSource ref="A1:B4" sheet="자료"/>', more=""):
    """Two sheets: data, and a pivot table over them with a slicer; two items that are one word in English."""
    data = rows([["구분", "금액"], ["매출", 1], ["매출액", 2], ["비고", 3],
                 ["합계", ('GETPIVOTDATA("금액",피벗!$A$1,"구분","매출")', 1)]])
    shown = rows([["행 레이블", "합계 : 금액"], ["매출", 1], ["매출액", 2], ["비고", 3], ["총합계", 6]])
    items = '<s v="매출"/><s v="매출액"/><s v="비고"/>'
    fields = (f'<cacheField name="구분" numFmtId="0"><sharedItems count="3">{items}</sharedItems></cacheField>'
              '<cacheField name="금액" numFmtId="0"><sharedItems containsString="0" containsNumber="1" containsSemiMixedTypes="0" '
              'minValue="1" maxValue="3"/></cacheField>'
              "<cacheField name=\"금액2\" numFmtId=\"0\" formula=\"금액*2+'구분'\" databaseField=\"0\"/>")
    cache = (f'<pivotCacheDefinition r:id="rId1" recordCount="3"><cacheSource {source}</cacheSource>'
             f'<cacheFields count="3">{fields}</cacheFields>{more}</pivotCacheDefinition>')
    records = "".join(f'<r><x v="{i}"/><n v="{i + 1}"/></r>' for i in range(2)) + '<r><s v="비고"/><n v="3"/></r>'
    lines = "".join(f'<i><x v="{i}"/></i>' for i in range(3)) + '<i t="grand"><x/></i>'
    drawn = ('<pivotTableDefinition name="피벗 테이블1" cacheId="1" dataCaption="값" rowHeaderCaption="행 레이블">'
             '<location ref="A1:B5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="3">'
             '<pivotField axis="axisRow" showAll="0"><items count="4"><item n="매출" x="0"/><item x="1"/><item x="2"/>'
             '<item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/><pivotField showAll="0"/></pivotFields>'
             f'<rowFields count="1"><field x="0"/></rowFields><rowItems count="4">{lines}</rowItems><colItems count="1"><i/></colItems>'
             '<dataFields count="1"><dataField name="합계 : 금액" fld="1" baseField="0" baseItem="0"/></dataFields>'
             "</pivotTableDefinition>")
    to_cache = {"rId1": ("pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")}
    names = '<pivotCaches><pivotCache cacheId="1" r:id="rId8"/></pivotCaches>'
    return book(path, {"자료": (data,), "피벗": (shown, {"rId1": ("pivotTable", "../pivotTables/pivotTable1.xml")})}, {
        "xl/pivotTables/pivotTable1.xml": ("pivotTable", drawn, to_cache),
        "xl/pivotCache/pivotCacheDefinition1.xml": ("pivotCacheDefinition", cache,
                                                    {"rId1": ("pivotCacheRecords", "pivotCacheRecords1.xml")}),
        "xl/pivotCache/pivotCacheRecords1.xml": ("pivotCacheRecords", f'<pivotCacheRecords count="3">{records}</pivotCacheRecords>'),
        "xl/slicerCaches/slicerCache1.xml": ("slicerCache", '<x14:slicerCacheDefinition name="슬라이서_구분" sourceName="구분"/>'),
        "xl/slicers/slicer1.xml": ("slicer", '<x14:slicers><x14:slicer name="구분" cache="슬라이서_구분" caption="구분 선택"/>'
                                             "</x14:slicers>"),
    }, names, {"rId8": ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")})


def test_a_pivot_table_finds_its_columns_again(tmp_path, out):
    path = pivot(tmp_path / "in.xlsx")
    assert read(path).notices == ()
    write(path, out, ENGLISH)
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    assert attributes(out, cache, "cacheField", "name") == ["Item", "Amount", "Amount2"]
    assert attributes(out, cache, "cacheField", "formula")[2] == "'Amount'*2+'Item'"
    assert attributes(out, cache, "s", "v") == ["Sales", "Sales (2)", "Note"]      # no two of one name in a cache
    assert attributes(out, "xl/pivotCache/pivotCacheRecords1.xml", "s", "v") == ["Note"]
    table = "xl/pivotTables/pivotTable1.xml"
    assert attributes(out, table, "dataField", "name") == ["Sum of Amount"]
    assert attributes(out, table, "item", "n") == ["Sales", None, None, None]
    assert attributes(out, table, "pivotTableDefinition", "name") == ["피벗 테이블1"]  # others call it by that
    assert attributes(out, "xl/slicerCaches/slicerCache1.xml", "slicerCacheDefinition", "sourceName") == ["Item"]
    assert attributes(out, "xl/slicers/slicer1.xml", "slicer", "caption") == ["Choose the item"]
    data, shown = openpyxl.load_workbook(out).worksheets
    assert [c.value for c in data[1]] == ["Item", "Amount"] and [c.value for c in data["A"]][:4] == ["Item", "Sales", "Sales", "Note"]
    assert data["B5"].value == '=GETPIVOTDATA("Amount",피벗!$A$1,"Item","Sales")'
    assert [c.value for c in shown["A"]] == ["Row labels", "Sales", "Sales", "Note", "Grand total"]


def test_a_sum_is_not_called_what_a_field_is_called(tmp_path, out):
    write(pivot(tmp_path / "in.xlsx"), out, ENGLISH | {"합계 : 금액": "Amount"})
    assert attributes(out, "xl/pivotTables/pivotTable1.xml", "dataField", "name") == ["Amount "]


@pytest.mark.parametrize(("source", "more"), [
    ('type="external" connectionId="1">', ""), ('type="worksheet"><worksheetSource ref="A1:B2" sheet="자료" r:id="rId9"/>', ""),
    ('type="worksheet"><worksheetSource ref="A1:B4" sheet="자료"/>',
     '<calculatedItems><calculatedItem formula="1"><pivotArea/></calculatedItem></calculatedItems>')])
def test_a_pivot_table_of_other_data_stays_byte_for_byte(tmp_path, out, source, more):
    path = pivot(tmp_path / "in.xlsx", source, more)
    assert [(n.kind, n.where, n.detail) for n in read(path).notices if n.kind == "pivot"] == [("pivot", "피벗", "피벗 테이블1")]
    write(path, out, ENGLISH)
    before, after = parts(path), parts(out)
    assert {n for n in before if before[n] != after[n]} == {f"xl/worksheets/sheet{i}.xml" for i in (1, 2)} | {"xl/slicers/slicer1.xml"}
    assert 'GETPIVOTDATA("금액"' in openpyxl.load_workbook(out).worksheets[0]["B5"].value


def paragraphs(tag, *texts):
    return "".join(f"<{tag}><a:bodyPr/><a:p><a:r><a:rPr lang=\"ko-KR\"/><a:t>{t}</a:t></a:r></a:p></{tag}>" for t in texts)


def drawn(path):
    """A diagram with its picture, a chart of the new kind, a shape that shows a cell, a chart's labels from cells."""
    anchor = ("<xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:row>1</xdr:row></xdr:from>"
              "<xdr:to><xdr:col>4</xdr:col><xdr:row>5</xdr:row></xdr:to>"
              '<xdr:sp textlink="자료!$A$1"><xdr:txBody><a:bodyPr/><a:p><a:fld id="{1}" type="TxLink"><a:rPr/><a:t>합계</a:t></a:fld>'
              "</a:p><a:p><a:r><a:t>도형</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>")
    steps = ("단계 하나", "단계 둘")
    points = "".join(f'<dgm:pt modelId="{i}"><dgm:prSet phldrT="[텍스트]"/>{paragraphs("dgm:t", t)}</dgm:pt>' for i, t in enumerate(steps))
    picture = f"<dsp:drawing><dsp:spTree><dsp:sp>{paragraphs('dsp:txBody', *steps)}</dsp:sp></dsp:spTree></dsp:drawing>"
    waterfall = ('<cx:chartSpace><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:f>자료!$A$1:$A$2</cx:f>'
                 '<cx:lvl ptCount="2"><cx:pt idx="0">합계</cx:pt><cx:pt idx="1">매출</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData>'
                 f"<cx:chart><cx:title><cx:tx><cx:txData><cx:v>실적 폭포</cx:v></cx:txData>{paragraphs('cx:rich', '실적 폭포')}"
                 "</cx:tx></cx:title></cx:chart></cx:chartSpace>")
    chart = ("<c:chartSpace><c:chart><c:plotArea><c:ser><c:cat><c:strRef><c:f>자료!$A$1:$A$2</c:f>"
             "<c:strCache><c:pt><c:v>합계</c:v></c:pt></c:strCache></c:strRef></c:cat>"
             "<c:dlblRangeCache><c:pt><c:v>매출</c:v></c:pt></c:dlblRangeCache></c:ser></c:plotArea></c:chart></c:chartSpace>")
    newer = "http://schemas.microsoft.com/office"
    related = {"rId1": ("diagramData", "../diagrams/data1.xml"), "rId4": ("chart", "../charts/chart1.xml"),
               "rId2": (f"{newer}/2007/relationships/diagramDrawing", "../diagrams/drawing1.xml"),
               "rId3": (f"{newer}/2014/relationships/chartEx", "../charts/chartEx1.xml"),
               "rId5": ("hyperlink", "#%EC%9E%90%EB%A3%8C!A1")}
    sheet = rows([["합계", 1], ["매출", 2]]) + '<drawing r:id="rId1"/>'
    control = '<x14:formControlPr objectType="List" fmlaLink="자료!$C$1" fmlaRange="자료!$A$1:$A$2"/>'
    return book(path, {"자료": (sheet, {"rId1": ("drawing", "../drawings/drawing1.xml")})}, {
        "xl/drawings/drawing1.xml": ("drawing", f"<xdr:wsDr>{anchor}</xdr:wsDr>", related),
        "xl/diagrams/data1.xml": ("diagramData", f"<dgm:dataModel><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>"),
        "xl/diagrams/drawing1.xml": ("diagramDrawing", picture), "xl/charts/chartEx1.xml": ("chartex", waterfall),
        "xl/charts/chart1.xml": ("chart", chart), "xl/ctrlProps/ctrlProp1.xml": ("controlproperties", control)})


def test_diagrams_new_charts_and_shapes_that_show_cells(tmp_path, out):
    path = drawn(tmp_path / "in.xlsx")
    found = {t.text: {p.kind for p in t.places} for t in read(path).texts}
    assert found == {"합계": {"cell", "chart", "shape"}, "매출": {"cell", "chart"}, "도형": {"shape"}, "단계 하나": {"shape"},
                     "단계 둘": {"shape"}, "실적 폭포": {"chart"}}
    write(path, out, ENGLISH)
    before, after = parts(path), parts(out)
    for name, data in before.items():
        plain = data.decode()
        for old in sorted(found, key=len, reverse=True):
            plain = plain.replace(f">{old}<", f">{ENGLISH[old]}<")
        assert after[name].decode() == plain, name             # to the byte, but for the texts


def test_addresses_follow_a_sheet_that_is_renamed(tmp_path, out):
    write(drawn(tmp_path / "in.xlsx"), out, {"자료": "Q1 data"}, sheets=True)
    after = {n: d.decode() for n, d in parts(out).items()}
    assert "textlink=\"'Q1 data'!$A$1\"" in after["xl/drawings/drawing1.xml"]
    assert "Target=\"#'Q1 data'!A1\"" in after["xl/drawings/_rels/drawing1.xml.rels"]
    assert "'Q1 data'!$A$1:$A$2" in after["xl/charts/chartEx1.xml"] and "'Q1 data'!$A$1:$A$2" in after["xl/charts/chart1.xml"]
    assert "fmlaLink=\"'Q1 data'!$C$1\"" in after["xl/ctrlProps/ctrlProp1.xml"]


def test_names_and_sheets_of_other_workbooks_stay(tmp_path, out):
    names = '<definedNames><definedName name="합계">자료!$A$1</definedName><definedName name="밖">[1]자료!$A$1</definedName></definedNames>'
    body = rows([["합계", ("[1]자료!A1+자료!B1+SUM(합계)", 1), ("'[b.xlsx]자료'!A1", 1)]])
    path = book(tmp_path / "in.xlsx", {"자료": (body,)}, names=names)
    write(path, out, ENGLISH, sheets=True)
    assert re.findall(r">([^<>]*)</definedName>", text(out, "xl/workbook.xml")) == ["'Data'!$A$1", "[1]자료!$A$1"]
    sheet = openpyxl.load_workbook(out)["Data"]
    assert [sheet["B1"].value, sheet["C1"].value] == ["=[1]자료!A1+'Data'!B1+SUM(합계)", "='[b.xlsx]자료'!A1"]

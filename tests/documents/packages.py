"""Looks into packages: their parts, and what is left of a part when its texts are taken out."""

import re
import zipfile

from lxml import etree


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def skeleton(data, attributes=()):
    """Canonical XML without the text of text nodes, `xml:space` and the attributes that hold text."""
    root = etree.fromstring(data)
    for node in root.iter():
        if isinstance(node.tag, str):
            if node.tag.rpartition("}")[2] in TEXTS:
                node.text = None
            node.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
            for name in attributes:
                node.attrib.pop(name, None)
    return etree.tostring(root, method="c14n")


TEXTS = {"t", "v", "oddHeader", "oddFooter", "formula1", "text", "pt"}


def edit(source, target, changes):
    """`target`: the package with {part: function of its text, or bytes of a new one}."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info in package.infolist():
            change = changes.get(info.filename)
            data = package.read(info)
            out.writestr(info, change(data.decode()).encode() if change else data)
        for name, data in changes.items():
            if isinstance(data, bytes):
                out.writestr(name, data)


def declare(part, kind):
    """An entry of the content types."""
    return lambda text: re.sub("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>', text)


KINDS = {  # of parts, by the words of their content types
    "sheet.main": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "chartex": "application/vnd.ms-office.chartex+xml", "slicer": "application/vnd.ms-excel.slicer+xml",
    "slicerCache": "application/vnd.ms-excel.slicerCache+xml", "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "diagramData": "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
    "diagramDrawing": "application/vnd.ms-office.drawingml.diagramDrawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "controlproperties": "application/vnd.ms-excel.controlproperties+xml",
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = {
    "": "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "r": OFFICE,
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main", "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram", "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram", "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
}


def xml(body):
    """A part with the prefixes that it uses declared in its first element."""
    used = {p for p in SPACES if (f"<{p}:" in body or f" {p}:" in body if p else re.search(r"<[a-zA-Z]+[\s/>]", body))}
    names = "".join(f' xmlns{":" + p if p else ""}="{SPACES[p]}"' for p in sorted(used))
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + re.sub(r"^<([\w:]+)", rf"<\1{names}", body)


def build(path, members):
    """{part: (kind, body, {relationship id: (kind, target)})} as a package; plain text of a kind is a part of a spreadsheet's own."""
    spread = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
    types = "".join(f'<Override PartName="/{n}" ContentType="{KINDS.get(k, spread.format(k))}"/>' for n, (k, *_) in members.items())
    members = {"": ("", "", {"rId1": ("officeDocument", "xl/workbook.xml")}), **members}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", '<?xml version="1.0"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                     'content-types"><Default Extension="rels" '
                     f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>')
        for name, (_, body, *related) in members.items():
            if body:
                out.writestr(name, xml(body))
            if related:
                folder, _, base = name.rpartition("/")
                rels = "".join(f'<Relationship Id="{i}" Type="{k if ":" in k else f"{OFFICE}/{k}"}" Target="{t}"/>'
                               for i, (k, t) in related[0].items())
                out.writestr(f"{folder + '/' if folder else ''}_rels/{base}.rels", '<?xml version="1.0"?>\n<Relationships '
                             f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>')


def cell(at, value, formula="", kind=""):
    """A cell of a sheet: an inline text, a figure, or a formula with what it last gave."""
    if formula:
        kind = kind or ("str" if isinstance(value, str) else "n")
        return f'<c r="{at}" t="{kind}"><f>{formula.replace("&", "&amp;").replace("<", "&lt;")}</f><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str) else f'<c r="{at}"><v>{value}</v></c>'


def rows(lines, first=1):
    """`sheetData` of lists of values from column A; a tuple is (formula, value)."""
    out = []
    for r, line in enumerate(lines, first):
        cells = (cell(f"{chr(65 + c)}{r}", *((v[1], v[0]) if isinstance(v, tuple) else (v,))) for c, v in enumerate(line) if v is not None)
        out.append(f'<row r="{r}">{"".join(cells)}</row>')
    return f"<sheetData>{''.join(out)}</sheetData>"

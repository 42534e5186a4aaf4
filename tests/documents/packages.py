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

"""Figures of a Korean text: found, rendered in the style of official English disclosures, masked and put back."""

from documents.figures.find import find
from documents.figures.slots import Masked, fill, mask
from documents.figures.types import Figure
from documents.figures.verify import missing_figures

__all__ = ["Figure", "Masked", "fill", "find", "mask", "missing_figures"]

"""Documents that a therapist signs: outlines as data, drafts in which every sentence has its evidence."""

from tools.documents.drafting import draft
from tools.documents.material import Material, material_of
from tools.documents.outlines import outline_of
from tools.documents.records import DocumentKind, Draft, Purpose

__all__ = ["DocumentKind", "Draft", "Material", "Purpose", "draft", "material_of", "outline_of"]

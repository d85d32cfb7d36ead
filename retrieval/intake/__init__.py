"""From files to notes: encodings, many notes in a file, dates, kinds, formats and sections."""

from retrieval.intake.read import MAX_BYTES, read_path
from retrieval.intake.records import FileResult, Problem
from retrieval.intake.sections import find_sections

__all__ = ["MAX_BYTES", "FileResult", "Problem", "find_sections", "read_path"]

"""Pages written down: Markdown, plain text, DOCX, PDF, FHIR."""

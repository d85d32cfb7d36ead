"""Are drafts carried by the notes, and do they leave blank what the notes do not say?"""

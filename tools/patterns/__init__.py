"""What a clinician's own cases share: counts with their cases, contrary cases, other explanations."""

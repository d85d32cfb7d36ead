"""Notes in, evidence out: records, intake, de-identification, storage, embedding and search."""

"""Train the built-in reader from annotated charts: `python -m evals.train --corpus charts.jsonl`."""

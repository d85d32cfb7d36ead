"""How good it is: gold cases, scorers, ragas metrics, benchmarks."""

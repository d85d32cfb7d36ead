"""Charts and questions of our own, by kind, with twins whose answer was taken out of the chart."""

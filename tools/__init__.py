"""What the notes say and what follows from it: reading, scores, trajectories, verdicts."""

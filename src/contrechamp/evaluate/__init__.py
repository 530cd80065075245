"""Gold against what contrechamp reads: scores per kind, with the examples gained and lost."""

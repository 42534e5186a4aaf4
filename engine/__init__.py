"""Tokens, scores and class probabilities from one shared base. Knows no task."""

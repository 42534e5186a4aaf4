"""Tokens, scores and class probabilities from one shared base. Knows no task."""
import os

# OpenMP threads that spin while they wait take the cores from whatever else runs: beside one other busy process a
# step of a 15M model was six times slower on two cores. Read when torch is first imported, which this precedes.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

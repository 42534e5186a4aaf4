"""Recipes: corpora, pretraining, adapters and evaluation."""
import engine  # noqa: F401 -- how threads wait must be settled before torch is first imported

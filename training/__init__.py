"""Recipes: corpora, pretraining, adapters and evaluation."""

"""Term tables that a person can edit, and the lexicon that matches them."""

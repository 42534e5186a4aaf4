"""LoRA adapters: one folder each, and the registry that validates them."""

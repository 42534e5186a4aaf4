"""The embedded base: tokenizer, pretraining loop, export and evaluation (`python -m training.pretrain`)."""

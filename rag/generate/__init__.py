"""Answers worded by a language model, on a short leash: every sentence is verified before it is shown."""

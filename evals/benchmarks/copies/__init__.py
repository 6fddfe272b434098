"""Copies and rewrites: pairs that were read and labelled, how well they are told, and how fast."""

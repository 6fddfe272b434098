"""Measuring a reader: on parts that it was not trained or tuned on, with intervals."""

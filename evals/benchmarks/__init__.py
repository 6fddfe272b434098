"""Public data sets as benchmarks: each is a command that is given the folder where the data lies."""

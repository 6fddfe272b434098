"""From a checkpoint to what is shipped: a small graph with its calibration and its card."""

"""Training the reader: from the embedding model's weights to checkpoints."""

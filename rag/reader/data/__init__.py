"""What the reader is trained and measured on: rows of public sets, and what is made from them."""

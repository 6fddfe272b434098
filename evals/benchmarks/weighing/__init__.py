"""How the weights of a sentence's marks were chosen, and the bounds under which a question is refused."""

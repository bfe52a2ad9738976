"""What CI services set up around go."""

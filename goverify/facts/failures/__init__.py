"""What the words mean with which go, its tools or a new program fail, one kind of blame a module."""

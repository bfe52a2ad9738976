"""The corpus: hundreds of real Go binaries, made and fetched once, in which our readers must see what go and the libraries see."""

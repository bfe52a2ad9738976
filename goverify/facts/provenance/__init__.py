"""How a Go came onto this host, by evidence: links, files, texts and the records of packagers."""

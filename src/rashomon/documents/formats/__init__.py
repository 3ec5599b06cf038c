"""One file per format family: a stream of bytes in, texts with their metadata out."""

"""The same reading and linking over many documents."""

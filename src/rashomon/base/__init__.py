"""The evidence base: what is kept for ever, and how it was come by."""

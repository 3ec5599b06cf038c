"""Rashomon: who says that who did what to whom, when, where, how many, and how real."""

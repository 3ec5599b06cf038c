"""Joins the layers of one document into statements."""

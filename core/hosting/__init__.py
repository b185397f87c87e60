"""What web servers need: headers and redirects."""

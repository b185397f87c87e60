"""Files of the content folder: sources, front matter, the schema of fields, validation."""

"""What is wrong with content: problems, their codes, and the forms in which they are reported."""

"""From an iCalendar file to pages: reading, interpreting and writing events."""

"""Dates as editors write them, instants, rules of recurrence, and the occurrences of events."""

"""All that a template may know: plain values for each kind of page, and what makes them."""

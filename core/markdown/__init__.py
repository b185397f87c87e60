"""From Markdown to HTML: rendering, the HTML that is allowed, and what texts may contain."""

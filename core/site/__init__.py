"""The site as one value: the tree of pages, their relations, the ledger of what was published."""

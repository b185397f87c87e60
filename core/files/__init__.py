"""Pictures, drawings and downloads: which kinds there are, and what their bytes say."""

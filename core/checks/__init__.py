"""Questions about a whole site that yield problems and change nothing."""

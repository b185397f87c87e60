"""What any build needs: outputs, hashes, caches, dependencies, and folders that are replaced as a whole."""

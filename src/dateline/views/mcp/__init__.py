"""A book for language models: read-only tools over the Model Context Protocol."""

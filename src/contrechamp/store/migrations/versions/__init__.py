"""The steps, oldest first. A step that was ever shipped is never changed."""

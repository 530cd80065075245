"""Makes the French pipeline of contrechamp from treebanks, news and name lists. Not shipped in the wheel."""

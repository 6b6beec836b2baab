"""Pages for a browser: one file each, which asks the network for nothing."""

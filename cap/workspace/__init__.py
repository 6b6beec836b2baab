"""Where plans live: settings, folders, files, git, private notes. Everything that touches the disk."""

"""The language server, `cap lsp`: what `cap.language` says of an open text, in the protocol that editors speak."""

"""How things are said, and what is meant by what people write: sentences, dates, columns, escapes."""

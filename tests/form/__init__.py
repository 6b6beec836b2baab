"""The form: a page that goes out, and an answer that comes back."""

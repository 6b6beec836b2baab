"""How an edit becomes a few bytes, and is proved right. `cap.edit.apply` is the door: nothing else imports from here."""

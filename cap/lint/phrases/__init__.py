"""What a phrase says, in English and in German: whether it can be seen to happen, and whose it is to do."""

"""What an editor asks of a plan while somebody types: pure functions over an open text. No protocol, no disk, no clock."""

"""The rooms: one concept of the endorsement cycle each."""

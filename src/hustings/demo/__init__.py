"""The demonstration: one cycle retold from public sources, and one rehearsed by an invented union, in a database of its own."""

"""What can be done about a lottery: open it, invite, volunteer, fix, draw, pass a seat on; and the draw of slots."""

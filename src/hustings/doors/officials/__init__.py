"""The officials' door: by private link, a teller enters the return sheet of one local, and a second one confirms it."""

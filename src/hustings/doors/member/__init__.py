"""The members' door: by private link, what is asked of her, what she can see, and whether she may vote."""

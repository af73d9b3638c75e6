"""The campaigns' door: one thread by private link, the same form for every campaign, nothing of a rival."""

"""Press: articles in, dated and sourced facts out, and a person decides on every one before anything is public.

Words: article (kept whole in the organisation's private file), fact (what the reader found, with its exact place),
review (accept, correct, reject). Findings about crime, health or sex are never offered; the machine's original stays
readable.
"""

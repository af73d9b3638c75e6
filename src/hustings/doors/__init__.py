"""The doors: one audience or one surface each; thin, and owners of the pages."""

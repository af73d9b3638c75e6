"""Estimates: what outside polls found, as their makers published it, each with its method, its n and its limits.

Words: reported poll, method, population, n. Polls of different methods are never averaged and never shown as if
comparable.
"""

"""The statistics, one method a module: pure functions on plain numbers and, element by element, on numpy arrays.

What each method answers, its parameters and its edge cases: docs/methods.md. No module here knows what a territory is.
"""

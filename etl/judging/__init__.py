"""Judges one delivery: which rows are accepted, which stay in quarantine, which repeat another, and why.

Judging depends on nothing but the file and the programme, so deliveries can be judged side by side.
"""

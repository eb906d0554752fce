"""Answers to whoever sent a delivery: what was received, what is wrong with it, and what to do."""

from etl.answers.write import write_answer

__all__ = ["write_answer"]

"""Reads the file of a delivery as text, block by block, letting only contract columns through."""

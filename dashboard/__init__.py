"""The screens: they read one edition, draw what it holds and compute nothing of their own."""

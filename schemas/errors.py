"""Errors that a person who is not a programmer can act on: file, key, what is wrong, and the cure."""


class SeamosError(Exception):
    """An error with its text in Spanish and in English."""

    def __init__(self, es: str, en: str) -> None:
        super().__init__(en)
        self.es = es
        self.en = en

    def text(self, language: str = "es") -> str:
        """The message in one of the two languages of the command line."""
        return self.en if language == "en" else self.es


class ProgrammeError(SeamosError):
    """A file of a programme directory does not say what it must (exit status 2)."""

    def __init__(self, file: str, key: str, es: str, en: str) -> None:
        where = f"{file}: {key}: " if key else f"{file}: "
        super().__init__(where + es, where + en)
        self.file = file
        self.key = key


class UsageError(SeamosError):
    """The command was used wrongly, or its folders do not fit together (exit status 2)."""

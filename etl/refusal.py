"""A delivery that cannot be taken as a whole: nothing of it is loaded and the sender is told why."""

from schemas.errors import SeamosError


class Refusal(SeamosError):  # noqa: N818  (the word of the design)
    """Raised while reading or judging; carries the kind of finding that the sender will see."""

    def __init__(self, kind: str, es: str, en: str, value: str | None = None) -> None:
        super().__init__(es, en)
        self.kind = kind
        self.value = value

"""The declaration of a programme: `programme.toml` and `indicators/<id>.toml`."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.words import Month, Strict, Text, months_between

Polarity = Literal["lower_better", "higher_better", "neutral"]
Scenario = Literal["headline", "whole", "apart", "baseline_back", "baseline_forward"]
Id = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")


class Window(Strict):
    """A span of whole months, both ends included."""

    first: Month = Field(alias="from")
    last: Month = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("window_reversed")
        return self

    @property
    def months(self) -> list[date]:
        """The first days of the months of the window, in order."""
        return months_between(self.first, self.last)


class Evaluation(Strict):
    """One declared pair of windows with a name and a date."""

    id: str = Id
    name: Text
    meeting: date = Field(description="date of the evaluation meeting")
    declared: date = Field(description="date on which the windows were declared")
    baseline: Window
    current: Window
    closed: bool = False

    @model_validator(mode="after")
    def _baseline_first(self) -> Self:
        if self.current.first <= self.baseline.last:
            raise ValueError("windows_overlap")
        return self


class Shock(Strict):
    """A dated event that distorts the series; its months stand apart unless it says otherwise."""

    id: str = Id
    name: Text
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    stands_apart: bool
    source: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("window_reversed")
        return self

    @property
    def months(self) -> list[date]:
        """First days of the months that the shock touches."""
        return months_between(self.first.replace(day=1), self.last.replace(day=1))


class Milestone(Strict):
    """A milestone of the commitment; its state is what somebody says with evidence, never our judgement."""

    id: str = Id
    name: Text
    planned: Window
    real: Window | None = None
    state: Literal["not_started", "limited", "substantial", "complete"] | None = None
    stated_by: str | None = None
    evidence: tuple[str, ...] = ()


class Office(Strict):
    """An office that people may turn to: the one that answers for the figures, or another."""

    name: str
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    what: Text | None = Field(None, description="what to turn to it for")
    source: str | None = Field(None, description="where it says so")
    checked: date | None = None


class HelpLine(Strict):
    """A telephone number for those who need help, with the date on which somebody checked it."""

    number: str
    name: Text
    checked: date
    what: Text | None = None
    source: str | None = Field(None, description="where the number was read")
    verified: bool = Field(default=False, description="somebody dialled it and was answered")


class Institution(Strict):
    """Who registers."""

    id: str = Id
    name: str
    short: str
    what_it_counts: Text | None = None


class Goal(Strict):
    """A goal of another plan that the programme or an indicator serves."""

    framework: str
    code: str
    text: Text


class Actor(Strict):
    """Who takes part and as what."""

    name: str
    role: Text


class MethodParameters(Strict):
    """Parameters of the methods; defaults as in the methods specification, section 0."""

    alpha: float = Field(0.05, gt=0, lt=1)
    fdr: float = Field(0.10, gt=0, lt=1)
    min_matched_months: int = Field(6, ge=1)
    min_matched_share: float = Field(0.75, gt=0, le=1)
    min_df_dispersion: int = Field(12, ge=1)
    maturity_days: int = Field(45, ge=0)
    mean_month_days: float = Field(30.4375, gt=0)
    partial_share: float = Field(0.05, gt=0, lt=1)
    held_share: float = Field(0.20, gt=0, le=1)


class Retention(Strict):
    """How long, in days, what is kept of deliveries stays; what is not declared stays for good."""

    quarantine_days: int | None = Field(None, ge=1, description="texts of quarantined rows, from the day of receipt")
    parts_days: int | None = Field(None, ge=1, description="rows of a retracted delivery, from its retraction")
    answers_days: int | None = Field(None, ge=1, description="answers to the senders, from the day of receipt")


class Declaration(Strict):
    """What `programme.toml` says."""

    id: str = Id
    title: Text
    place: str
    data: Literal["generated", "real"]
    credit: str
    note: Text
    commitment_url: str | None = None
    languages: tuple[Literal["es", "gn", "en"], ...] = Field(min_length=1)
    first_month: Month
    last_month: Month
    evaluations: tuple[Evaluation, ...] = Field(min_length=1)
    scenarios: tuple[Scenario, ...] = ("headline",)
    shocks: tuple[Shock, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    responsible: Office
    unanswered: Office | None = Field(None, description="where to ask when an institution does not answer")
    help_lines: tuple[HelpLine, ...] = ()
    institutions: tuple[Institution, ...] = Field(min_length=1)
    methods: MethodParameters = MethodParameters()  # type: ignore[call-arg]
    retention: Retention = Retention()  # type: ignore[call-arg]
    alignment: tuple[Goal, ...] = ()
    actors: tuple[Actor, ...] = ()

    @model_validator(mode="after")
    def _span_holds_windows(self) -> Self:
        if self.last_month < self.first_month:
            raise ValueError("window_reversed")
        for evaluation in self.evaluations:
            if evaluation.baseline.first < self.first_month or evaluation.current.last > self.last_month:
                raise ValueError("window_outside_span")
        return self

    @property
    def months(self) -> list[date]:
        """Every month for which the programme expects data."""
        return months_between(self.first_month, self.last_month)

    @property
    def apart_months(self) -> frozenset[date]:
        """Months touched by a shock that stands apart."""
        return frozenset(m for shock in self.shocks if shock.stands_apart for m in shock.months)


class Break(Strict):
    """A change in how events are recorded, from a date on, by one institution (or all)."""

    date: date
    what: Text
    institution: str | None = None


class Standard(Strict):
    """A definition agreed among countries that a ficha follows, and what somebody competent has still to check."""

    source: str
    definition: Text
    unit: Text
    variables: Text = Field(description="what each record should say, so that countries can be compared")
    differs: Text = Field(description="where this indicator departs from it")
    to_check: Text = Field(description="what a lawyer, or whoever holds the document, has to confirm")


class Wording(Strict):
    """The lists of a ficha in another language than Spanish, line by line in the same order."""

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    verification: tuple[str, ...] = ()
    polarity_decided_by: str = ""


class Indicator(Strict):
    """What `indicators/<id>.toml` says: the ficha of one indicator."""

    id: str = Id
    letter: str = Field(pattern=r"^[a-z]$")
    name: Text
    subject: Text = Field(description="what is counted, as a plural with its article: «los robos denunciados»")
    subject_gender: Literal["m", "f"] = Field(description="grammatical gender of the Spanish subject")
    definition: Text
    grain: Literal["incident", "activity"] = "incident"
    unit: Literal["case", "victim", "complaint", "activity"]
    date_that_counts: Literal["event", "report"]
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    polarity: Polarity
    polarity_decided_by: str
    neutral_note: Text | None = Field(None, description="permanent note of an indicator that may not be judged")
    sensitive: bool = False
    institutions: tuple[str, ...] = ()
    lead: str | None = None
    k: int = Field(5, ge=2)
    breaks: tuple[Break, ...] = ()
    caveats: tuple[str, ...] = ()
    verification: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    proxy: bool = False
    counts_as: dict[str, Text] = Field(default={}, description="institution -> what it means by this indicator")
    standard: Standard | None = None
    gn: Wording | None = None
    en: Wording | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.lead is not None and self.lead not in self.institutions:
            raise ValueError("lead_not_listed")
        if self.polarity == "neutral" and self.neutral_note is None:
            raise ValueError("neutral_needs_note")
        if stranger := next((each for each in self.counts_as if each not in self.institutions), None):
            raise ValueError(f"meaning_of_another:{stranger}")
        for wording in filter(None, (self.gn, self.en)):
            for name in ("includes", "excludes", "caveats", "verification"):
                if len(getattr(wording, name)) != len(getattr(self, name)):
                    raise ValueError(f"wording_incomplete:{name}")
        return self

    def lines(self, name: str, language: str) -> tuple[str, ...]:
        """One of the lists of `Wording` in a language; in Spanish where nobody has translated it.

        Args:
            name: includes, excludes, caveats or verification.
            language: es, gn or en.
        """
        wording = None if language == "es" else getattr(self, language)
        return tuple(getattr(wording or self, name))

    def decided_by(self, language: str) -> str:
        """Who decided the direction, in a language; in Spanish where nobody has translated it."""
        wording = None if language == "es" else getattr(self, language)
        return (wording.polarity_decided_by if wording else "") or self.polarity_decided_by

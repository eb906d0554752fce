"""Going from step to step: two buttons, the arrow keys, and the Page Up and Page Down of a presenter's clicker.

A Streamlit button takes one key (`shortcut`), the arrow; the other is a line of script of ours, which presses the same
button. The step stands in the address, so that a reload, or another browser, opens the same screen.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.language import count, t
from dashboard.markup import el
from dashboard.meeting_steps import STEP_PARAMETER, position

BACK, ON = "meeting-back", "meeting-on"
CLICKER = f"""<script>
if (!window.smClicker) {{
  window.smClicker = true;
  addEventListener("keydown", event => {{
    const key = {{PageDown: "{ON}", PageUp: "{BACK}"}}[event.key];
    const button = key && document.querySelector(`.st-key-${{key}} button`);
    if (!button || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!button.disabled) button.click();
  }});
}}
</script>"""
"""A constant: listens once a tab, and does nothing on a page without these buttons."""


def buttons(place: int, steps: int) -> None:
    """Back, where we are, on.

    Args:
        place: of the step, from 0.
        steps: how many there are.
    """
    st.button(t("Anterior"), key=BACK, shortcut="Left", disabled=place == 0,
              on_click=_go(-1, steps))  # fmt: skip
    words = t("paso {number} de {steps}", number=count(place + 1), steps=count(steps))
    st.html(el("p", words, class_="sm sm-meet-place", role="status"), width="content")
    st.button(t("Siguiente"), key=ON, shortcut="Right",
              disabled=place == steps - 1, on_click=_go(1, steps))  # fmt: skip
    st.html(CLICKER, unsafe_allow_javascript=True)


def _go(by: int, steps: int) -> Callable[[], None]:
    """From where the address is by then: of two quick presses, the second may come before the first is drawn."""

    def write() -> None:
        place = position(st.query_params.get(STEP_PARAMETER), steps) + by
        st.query_params[STEP_PARAMETER] = str(min(max(place, 0), steps - 1) + 1)

    return write

"""The address of a view: what was chosen stands in it by id, in every language the same, so that it can be sent."""

from collections.abc import Callable, Sequence

import streamlit as st


def chosen(parameter: str, options: Sequence[str]) -> str:
    """What the address asks for, or the first option; the widget of that key is set to it.

    The address leads: a link that is followed, or the browser's way back, changes what the widget shows. What it asks
    for and is none of the options is left aside.

    Args:
        parameter: of the address, and key of the widget, which must be drawn after this call.
        options: ids, at least one.
    """
    asked = st.query_params.get(parameter)
    wanted = asked if asked is not None and asked in options else options[0]
    if st.session_state.get(parameter) != wanted:
        st.session_state[parameter] = wanted
    return wanted


def keep(parameter: str) -> Callable[[], None]:
    """The callback of a widget that writes its choice into the address."""

    def write() -> None:
        value = st.session_state.get(parameter)
        if value is not None:
            st.query_params[parameter] = str(value)

    return write

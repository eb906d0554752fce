"""The router: what every page has in common, and the states in which there is nothing to show."""

from pathlib import Path

import streamlit as st

from dashboard.bad_states import no_edition, unreadable
from dashboard.language import t
from dashboard.store import EditionUnreadableError, NoEditionError
from dashboard.stylesheet import stylesheet

HERE = Path(__file__).parent
# pixels; on a wider screen the page stays in the middle, since nobody reads lines of 200 letters
WIDTH = 1180


def main() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(page_title=t("Seamos Ciudadanos"), page_icon=str(HERE / "icon.svg"), layout="wide")
    st.logo(str(HERE / "logo.svg"), size="medium")
    st.html(stylesheet())
    pages = [
        st.Page(HERE / "app_pages" / "territory.py", title=t("Mi territorio"), default=True),
        st.Page(HERE / "app_pages" / "calidad.py", title=t("Calidad de los datos")),
        st.Page(HERE / "app_pages" / "revisar.py", title=t("Revisar un archivo")),
    ]
    page = st.navigation(pages, position="top")
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH, gap="small"):
        try:
            page.run()
        except NoEditionError as error:
            st.html(no_edition(error))
        except EditionUnreadableError as error:
            st.html(unreadable(error))


main()

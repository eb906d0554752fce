"""A visitor of a Streamlit app that speaks its websocket, as a browser does, and draws nothing."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import connect

_PATIENCE = 60.0
_LARGEST = 64 * 1024 * 1024


class PageFailedError(RuntimeError):
    """The script raised, or the page says so: a time would mean nothing."""


@dataclass(frozen=True)
class Drawn:
    """One run of a page: seconds until its script had ended, and the messages that came."""

    seconds: float
    messages: tuple[bytes, ...]

    @property
    def received(self) -> int:
        """Bytes that came."""
        return sum(map(len, self.messages))

    def switch(self, key: str) -> str:
        """Id of the switch of this key.

        Raises:
            PageFailedError: the page has none.
        """
        for each in self._elements("checkbox"):
            if each.checkbox.id.endswith(f"-{key}"):
                return str(each.checkbox.id)
        raise PageFailedError(f"the page has no switch {key}")

    def has_chart(self) -> bool:
        """Whether a Plotly chart came."""
        return any(self._elements("plotly_chart"))

    def _elements(self, kind: str) -> Iterator[Element]:
        for data in self.messages:
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == kind:
                yield message.delta.new_element


class Visitor:
    """One session; each `visit` is one run of the app's script."""

    def __init__(self, port: int, base: str = "") -> None:
        self._open = ExitStack()
        opened = connect(
            f"ws://127.0.0.1:{port}{base}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=_LARGEST,
            open_timeout=_PATIENCE,
        )
        self._socket = self._open.enter_context(opened)

    def visit(self, page: str = "", query: str = "", switched_on: Sequence[str] = ()) -> Drawn:
        """Ask for a page (its address without slash) and wait until all of it has come.

        Args:
            page: its address without slash.
            query: what follows the question mark.
            switched_on: ids of the switches that this visitor has turned on (`Drawn.switch`).

        Raises:
            PageFailedError: the page shows an exception, or its script did not end well.
        """
        turned = WidgetStates(widgets=[WidgetState(id=each, bool_value=True) for each in switched_on])
        state = ClientState(query_string=query, page_name=page, page_script_hash="", widget_states=turned)
        start, messages = perf_counter(), list[bytes]()
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        while True:
            data = self._socket.recv(timeout=_PATIENCE)
            messages.append(data if isinstance(data, bytes) else data.encode())
            message = ForwardMsg.FromString(messages[-1])
            _fail_on_exception(message, page)
            if message.WhichOneof("type") == "script_finished":
                return Drawn(perf_counter() - start, tuple(messages))

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()


def _fail_on_exception(message: ForwardMsg, page: str) -> None:
    if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
        raise PageFailedError(f"/{page}: {message.delta.new_element.exception.message}")
    if (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
    ):
        raise PageFailedError(f"/{page}: the script does not compile")

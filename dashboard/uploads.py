"""Files that were sent to the server: they are taken out of its memory as soon as they have been read."""

from typing import Any

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget(sent: Any) -> None:
    """Take a file out of the server's memory, where Streamlit keeps it until the visit ends.

    There is no documented call for it; Streamlit's own chat input does it the same way.
    """
    context = get_script_run_ctx()
    manager = context.uploaded_file_mgr if context else None
    if context and isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(session_id=context.session_id, file_id=sent.file_id)

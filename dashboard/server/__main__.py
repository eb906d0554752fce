"""`python -m dashboard.server`: the public server; `seamos serve --public` starts it so."""

import argparse
import os
import sys

import uvicorn

from dashboard.editions import PUBLIC_VARIABLE, is_public_server

TURN = 0.001
"""Seconds after which a thread that computes lets another one in: pages and API answers need little time, and should
not wait the usual five milliseconds behind every session of the dashboard."""
LONGEST_MESSAGE = 2 * 2**20
"""Bytes of what a browser may send at once: the choices on a page."""


def main() -> None:
    """Serve until stopped; nothing about who asks is written anywhere."""
    ask = argparse.ArgumentParser(prog="python -m dashboard.server", description=__doc__)
    ask.add_argument("--host", default="127.0.0.1")
    ask.add_argument("--port", type=int, default=8501)
    said = ask.parse_args()
    if not is_public_server(os.environ):
        ask.error(f"{PUBLIC_VARIABLE}=1 is missing: this server shows what was released and nothing else")
    from dashboard.server.asgi import public_app

    sys.setswitchinterval(TURN)
    uvicorn.run(
        public_app(), host=said.host, port=said.port, access_log=False, server_header=False, log_level="warning",
        ws="websockets-sansio", ws_max_size=LONGEST_MESSAGE, ws_per_message_deflate=False, use_colors=False,
        # a proxy beside us may say by which way a reader came; we neither need it nor believe it
        proxy_headers=False, timeout_graceful_shutdown=5,
    )  # fmt: skip


if __name__ == "__main__":
    main()

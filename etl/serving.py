"""How the dashboard is started: a process of its own, on this machine alone or, with what is public, for everybody."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104  (a public server is for everybody)
_PROJECT = Path(__file__).resolve().parent.parent
_OURS, _URL, _ADDRESS = "SEAMOS_", "SEAMOS_PUBLIC_URL", "STREAMLIT_SERVER_ADDRESS"


@dataclass(frozen=True)
class Server:
    """A dashboard to start.

    Attributes:
        port: TCP port.
        host: address it listens on.
        variables: the SEAMOS_ variables of its environment; it gets no other of them.
    """

    port: int
    host: str
    variables: Mapping[str, str]

    @property
    def command(self) -> list[str]:
        """The command line; what it says stands above any configuration file."""
        if "SEAMOS_PUBLIC" in self.variables:
            # light pages, open data and API, with the dashboard below /explorar/
            module = [sys.executable, "-m", "dashboard.server"]
            return [*module, "--host", self.host, "--port", str(self.port)]
        said = {
            "--server.port": str(self.port), "--server.address": self.host, "--server.headless": "true",
            "--browser.gatherUsageStats": "false",
        }  # fmt: skip
        app = _PROJECT / "dashboard" / "app.py"
        return [sys.executable, "-m", "streamlit", "run", str(app), *(word for pair in said.items() for word in pair)]

    def environment(self, own: Mapping[str, str]) -> dict[str, str]:
        """This process's environment without what could lead the dashboard elsewhere."""
        dropped = {name for name in own if name.startswith(_OURS) and name != _URL} | {_ADDRESS}
        return {name: value for name, value in own.items() if name not in dropped} | dict(self.variables)


def internal_server(port: int, home: Path, programme: Path) -> Server:
    """The whole dashboard, on this machine alone."""
    folders = {"SEAMOS_HOME": home, "SEAMOS_PROGRAMME": programme}
    return Server(port, LOOPBACK, {name: str(folder.resolve()) for name, folder in folders.items()})


def public_server(port: int, folder: Path, host: str = EVERYWHERE, site: str | None = None) -> Server:
    """The released edition for everybody: the process learns of one folder and of nothing else.

    Args:
        port: TCP port.
        folder: the released `public/` folder; links in it are not followed now, so that a release shows at once.
        host: address it listens on.
        site: address under which people reach it (`https://seguridad.example.org`).
    """
    variables = {"SEAMOS_PUBLIC": "1", "SEAMOS_PUBLISHED": str(folder.absolute())}
    return Server(port, host, variables | ({_URL: site} if site else {}))


def start(server: Server) -> int:
    """Run the dashboard until it ends; its exit status, 0 where a person stopped it.

    Whoever ends this process (a service manager, `kill`) ends the dashboard with it.
    """
    sys.stdout.flush()
    environment = server.environment(os.environ)
    with subprocess.Popen(server.command, env=environment, cwd=_PROJECT) as dashboard:  # noqa: S603
        before = signal.signal(signal.SIGTERM, lambda *_: dashboard.terminate())
        try:
            return dashboard.wait()
        except KeyboardInterrupt:
            return 0  # the terminal told the dashboard too; leaving the block waits for it
        finally:
            signal.signal(signal.SIGTERM, before)

"""Started as a process of its own: sets limits on itself and then becomes the command that it was given.

Limits set between fork and exec would run our code in a copy of a process with many threads, which can hang; set here
they cannot. Usage: start_limited.py MEMORY CPU FILE_SIZE COMMAND [ARGUMENT ...], in bytes and seconds.
"""

import os
import resource
import sys


def main(arguments: list[str]) -> None:
    """Set the limits, hard ones, so that the command cannot lift them, and replace this process."""
    memory, cpu, file_size, *command = arguments
    _limit(resource.RLIMIT_AS, int(memory))
    # first a signal that tells why, then one that cannot be refused
    _limit(resource.RLIMIT_CPU, int(cpu), grace=5)
    _limit(resource.RLIMIT_FSIZE, int(file_size))
    _limit(resource.RLIMIT_CORE, 0)
    os.execv(command[0], command)  # noqa: S606  (there is no shell, and the command is ours)


def _limit(what: int, value: int, grace: int = 0) -> None:
    """Never above a limit that stands already."""
    hard = resource.getrlimit(what)[1]
    most = value + grace if hard == resource.RLIM_INFINITY else min(value + grace, hard)
    resource.setrlimit(what, (min(value, most), most))


if __name__ == "__main__":
    main(sys.argv[1:])

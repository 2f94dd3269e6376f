"""The port that the service is reached at."""

import socket

from service.errors import StartupError
from service.keys import refuse_to_be_reached


def listen(host: str, port: int, *, keyed: bool) -> socket.socket:
    """Take the port before anything slow is loaded; one that others can reach only if they need a key.

    Raises
    ------
    StartupError
        The address is not of this machine, the port is taken, or others could call without a key.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise StartupError(
            f"{host!r} is not an address of this machine ({error}); choose another --host"
        ) from error
    if not keyed:
        refuse_to_be_reached(host, str(place[0]))
    # With the protocol named, asyncio sees that it is TCP, and has answers sent at once: else each waits 40 ms for the
    # caller's receipt of its first part (Nagle's algorithm and delayed acknowledgements).
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
    except OSError as error:
        listener.close()
        raise StartupError(
            f"cannot listen on {host}, port {port}: {error.strerror}; "
            "stop the program that has it, or choose another --port (0 takes a free one)"
        ) from error
    return listener

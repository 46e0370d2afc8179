"""Where phones reach this machine."""

import ipaddress
import socket
from contextlib import suppress
from typing import NamedTuple

import psutil


class Address(NamedTuple):
    """An IPv4 address of this machine, and the name of its network card."""

    address: str
    card: str


def local_addresses() -> list[Address]:
    """The addresses of this machine on its networks, the likeliest first: the one that it reaches others by."""
    states = psutil.net_if_stats()
    found = []
    for card, addresses in psutil.net_if_addrs().items():
        up = card not in states or states[card].isup
        found += [Address(one.address, card) for one in addresses if up and one.family == socket.AF_INET and _reachable(one.address)]
    first = _towards_others()
    return sorted(found, key=lambda one: (one.address != first, not ipaddress.ip_address(one.address).is_private))


def _reachable(text) -> bool:
    address = ipaddress.ip_address(text)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified)


def _towards_others() -> str:
    """The address that this machine would send from, or "". Nothing is sent: a datagram socket only chooses its route."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("10.255.255.255", 9))
        return probe.getsockname()[0]
    return ""

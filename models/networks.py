"""Network addresses, as far as they say whose they are."""

from ipaddress import IPv6Address, ip_address


def network(address: str) -> str:
    """Whom an address belongs to: itself, or the /64 that one IPv6 customer has."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)

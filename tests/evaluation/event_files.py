"""Event files as TensorBoard has them, byte by byte."""

import struct


def record(body: bytes) -> bytes:
    return struct.pack("<Q", len(body)) + b"\0" * 4 + body + b"\0" * 4


def varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    found = b""
    while number > 127:
        found, number = found + bytes([number & 127 | 128]), number >> 7
    return found + bytes([number])


def message(field: int, body: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(body)) + body


def event(step: int, tag: str, value: float) -> bytes:
    summary = message(1, message(1, tag.encode()) + varint(2 << 3 | 5) + struct.pack("<f", value))
    return b"\x09" + struct.pack("<d", 0.0) + b"\x10" + varint(step) + message(5, summary)

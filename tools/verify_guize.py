#!/usr/bin/env python3
"""Checks a record exported by guize, with nothing but Python 3.9 or later.

    python3 verify_guize.py RECORD.jsonl [--key KEY] [--checkpoint FILE …] [--code CODE …]

RECORD      what `guize verify --export RECORD.jsonl` wrote
--key       public key of the log as it was handed over on paper; without it the keys that the
            file names itself are used, and the answer says so
--checkpoint a checkpoint from elsewhere (a witness, the daily sheet): the record must contain it
--code      a check code printed on a document: its entry must be in the record

It recomputes every hash, every chain, the tree and every checkpoint, and checks signatures with its
own Ed25519 (RFC 8032). It shares no line with guize. Exit code: 0 whole, 1 not whole, 2 unreadable.
"""

import argparse
import base64
import hashlib
import json
import sys

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)  # noqa: E741 - the name it has in the standard


def recovered_x(y, sign):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P or y >= P or (x == 0 and sign):
        return None
    return P - x if x % 2 != sign else x


def point(octets):
    number = int.from_bytes(octets, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = recovered_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def added(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(factor, base):
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = added(total, base)
        base, factor = added(base, base), factor >> 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recovered_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed(key, message, signature):
    """Whether the Ed25519 signature is that of the key under the message."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(s, BASE), added(r, times(h, a))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


def tagged(algorithm, content):
    if algorithm not in ("sha256", "sm3"):
        return ""
    return algorithm + ":" + hashlib.new(algorithm, content).hexdigest()


def canonical(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def entry_fault(entry, before):
    """What is wrong with an entry, given sequence and hash of the one before it; empty: nothing."""
    algorithm = entry["hash"].partition(":")[0]
    covered = [algorithm, entry["envelope"], entry["previous"], entry["digest"]]
    if entry["envelope"]["sequence"] != before[0] + 1:
        return "gap"
    if entry["previous"] != before[1]:
        return "broken link"
    if tagged(algorithm, b"\x00" + canonical(covered)) != entry["hash"]:
        return "altered envelope"
    if "body" in entry:
        salt, body = base64.b64decode(entry["salt"]), base64.b64decode(entry["body"])
        digest = b"\x02" + len(salt).to_bytes(2, "big") + salt + body
        if tagged(entry["digest"].partition(":")[0], digest) != entry["digest"]:
            return "altered body"
    return ""


def chain_faults(entries):
    last, faults, broken = {}, [], set()
    for entry in entries:
        stream = tuple(entry["envelope"]["stream"])
        if stream in broken:
            continue
        cause = entry_fault(entry, last.get(stream, (0, "")))
        if cause:
            broken.add(stream)
            number = None if entry["leaf"] is None else entry["leaf"] + 1
            sequence = entry["envelope"]["sequence"]
            faults.append((number, f"{cause}: {' '.join(stream)} #{sequence}"))
        last[stream] = (entry["envelope"]["sequence"], entry["hash"])
    return faults


def roots(hashes):
    """The root of the tree after each entry."""
    peaks, made = [], [hashlib.sha256().digest()]
    for size, text in enumerate(hashes):
        top, bits = hashlib.sha256(b"\x00" + text.encode()).digest(), size
        while bits & 1:
            top, bits = hashlib.sha256(b"\x01" + peaks.pop() + top).digest(), bits >> 1
        peaks.append(top)
        for peak in reversed(peaks[:-1]):
            top = hashlib.sha256(b"\x01" + peak + top).digest()
        made.append(top)
    return made


def key_parts(text):
    name, digest, encoded = text.strip().split("+", 2)
    content = base64.b64decode(encoded)
    if hashlib.sha256(name.encode() + b"\n" + content).hexdigest()[:8] != digest:
        raise ValueError("the key does not fit its digest: " + text)
    return name, bytes.fromhex(digest), content[:1], content[1:]


def is_signed(note, keys):
    body, _, lines = note.partition("\n\n")
    message = body.encode() + b"\n"
    for line in lines.splitlines():
        _, name, encoded = line.split(" ")
        content = base64.b64decode(encoded)
        for own, digest, kind, key in keys:
            if (name, content[:4]) == (own, digest) and kind == b"\x01":
                if signed(key, message, content[4:]):
                    return True
            elif (name, content[:4]) == (own, digest) and kind == b"\x04":
                seconds = int.from_bytes(content[4:12], "big")
                witnessed = b"cosignature/v1\ntime %d\n" % seconds + message
                if signed(key, witnessed, content[12:]):
                    return True
    return False


def checkpoint_faults(notes, made, log, keys):
    """Each note is (text, keys beyond the log's own that may have signed it)."""
    faults, covered = [], 0
    for note, others in notes:
        name, size, root = note.split("\n")[:3]
        number = int(size)
        if name != log:
            faults.append((None, "a checkpoint of another log: " + name))
        elif number >= len(made):
            faults.append((len(made), f"cut: a checkpoint knows {number} entries"))
        elif base64.b64decode(root) != made[number]:
            faults.append((covered + 1, f"the tree differs from the checkpoint at {number}"))
        elif not is_signed(note, keys) or (others and not is_signed(note, others)):
            faults.append((number, f"the checkpoint at {number} is not signed by its key"))
        else:
            covered = max(covered, number)
    return faults, covered


def read(path):
    with open(path, encoding="utf-8") as file:
        values = [json.loads(line) for line in file if line.strip()]
    head = values[0]
    if head.get("format") != "guize-ledger/1":
        raise ValueError("this is no record exported by guize")
    entries = [value for value in values[1:] if "envelope" in value]
    notes = [
        (value["checkpoint"], [key_parts(value["witness"])] if "witness" in value else [])
        for value in values[1:]
        if "checkpoint" in value
    ]
    return head, entries, notes


def plain(code):
    return "".join(sign for sign in code.lower() if sign in "0123456789abcdef")


def examine(options):
    head, entries, notes = read(options.record)
    keys = [key_parts(text) for text in (options.key or head["keys"])]
    for path in options.checkpoint:
        with open(path, encoding="utf-8") as file:
            notes.append((file.read(), []))
    placed = sorted((e for e in entries if e["leaf"] is not None), key=lambda e: e["leaf"])
    faults = chain_faults(entries)
    numbers = [entry["leaf"] for entry in placed]
    if numbers != list(range(len(numbers))):
        gap = next(n for n, found in enumerate([*numbers, None]) if n != found)
        faults.append((gap + 1, "an entry is missing"))
    made = roots([entry["hash"] for entry in placed])
    found, covered = checkpoint_faults(notes, made, head["log"], keys)
    faults += found
    known = {plain(entry["hash"].partition(":")[2])[:32] for entry in entries}
    faults += [(None, "no entry has the code " + c) for c in options.code if plain(c) not in known]
    return head, len(entries), covered, faults


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("record")
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--checkpoint", action="append", default=[])
    parser.add_argument("--code", action="append", default=[])
    options = parser.parse_args(words)
    try:
        head, count, covered, faults = examine(options)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        print(f"unreadable: {error}", file=sys.stderr)
        return 2
    if not options.key:
        print("note: keys taken from the file itself; give --key as it was handed over on paper")
    for number, cause in sorted(faults, key=lambda fault: fault[0] or 1 << 62):
        print(f"✗ entry {number}: {cause}" if number else f"✗ {cause}")
    if faults:
        first = min((number for number, _ in faults if number), default=None)
        print(
            f"✗ NOT WHOLE from entry {first} on / 第 {first} 条起不一致" if first else "✗ NOT WHOLE"
        )
        return 1
    print(f"✓ WHOLE / 完整: {count} entries of {head['log']}, {covered} under signed checkpoints")
    return 0


if __name__ == "__main__":
    sys.exit(main())

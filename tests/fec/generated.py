"""A FEC of any size as a stream, made while it is read; run as a program, it is checked and the peak of memory printed."""

import io
import resource
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from essaim.fec.check import check_fec
from essaim.fec.columns import COLUMNS
from essaim.fec.values import format_amount, format_day

NAME = "123456782FEC20261231.txt"
_FIRST = date(2026, 1, 1)


def lines_of(entries: int) -> Iterator[str]:
    """Lines without their ends: an opening entry, then sales of three lines, day after day through the year."""
    yield "\t".join(COLUMNS)
    for account, label, debit, credit in (("512000", "Banque", 500, 0), ("110000", "Report à nouveau", 0, 500)):
        sums = f"{format_amount(debit)}\t{format_amount(credit)}"
        yield f"AN\tA nouveaux\tAN-1\t20260101\t{account}\t{label}\t\t\tAN\t20260101\tA nouveaux\t{sums}\t\t\t20260101\t\t"
    days = [format_day(_FIRST + timedelta(days=number)) for number in range(365)]
    for number in range(1, entries + 1):
        day = days[number * 364 // (entries + 1)]
        net = 1000 + number % 99_991
        start, voucher = (
            f"VE\tVentes\tVE-{number:07d}\t{day}",
            f"F{number:07d}\t{day}\tFacture F{number:07d} Atelier Dupont",
        )
        end = f"\t\t\t{day}\t\t"
        client = f"C{number % 500:04d}\tClient n° {number % 500}"
        yield f"{start}\t411000\tClients\t{client}\t{voucher}\t{format_amount(net + net // 5)}\t0,00{end}"
        yield f"{start}\t706000\tPrestations de services\t\t\t{voucher}\t0,00\t{format_amount(net)}{end}"
        yield f"{start}\t445710\tTVA collectée\t\t\t{voucher}\t0,00\t{format_amount(net // 5)}{end}"


class Generated(io.RawIOBase):
    """The bytes of ``lines_of``, as many at a time as are asked for."""

    def __init__(self, entries: int) -> None:
        self._lines, self._rest, self.size = lines_of(entries), b"", 0

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes."""
        parts, length = [self._rest], len(self._rest)
        while length < size and (line := next(self._lines, None)) is not None:
            parts.append(f"{line}\r\n".encode())
            length += len(parts[-1])
        data = b"".join(parts)
        data, self._rest = data[:size], data[size:]
        self.size += len(data)
        return data


if __name__ == "__main__":
    stream = Generated(int(sys.argv[1]))
    report = check_fec(stream, name=NAME)  # type: ignore[arg-type]
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"{report.lines} {stream.size} {int(report.conforming)} {kibibytes}\n")

"""What a person sees in a cell: dates as ISO dates, percentages with their sign, numbers without needless decimals."""

from datetime import date, datetime, time, timedelta

_HALF_A_SECOND = timedelta(milliseconds=500)


def shown(value: object, *, is_percentage: bool = False) -> str:
    """The text of a cell's value, without blanks around it. Of an error, its name."""
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    if isinstance(value, int | float):
        return f"{_plain(value * 100)} %" if is_percentage else _plain(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, time):
        return _hours(datetime.combine(date.min, value) - datetime.combine(date.min, time.min))
    if isinstance(value, timedelta):
        return _hours(value)
    return value.isoformat() if isinstance(value, date) else _one_kind_of_breaks(str(value)).strip()


def _one_kind_of_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _moment(when: datetime) -> str:
    """The date, and the hour where there is one."""
    when = (when + _HALF_A_SECOND).replace(microsecond=0)
    if not (when.hour or when.minute or when.second):
        return when.date().isoformat()
    return when.isoformat(" ", "seconds" if when.second else "minutes")


def _hours(span: timedelta) -> str:
    """Hours and minutes, and seconds where there are any: those of a clock, or more than a day has."""
    minutes, seconds = divmod(round(abs(span).total_seconds()), 60)
    text = f"{'-' if span < timedelta() else ''}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def _plain(number: float) -> str:
    """A number with what is meant of its decimals: 0.1 + 0.2 is 0.3."""
    if isinstance(number, int) or (number.is_integer() and abs(number) < 1e15):
        return str(int(number))
    return format(number, ".12g")

"""Changes of a county's law: installing texts, proposing and adopting calendars and readings."""

from guize.regulations.services.changing import (
    adopt,
    check_change,
    propose,
    send_back,
    withdraw,
)
from guize.regulations.services.installing import (
    adopt_year,
    install_calendars,
    install_rulebook,
)

__all__ = [
    "adopt",
    "adopt_year",
    "check_change",
    "install_calendars",
    "install_rulebook",
    "propose",
    "send_back",
    "withdraw",
]

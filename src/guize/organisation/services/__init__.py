"""Changes to the organisation: each one event of the county's stream and the rows that follow."""

from guize.organisation.services.absences import end_absence, record_absence
from guize.organisation.services.correcting import correct, retract
from guize.organisation.services.handing import accept_handover, hand_over
from guize.organisation.services.offices import (
    appoint,
    assign_portfolio,
    end_appointment,
    end_portfolio,
)
from guize.organisation.services.projection import rebuild
from guize.organisation.services.structure import (
    create_post,
    dissolve_organ,
    establish_organ,
    found_county,
    register_person,
)
from guize.organisation.services.writing import Recording

__all__ = [
    "Recording",
    "accept_handover",
    "appoint",
    "assign_portfolio",
    "correct",
    "create_post",
    "dissolve_organ",
    "end_absence",
    "end_appointment",
    "end_portfolio",
    "establish_organ",
    "found_county",
    "hand_over",
    "rebuild",
    "record_absence",
    "register_person",
    "retract",
]

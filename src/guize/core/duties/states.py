"""The state of a duty on a day: one function, the same for pages, lists and the command line."""

from __future__ import annotations

from datetime import date

from guize.core.duties.values import Duty, DutyState


def state_on(duty: Duty, day: date) -> DutyState:
    """Where the duty stands on `day`. Due today is not overdue; a watched period only lapses."""
    if duty.missing:
        return DutyState.UNDETERMINED
    if duty.done_on is not None and duty.done_on <= day:
        in_time = duty.due is None or duty.done_on <= duty.due
        return DutyState.FULFILLED_IN_TIME if in_time else DutyState.FULFILLED_LATE
    if duty.moot_on is not None and duty.moot_on <= day:
        return DutyState.NOT_APPLICABLE
    if duty.expected is not None or day < duty.triggered_on:
        return DutyState.NOT_STARTED
    return _running(duty, day)


def _running(duty: Duty, day: date) -> DutyState:
    if any(since <= day and (until is None or day < until) for since, until in duty.suspensions):
        return DutyState.SUSPENDED
    if duty.due is None or day < (duty.amber_from or duty.due):
        return DutyState.RUNNING
    if day > duty.due:
        return DutyState.LAPSED if duty.is_watch else DutyState.OVERDUE
    return DutyState.DUE_TODAY if day == duty.due else DutyState.DUE_SOON

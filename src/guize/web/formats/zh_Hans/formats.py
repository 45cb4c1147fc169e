"""Dates in forms as browsers send and take them; Django's own Chinese format is none they know."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]

"""The forty cases by where they stand: in response, judged, in accountability."""

from guize.web.demo.docket import accountability, judgments, response

SCRIPTS = (*response.SCRIPTS, *judgments.SCRIPTS, *accountability.SCRIPTS)

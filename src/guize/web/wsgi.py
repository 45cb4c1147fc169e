"""The WSGI entry: any server works, `./guize run` starts granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guize.web.settings")
application = get_wsgi_application()

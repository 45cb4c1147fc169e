"""The scripts of the demo cases by where they stand: in response, judged, in accountability."""

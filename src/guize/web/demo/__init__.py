"""云岭县(演示): an invented county with its posts, people, accounts and forty cases."""

"""Commands beside the build: printing, archives, and the Chromium that they and the tests drive."""

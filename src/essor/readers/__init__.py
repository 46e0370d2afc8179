"""The course's tables and assessments, read strictly: what the book shows, as plain objects."""

"""What only the trainer's edition has: slides and paper."""

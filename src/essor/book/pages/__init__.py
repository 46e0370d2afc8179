"""What pages of the book show: tables, registers, simulators, marks of the course's own."""

"""What an exercise is: a question with a numeric answer, checked by the model, and an explanation for each wrong turn."""

from collections import namedtuple

# A wrong answer that can be foreseen: `value`, in the answer's unit, and what to say to who gives it.
Trap = namedtuple("Trap", ["value", "explanation"])

# What the reader hears back. `right` is True or False; `text` explains; `solution` is shown after an attempt.
Feedback = namedtuple("Feedback", ["right", "text", "solution"])


class Exercise:
    """A question whose answer is a number.

    `control` (declaration.Number) reads the answer; `expected` is a function without arguments that computes it
    from the model; `tolerance` is absolute, in the answer's unit. `simulator` is the slug of the simulator that
    `settings` puts at the solution, or None.
    """

    def __init__(self, slug, question, control, expected, tolerance, traps, right, otherwise, solution, simulator, settings):
        self.slug = slug
        self.question = question
        self.control = control
        self.expected = expected
        self.tolerance = tolerance
        self.traps = traps
        self.right = right
        self.otherwise = otherwise
        self.solution = solution
        self.simulator = simulator
        self.settings = settings

    def check(self, raw):
        """Judge an answer. InputError, in French, if it is not a number in the control's range."""
        answer = self.control.parse(raw)
        if abs(answer - self.expected()) <= self.tolerance + 1e-9:
            return Feedback(True, self.right, self.solution)
        for trap in self.traps:
            if abs(answer - trap.value) <= self.tolerance + 1e-9:
                return Feedback(False, trap.explanation, self.solution)
        return Feedback(False, self.otherwise, self.solution)

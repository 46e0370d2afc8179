"""Answers kept from one move of a reader to the next, as most texts come back unchanged. Part of the portable subset."""

MOST = 2000


def kept(function):
    """`function`, of one hashable value, answering from memory what it has answered; all is forgotten once it holds MOST answers."""
    answers = {}

    def answer(given):
        found = answers.get(given)
        if found is None:
            if len(answers) >= MOST:
                answers.clear()
            found = answers[given] = function(given)
        return found

    return answer

"""The room: one question at a time, what each phone answered, which deck leads. No network, no clock, no file."""

import secrets
from typing import Any

from essor.room.question import LONGEST_CHOICE, Question, Refusal, token

PEOPLE = 300  # phones at most
ROUNDS = (1, 2)
MOST_ASKED = 1_000  # votes opened in one session
WAITING, OPEN, CLOSED, DISCUSS, ANSWER, OVER = STAGES = ("waiting", "open", "closed", "discuss", "answer", "over")
FAREWELL = "La séance est terminée. Vous pouvez fermer cette page."
REVEALED = (CLOSED, DISCUSS, ANSWER, OVER)  # what a deck may have phones show


class Room:
    """`votes` holds the last answer of each phone to what is asked now, by its random name; another question, or another round, forgets them."""

    def __init__(self):
        self.name = secrets.token_urlsafe(8)  # tells a phone that another server took over
        self.stage = WAITING
        self.question: Question | None = None
        self.round = 0
        self.asked = 0  # how many votes were opened
        self.said = ""  # what the deck adds to the stage
        self.votes: dict[str, Any] = {}
        self.deck: str | None = None
        self.decks: set[str] = set()  # those that listen

    # What decks do.

    def ask(self, deck: str, question: Question, round, take=False) -> None:
        """Open a vote. Refusal 409 if another deck that listens leads, unless this one means to `take` its place.

        The question and round that were asked last go on, with their votes: a deck that was reloaded, or that closed too early, loses none.
        """
        if self.deck not in (None, deck) and self.deck in self.decks and not take:
            raise Refusal(409, "Un autre jeu de diapositives mène déjà le sondage des téléphones.", taken=True)
        if isinstance(round, bool) or round not in ROUNDS:
            raise Refusal(422, "Question refusée : « round » est 1 ou 2.")
        goes_on = self.question is not None and (self.question.shown(), self.round) == (question.shown(), round)
        if not goes_on:
            if self.asked >= MOST_ASKED:
                raise Refusal(429, f"Cette salle a déjà ouvert {MOST_ASKED} sondages : relancez le serveur.")
            self.question, self.round, self.votes = question, round, {}
            self.asked += 1
        self.stage, self.said, self.deck = OPEN, "", deck

    def reveal(self, deck: str, stage, said="") -> None:
        """Close the vote, if it is open, and tell phones where the room is. Refusal 409 if another deck leads, 422."""
        self._leads(deck)
        if stage not in REVEALED:
            raise Refusal(422, "« stage » n’est pas une étape connue.")
        if not isinstance(said, str) or len(said) > LONGEST_CHOICE:
            raise Refusal(422, f"« text » doit être un texte de {LONGEST_CHOICE} signes au plus.")
        self.stage, self.said = stage, said

    def leave(self, deck: str) -> None:
        """Forget the question and its votes; another deck may lead. Refusal 409."""
        self._leads(deck)
        self.stage, self.question, self.votes, self.said, self.deck = WAITING, None, {}, "", None

    def end(self) -> None:
        """Forget everything: the server stops."""
        self.stage, self.question, self.votes, self.said, self.deck = OVER, None, {}, FAREWELL, None

    def _leads(self, deck):
        if self.deck not in (None, deck):
            raise Refusal(409, "Un autre jeu de diapositives mène le sondage des téléphones.", taken=True)
        self.deck = deck

    # What phones do.

    def vote(self, raw: dict[str, Any]) -> str:
        """Count the answer of a phone, instead of its former one; what it is told. Refusal: 400, 409 once closed, 422, 503 when the room is full."""
        phone = token(raw.get("phone"))
        if self.stage != OPEN or self.question is None or raw.get("asked") != self.asked:
            kept = " Votre réponse précédente reste comptée." if phone in self.votes and raw.get("asked") == self.asked else ""
            raise Refusal(409, f"Trop tard : ce sondage est clos.{kept}")
        value, said = self.question.take(raw.get("answer"))
        if phone not in self.votes and len(self.votes) >= PEOPLE:
            raise Refusal(503, f"La salle est pleine : {PEOPLE} téléphones ont répondu.")
        self.votes[phone] = value
        return said

    # What is told.

    def shown(self) -> dict[str, Any]:
        """What phones show."""
        question = self.question.shown() if self.question else None
        return {"server": self.name, "asked": self.asked, "stage": self.stage, "round": self.round, "question": question, "text": self.said}

    def counts(self) -> dict[str, Any]:
        """What the deck that leads is told."""
        counted = self.question.counts(self.votes.values()) if self.question else {"voters": 0}
        return {"server": self.name, "asked": self.asked, "open": self.stage == OPEN, **counted}

"""What a deck asks and what a phone answers, read from JSON: anything else is refused, in French."""

import json
import re
from math import isfinite
from typing import Any

from essor.portable.french import quantity, typeset
from essor.portable.simulators.controls import InputError, Number

LETTERS = "ABCDEF"
LONGEST_TEXT, LONGEST_CHOICE, LONGEST_WORD = 2_000, 600, 60  # signs
LONGEST_TYPED = 40
LARGEST = 1e12
_ID = re.compile(r"[A-Za-z0-9][\w/-]{0,119}")
_TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)


class Refusal(Exception):
    """What the room does not accept: an HTTP status, and why, in French, for the one who asked."""

    def __init__(self, status: int, sentence: str, **more):
        super().__init__(typeset(sentence))
        self.status = status
        self.more = more


def read(body: bytes, most: int) -> dict[str, Any]:
    """The JSON object of a request, of `most` bytes at most. Refusal 413 or 400."""
    if len(body) > most:
        raise Refusal(413, "Cet envoi est trop long.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):  # bytes that are no text, a text that is no JSON, or one too deep
        found = None
    if not isinstance(found, dict):
        raise Refusal(400, "Cet envoi est illisible.")
    return found


def token(raw) -> str:
    """The random name that a page gives itself: 16 to 64 plain signs. Refusal 400."""
    if not isinstance(raw, str) or not _TOKEN.fullmatch(raw):
        raise Refusal(400, "Cet envoi est illisible : rechargez la page.")
    return raw


def _text(raw, name, most, least=1) -> str:
    if not isinstance(raw, str) or not least <= len(raw.strip()) <= most:
        raise Refusal(422, f"Question refusée : « {name} » doit être un texte de {least} à {most} signes.")
    return typeset(raw.strip())


def _number(raw, name) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not isfinite(raw) or abs(raw) > LARGEST:
        raise Refusal(422, f"Question refusée : « {name} » doit être un nombre.")
    return raw


def _unit(raw) -> str | tuple[str, str]:
    if isinstance(raw, list) and len(raw) == 2:
        return _text(raw[0], "unit", LONGEST_WORD), _text(raw[1], "unit", LONGEST_WORD)
    return _text(raw or "", "unit", LONGEST_WORD, 0)


class Question:
    """A question as decks ask it: `choices` are (key, text) pairs, or `control` reads the number that is typed."""

    def __init__(self, raw: dict[str, Any]):
        """Refusal 422 on what no phone could show or answer."""
        if not isinstance(raw, dict):
            raise Refusal(422, "Question refusée : elle est illisible.")
        self.id = _text(raw.get("id"), "id", 120)
        if not _ID.fullmatch(self.id):
            raise Refusal(422, "Question refusée : « id » est illisible.")
        self.text = _text(raw.get("text"), "text", LONGEST_TEXT)
        self.choices: list[tuple[str, str]] = []
        self.control: Number | None = None
        if raw.get("kind") == "choix":
            self.choices = self._choices(raw.get("choices"))
        elif raw.get("kind") == "nombre":
            self.control = self._control(raw)
        else:
            raise Refusal(422, "Question refusée : « kind » est « choix » ou « nombre ».")

    @staticmethod
    def _choices(raw) -> list[tuple[str, str]]:
        if not isinstance(raw, list) or not 2 <= len(raw) <= len(LETTERS) or not all(isinstance(choice, dict) for choice in raw):
            raise Refusal(422, f"Question refusée : il faut de 2 à {len(LETTERS)} réponses possibles.")
        choices = [(_text(choice.get("key"), "key", 120), _text(choice.get("text"), "text", LONGEST_CHOICE)) for choice in raw]
        if len({key for key, _ in choices}) < len(choices):
            raise Refusal(422, "Question refusée : deux réponses ont la même clé.")
        return choices

    @staticmethod
    def _control(raw) -> Number:
        low, high, step = _number(raw.get("min"), "min"), _number(raw.get("max"), "max"), _number(raw.get("step") or 1, "step")
        if low >= high or step <= 0:
            raise Refusal(422, "Question refusée : « min » doit être inférieur à « max », et « step » positif.")
        decimals = len(f"{step:.6f}".rstrip("0").partition(".")[2])
        whole = raw.get("integer") is True
        return Number("answer", low, high, step, default=low, unit=_unit(raw.get("unit")), label="Votre réponse", decimals=decimals, integer=whole)

    def shown(self) -> dict[str, Any]:
        """What a phone shows of it."""
        if self.control is None:
            return {"id": self.id, "text": self.text, "kind": "choix", "choices": [{"key": key, "text": text} for key, text in self.choices]}
        unit = self.control.unit
        told = {"unit": unit if isinstance(unit, str) else unit[1], "bounds": typeset(self.control.bounds()), "signed": self.control.low < 0}
        return {"id": self.id, "text": self.text, "kind": "nombre", **told}

    def take(self, answer) -> tuple[Any, str]:
        """An answer as it is counted, and as the phone that gave it is told. Refusal 422."""
        if self.control is None:
            keys = [key for key, _ in self.choices]
            if not isinstance(answer, str) or answer not in keys:
                raise Refusal(422, "Cette réponse n’est pas l’une de celles qui sont proposées.")
            return answer, LETTERS[keys.index(answer)]
        if not isinstance(answer, str) or len(answer) > LONGEST_TYPED:
            raise Refusal(422, f"Votre réponse : un nombre s’écrit en {LONGEST_TYPED} signes au plus. {self.control.accepted()}")
        try:
            value = self.control.parse(answer)
        except InputError as error:
            raise Refusal(422, str(error)) from error
        return value, quantity(value, self.control.unit)

    def counts(self, answers) -> dict[str, Any]:
        """What a deck is told of the answers: how many of each choice, or the numbers in rising order, which tell no one's turn."""
        given = list(answers)
        if self.control is None:
            return {"voters": len(given), "choices": [given.count(key) for key, _ in self.choices]}
        return {"voters": len(given), "values": sorted(given)}

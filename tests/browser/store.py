"""What the browser keeps of a reader (store.js): as if they had done it, as it is found there, and where it is refused."""

DAY = "2026-11-20"
# A browser that has no room left, from a moment on; one whose reader, or whose network, forbids to keep anything.
FULL = """
  const given = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...pair) {
    if (this === localStorage && sessionStorage.getItem("full") === "1") throw new DOMException("full", "QuotaExceededError");
    return given.apply(this, pair);
  };
"""
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"


def keep(page, **parts):
    """Have the browser keep these, as if the reader had done them."""
    page.evaluate("kept => localStorage.setItem('essor', JSON.stringify({ version: 1, ...kept }))", parts)


def kept(page) -> dict:
    return page.evaluate("JSON.parse(localStorage.getItem('essor'))")


def answer(right=True, tries=1, on=DAY, **first):
    return {"right": right, "tries": tries, "on": on, **first}


RIGHT = answer()


def quizzes(*chapters, **how):
    """Every question of these chapters, answered."""
    return {question: answer(**how) for chapter in chapters for question in chapter["questions"]}


def studied(chapter, on, seen=""):
    return {chapter["page"]: {"on": on, "seen": seen or on}}

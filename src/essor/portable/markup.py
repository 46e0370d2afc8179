"""Outcomes as HTML fragments: the one place that writes them, for the notebook, the book and the page.

Part of the portable subset. Every text from a reader or a simulator is escaped here,
and given the spaces of French typography.
"""

from essor.portable.french import STATES, typeset
from essor.portable.kept import kept
from essor.portable.questions import expected

# By what an indicator's verdict says: a style, and the state as a word, for who does not see the style.
JUDGED = {
    True: ("yes", f'<span class="essor-spoken">{STATES[True]}\u00a0: </span>'),
    False: ("no", f'<span class="essor-spoken">{STATES[False]}\u00a0: </span>'),
    None: ("note", ""),
}


def escape(text):
    """`text` made safe inside an element or a quoted attribute."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")


def written(text):
    """`text` typeset and escaped: how every text of ours enters a page."""
    return _written(str(text))


@kept
def _written(text):
    # Only texts are keys: 1, 1.0 and True are one key, and three texts.
    return escape(typeset(text))


def indicators(outcome):
    """The indicators, as a description list."""
    cells = []
    for item in outcome.indicators:
        verdict = ""
        if item.verdict is not None:
            style, word = JUDGED[item.verdict.ok]
            verdict = f'<span class="essor-verdict essor-{style}">{word}<span class="essor-words">{written(item.verdict.text)}</span></span>'
        cells.append(f"<div><dt>{written(item.label)}</dt><dd>{written(item.text)}{verdict}</dd></div>")
    return f'<div class="essor-indicators"><dl>{"".join(cells)}</dl></div>'


def reading(outcome):
    """The sentence that reads the result and, after a guess, the one that answers it."""
    answer = f'<p class="essor-answer">{written(outcome.answer)}</p>' if outcome.answer else ""
    return sentence(outcome) + answer


def sentence(outcome):
    """The sentence that reads the result."""
    return f'<p data-part="sentence" class="essor-sentence">{written(outcome.sentence)}</p>'


def steps(outcome):
    """Why the result is what it is, step by step."""
    return "<ol>" + "".join(f"<li>{written(step)}</li>" for step in outcome.why.steps()) + "</ol>"


def tables(outcome):
    """The data behind the pictures, as tables with captions and scopes."""
    return "".join(table(item) for item in outcome.tables)


def laws(told):
    """The laws side by side: what each changes, in words, then tables."""
    sentences, shown = told
    return "".join(f"<p>{written(sentence)}</p>" for sentence in sentences) + "".join(table(item) for item in shown)


def table(item):
    """One table. It scrolls sideways inside a labelled group that the keyboard can reach."""
    head = "".join(f'<th scope="col">{written(header)}</th>' for header in item.headers)
    body = []
    for row in item.rows:
        cells = "".join(f"<td>{written(cell)}</td>" for cell in row[1:])
        body.append(f'<tr><th scope="row">{written(row[0])}</th>{cells}</tr>')
    return (
        f'<div class="essor-table" role="group" tabindex="0" aria-label="{written(item.caption)}"><table><caption>'
        f"{written(item.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def method(simulator):
    """How a simulator calculates: formulas, hypotheses, limits, sources."""
    m = simulator.method
    formulas = "".join("<li><code>" + written(formula) + "</code>" + written(f" : {meaning}") + "</li>" for formula, meaning in m.formulas)
    return (
        f"<p><strong>Formules</strong></p><ul>{formulas}</ul>"
        f"{_section('hypotheses', 'Hypothèses', m.hypotheses)}{_section('limits', 'Limites', m.limits)}"
        f"{_section('sources', 'Sources', m.sources)}"
    )


def _section(part, title, sentences):
    items = "".join(f"<li>{written(sentence)}</li>" for sentence in sentences)
    return f'<p><strong>{title}</strong></p><ul data-part="{part}">{items}</ul>'


def dossier(question):
    """The file as it reaches the desk: a paragraph for each, its lines kept. Nothing for a question without one."""
    paragraphs = [[written(line) for line in part.split("\n") if line] for part in question.get("dossier", "").split("\n\n")]
    told = "".join("<p>" + "<br/>".join(lines) + "</p>" for lines in paragraphs if lines)
    return f'<div class="essor-dossier" role="group" aria-label="Le dossier"><p class="essor-kicker">Le dossier</p>{told}</div>' if told else ""


def feedback(result):
    """What an answer is told."""
    style, word = {True: ("yes", "Juste. "), False: ("no", "Pas encore. "), None: ("note", "")}[result.right]
    told = f"<strong>{word}</strong>" if word else ""
    return f'<p class="essor-feedback essor-{style}">{told}{written(result.text)}</p>'


def answers(question):
    """A question's solution, or its right answer, every choice explained, and its source; of a file followed step by step, both."""
    solution = f"<p>{written(question['solution'])}</p>" if "solution" in question else ""
    if solution and question["genre"] != "parcours":
        return solution
    return solution + explained(question) + ("" if solution else "<p>" + written(f"Source : {question['source']}") + "</p>")


def explained(question):
    """The right answer of a question, every choice explained."""
    items = "".join(f"<li><strong>{written(text)}</strong> — {written(why)}</li>" for text, why in expected(question))
    return f"<ul>{items}</ul>"


def error(message):
    """A refusal, in words."""
    return f'<p class="essor-error">{written(message)}</p>'

"""Outcomes as HTML fragments: the one place that writes them, for the notebook, the book and the page.

Part of the portable subset. Every text from a reader or a simulator is escaped here.
"""


def escape(text):
    """`text` made safe inside an element or a quoted attribute."""
    return (
        str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#39;")
    )


def indicators(outcome):
    """The indicators, as a description list."""
    cells = []
    for item in outcome.indicators:
        verdict = ""
        if item.verdict is not None:
            style = {True: "yes", False: "no", None: "note"}[item.verdict.ok]
            verdict = '<span class="essor-verdict essor-' + style + '">' + escape(item.verdict.text) + "</span>"
        cells.append("<div><dt>" + escape(item.label) + "</dt><dd>" + escape(item.text) + verdict + "</dd></div>")
    return '<div class="essor-indicators"><dl>' + "".join(cells) + "</dl></div>"


def reading(outcome):
    """The sentence that reads the result and, after a guess, the one that answers it."""
    answer = '<p class="essor-answer">' + escape(outcome.answer) + "</p>" if outcome.answer else ""
    return '<p class="essor-sentence">' + escape(outcome.sentence) + "</p>" + answer


def tables(outcome):
    """The data behind the pictures, as tables with captions and scopes."""
    return "".join(table(item) for item in outcome.tables)


def table(item):
    """One table. It scrolls sideways inside a labelled region that the keyboard can reach."""
    head = "".join('<th scope="col">' + escape(header) + "</th>" for header in item.headers)
    body = []
    for row in item.rows:
        cells = "".join("<td>" + escape(cell) + "</td>" for cell in row[1:])
        body.append('<tr><th scope="row">' + escape(row[0]) + "</th>" + cells + "</tr>")
    return (
        '<div class="essor-table" role="region" tabindex="0" aria-label="' + escape(item.caption) + '"><table><caption>'
        + escape(item.caption) + "</caption><thead><tr>" + head + "</tr></thead><tbody>" + "".join(body) + "</tbody></table></div>"
    )


def method(simulator):
    """How a simulator calculates: formulas, hypotheses, limits, sources."""
    m = simulator.method
    formulas = "".join("<li><code>" + escape(formula) + "</code> : " + escape(meaning) + "</li>" for formula, meaning in m.formulas)
    return (
        "<p><strong>Formules</strong></p><ul>" + formulas + "</ul>"
        + _section("Hypothèses", m.hypotheses) + _section("Limites", m.limits) + _section("Sources", m.sources)
    )


def _section(title, sentences):
    items = "".join("<li>" + escape(sentence) + "</li>" for sentence in sentences)
    return "<p><strong>" + title + "</strong></p><ul>" + items + "</ul>"


def feedback(result):
    """What an exercise answers."""
    style, word = ("yes", "Juste. ") if result.right else ("no", "Pas encore. ")
    return '<p class="essor-feedback essor-' + style + '"><strong>' + word + "</strong>" + escape(result.text) + "</p>"


def error(message):
    """A refusal, in words."""
    return '<p class="essor-error">' + escape(message) + "</p>"

"""Tables, Plotly figures and sentences as a notebook and the book both show them: `montrer(…)`.

A table has French numbers and a caption. A figure stays Plotly's in a notebook; its text alternative and a still drawing of
ours stand for it where no script runs, and the book draws it again from what it holds (`PICTURE_MIME`).
"""

import json
import re
from datetime import date
from textwrap import wrap
from urllib.parse import quote

from essor.diagrams import NARROW, WIDE, picture_html
from essor.portable import markup
from essor.portable.french import ABSENT, number, typeset
from essor.portable.pictures.bars import Series, bar_chart
from essor.portable.pictures.lines import Line, line_chart
from essor.portable.pictures.palette import LIGHT

PICTURE_MIME = "application/vnd.essor.picture+json"
PLOTLY_MIME = "application/vnd.plotly.v1+json"
COLOURS = ("petrol", "ochre", "violet", "green", "ink", "soft")
LINE = 75  # signs: Plotly breaks no line
# Drawings are laid out by the letters of the book's font, which a notebook lacks: those of the system are made as narrow.
LETTERS = (
    "@font-face{font-family:essor-a;src:local(Arial),local(Helvetica),local(Liberation Sans);size-adjust:89%}"
    "@font-face{font-family:essor-a;font-weight:700;src:local(Arial Bold),local(Helvetica Bold),local(Liberation Sans Bold);size-adjust:86%}"
    "@font-face{font-family:essor-d;src:local(DejaVu Sans);size-adjust:78%}"
    "@font-face{font-family:essor-d;font-weight:700;src:local(DejaVu Sans Bold);size-adjust:71%}"
)
FAMILY = "Source Sans\\ 3,Source Sans Pro,essor-a,essor-d,sans-serif"
MARGIN = 10  # px, of paper around a drawing
OPENING = re.compile(r'<svg class="essor-drawing" viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"')


def montrer(chose, texte=""):
    """Affiche un tableau avec son titre, une figure Plotly avec ce qu’elle montre en mots, ou une phrase.

    montrer(df, "Postes par famille")
    montrer(px.bar(…), "Les associations ont la moitié des postes.")
    """
    if isinstance(chose, str):
        return Sentence(chose)
    if not texte.strip():
        raise ValueError(typeset("Ajoutez un texte : le titre du tableau, ou ce que montre la figure, pour qui ne la voit pas."))
    if hasattr(chose, "to_plotly_json"):
        return Picture(chose, texte)
    return Frame(chose, texte)


class Sentence(str):
    """A sentence to copy, shown without quotes."""

    def __repr__(self):
        return typeset(str(self))

    def _repr_html_(self):
        return f"<p>{markup.written(self)}</p>"


class Frame:
    """A DataFrame or a Series, its numbers in French. The first column names the row."""

    def __init__(self, frame, title):
        frame = frame.to_frame() if not hasattr(frame, "columns") else frame
        named = any(frame.index.names) or frame.index.dtype.kind not in "iu"  # else only the lines' numbers
        self.frame = frame.reset_index(names=[name or "nom" for name in frame.index.names]) if named else frame
        self.title = title

    def _texts(self):
        rows = [[_cell(value) for value in row] for row in self.frame.itertuples(index=False, name=None)]
        return [_cell(column) for column in self.frame.columns], rows

    def __repr__(self):
        headers, rows = self._texts()
        lines = [headers, *rows]
        wide = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
        laid = ["  ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)).rstrip() for line in lines]
        return "\n".join([typeset(self.title), *laid])

    def _repr_html_(self):
        """Plain: the book gives its scopes and its frame to a table that has none (site/theme.py)."""
        headers, rows = self._texts()
        sides = [' class="text-right"' if kind.kind in "iuf" else "" for kind in self.frame.dtypes]
        head = "".join(f"<th{side}>{markup.written(header)}</th>" for header, side in zip(headers, sides, strict=True))
        body = []
        for name, *row in rows:
            cells = "".join(f"<td{side}>{markup.written(cell)}</td>" for cell, side in zip(row, sides[1:], strict=True))
            body.append(f"<tr><th>{markup.written(name)}</th>{cells}</tr>")
        caption = f"<caption>{markup.written(self.title)}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _cell(value):
    """A value as a French reader writes it; what is missing is a dash."""
    if value is None or value != value:
        return ABSENT
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, str) or not hasattr(value, "__float__"):
        return str(value)
    return "oui" if value is True else "non" if value is False else number(float(value))


class Picture:
    """A Plotly figure, what it shows in words, and what is needed to draw it again."""

    def __init__(self, figure, reading):
        self.figure, self.reading = figure, reading

    def held(self):
        """What the picture is made of, for JSON; `series` is None where only Plotly can draw it."""
        layout = self.figure.layout
        traces = list(self.figure.data)
        lying = all(trace.type == "bar" and trace.orientation == "h" for trace in traces)
        across, up = layout.xaxis.title.text or "", layout.yaxis.title.text or ""
        return {
            "title": layout.title.text or "",
            "reading": self.reading,
            "axes": [up, across] if lying else [across, up],  # along what it runs, what is measured
            "stacked": len(traces) > 1 and layout.barmode in ("relative", "stack"),
            "lines": all(trace.type in ("scatter", "scattergl") for trace in traces),
            "series": self._series(traces, lying),
        }

    def _series(self, traces, lying):
        bars = all(trace.type == "bar" for trace in traces)
        if not traces or len(traces) > len(COLOURS) or not (bars or all(trace.type in ("scatter", "scattergl") for trace in traces)):
            return None
        found = []
        for trace in traces:
            names, values = (trace.y, trace.x) if lying else (trace.x, trace.y)
            names = [str(name) for name in names] if bars else [_plain(name) for name in names]
            if not bars and not all(isinstance(name, float) for name in names):
                return None
            found.append([trace.name or "", names, [float(value) for value in values]])
        return found

    def __repr__(self):
        title = self.figure.layout.title.text
        return typeset(f"{title}. {self.reading}" if title else self.reading)

    def _repr_html_(self):
        """For who reads the notebook without running it."""
        charts = drawn(self.held())
        picture = still(charts[0], self.figure.layout.title.text or "") if charts else ""
        return f"{picture}<p>{markup.written(repr(self))}</p>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        still = {"text/plain": repr(self), "text/html": self._repr_html_(), PICTURE_MIME: self.held()}
        live = json.loads(self.figure.to_json())
        layout = live["layout"]
        layout.pop("template", None)  # a page long, for the colour of a background, and room for the names along an axis
        for axis in ("xaxis", "yaxis"):
            layout.setdefault(axis, {}).setdefault("automargin", True)
        told = wrap(typeset(self.reading), LINE)
        layout.setdefault("title", {})["subtitle"] = {"text": "<br>".join(map(markup.escape, told))}
        layout["title"] |= {"x": 0.02, "xref": "container", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 12}}
        layout["margin"] = {"t": 70 + 18 * len(told)} | layout.get("margin", {})
        return {**still, PLOTLY_MIME: live}


def _plain(value):
    """A number of NumPy as a plain one; anything else as it is."""
    return float(value) if hasattr(value, "__float__") else value


def still(drawing, name):
    """A drawing (SVG text) as an image of that name, on its own light paper, for a notebook that is read without being run.

    Until a reader runs a notebook, JupyterLab takes its outputs for a stranger's: of an `<svg>` or a style sheet in their HTML it keeps
    only the words, run together. Sites that show notebooks do too.
    """
    [sides] = OPENING.findall(drawing)
    wide, high = [f"{float(side) + 2 * MARGIN:g}" for side in sides]
    size = f'width="{wide}" height="{high}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} {wide} {high}" {size}'
    paper = f'<rect x="{-MARGIN}" y="{-MARGIN}" {size} rx="8" fill="{LIGHT["paper"]}"/>'
    letters = f"<style>{LETTERS}text{{font-family:{FAMILY}}}</style>"
    svg = OPENING.sub(opening, drawing, count=1).replace(">", f">{letters}{paper}", 1)
    return f'<img alt="{markup.written(name)}" width="{wide}" src="data:image/svg+xml,{quote(svg, safe=" =:/(),.;+*@")}">'


def drawn(held):
    """The still drawings (SVG texts), for a wide place and a phone; nothing for what only Plotly can draw."""
    return [_chart(view, held).svg() for view in (WIDE, NARROW)] if held["series"] else []


def _chart(view, held):
    along, measured = held["axes"]
    coloured = list(zip(held["series"], COLOURS, strict=False))
    if held["lines"]:
        lines = [Line(label, xs, ys, colour, rank == 0) for rank, ((label, xs, ys), colour) in enumerate(coloured)]
        return line_chart(view, lines, x_title=along, y_title=measured)
    rows = list(dict.fromkeys(name for _, names, _ in held["series"] for name in names))
    series = []
    for (label, names, values), colour in coloured:
        of_row = dict(zip(names, values, strict=True))
        series.append(Series(label, [of_row.get(row, 0) for row in rows], colour, [number(of_row[row]) if row in of_row else "" for row in rows]))
    return bar_chart(view, rows, series, measured, stacked=held["stacked"])


def shown_html(held):
    """The picture in a page of the book."""
    charts = drawn(held)
    if not charts:
        raise ValueError(f"« {held['title']} »: the book has no still drawing of this figure; use bars, or lines over numbers")
    title, reading = markup.written(held["title"]), markup.written(held["reading"])
    return picture_html(title, title, charts, f"<strong>{title}.</strong> {reading}")

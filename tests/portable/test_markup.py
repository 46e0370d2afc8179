"""Whatever a reader types comes back as text: never as an element, an attribute or a script."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from essor.portable import markup
from essor.portable.pictures.palette import DARK, LIGHT
from essor.portable.questions import Feedback, check
from essor.portable.session import respond
from essor.portable.simulators import registry as simulators
from essor.portable.simulators.controls import InputError
from essor.portable.simulators.declaration import Figure, Indicator, Later, Outcome, Simulator, Table, Verdict, Why, note
from essor.readers.assessment import exercises
from quoted import plain

# Short enough for nothing to be cut: a message shows the first forty characters of a value.
HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' onmouseover='alert(1)", "<b>5</b>"]
HOSTILE += ["</p><iframe src=javascript:x>", "<!--", "&lt;b&gt;", "&amp;", "]]>"]


class Reader(HTMLParser):
    """Reads a fragment as a browser would: the elements met, their attributes, and the text."""

    def __init__(self, fragment):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.open = [], [], "", []
        self.feed(fragment)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


@pytest.mark.parametrize("text", HOSTILE)
def test_escape(text):
    escaped = markup.escape(text)
    assert not set(escaped) & set("<>\"'")
    assert Reader(f"<p title=\"{escaped}\" lang='{escaped}'>{escaped}</p>").attributes == [("title", text), ("lang", text)]
    assert Reader(f"<p>{escaped}</p>").text == text


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_any_text_survives_as_text(text):
    read = Reader(markup.error(text))
    assert read.tags == ["p"] and read.attributes == [("class", "essor-error")]
    assert plain(read.text) == plain(text)


@pytest.mark.parametrize("slug", simulators.slugs())
def test_a_refused_value_comes_back_as_text(slug):
    for text in HOSTILE:
        simulator = simulators.load(slug)
        refusals = []
        for raw in [{c.name: text} for c in simulator.controls] + [{text: 1}, text, [text], {simulator.controls[-1].name: [text]}]:
            with pytest.raises(InputError) as refused:
                simulator.values(raw)
            refusals.append(refused.value)
        with pytest.raises(InputError) as refused:
            simulator.run(guess=text)
        for refusal in [*refusals, refused.value]:
            read = Reader(markup.error(refusal))
            assert read.tags == ["p"] and plain(read.text) == plain(str(refusal))
        assert plain(text) in plain(Reader(markup.error(refused.value)).text)


@pytest.mark.parametrize("exercise", [e for e in exercises().values() if e["genre"] == "nombre"], ids=lambda exercise: exercise["id"])
def test_a_refused_answer_comes_back_as_text(exercise):
    for text in HOSTILE:
        with pytest.raises(InputError) as refused:
            check(exercise, text)
        assert Reader(markup.error(refused.value)).tags == ["p"]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_fragment_escapes_every_text(text):
    indicators = [Indicator("a", text, 1.0, verdict, text) for verdict in (None, Verdict(True, text), note(text))]
    outcome = Outcome([Figure(text, text, None)], indicators, text, [Later(lambda: Table(text, [text, text], [[text, text]]))], text, text, Why(lambda: [text]))
    method = {"formules": [[text, text]], "hypotheses": [text], "limites": [text], "sources": [text]}
    simulator = Simulator("x", (), None, {"titre": text, "indicateurs": {}, "methode": method})
    for fragment, times, tags in [
        (markup.indicators(outcome), 8, {"div", "dl", "dt", "dd", "span"}),
        (markup.reading(outcome), 2, {"p"}),
        (markup.tables(outcome), 5, {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}),
        (markup.method(simulator), 5, {"p", "strong", "ul", "li", "code"}),
        (markup.feedback(Feedback(True, text)), 1, {"p", "strong"}),
        (markup.feedback(Feedback(False, text)), 1, {"p", "strong"}),
    ]:
        read = Reader(fragment)
        assert set(read.tags) == tags
        assert plain(read.text).count(plain(text)) == times
        assert {name for name, _ in read.attributes} <= {"class", "role", "data-part", "tabindex", "aria-label", "scope"}


def test_a_file_keeps_its_paragraphs_and_its_lines():
    fragment = markup.dossier({"dossier": "De : l'association\nObjet : <b>aide</b>\n\nNous demandons 300 €.\n"})
    read = Reader(fragment)
    assert read.tags == ["div", "p", "p", "br", "p"] and ("role", "group") in read.attributes and ("aria-label", "Le dossier") in read.attributes
    assert plain(read.text) == "Le dossierDe : l'associationObjet : <b>aide</b>Nous demandons 300 €."
    assert "300\u00a0€" in fragment and markup.dossier({}) == ""


@pytest.mark.parametrize("ok, style", [(True, "essor-yes"), (False, "essor-no"), (None, "essor-note")])
def test_a_verdict_says_yes_no_or_neither(ok, style):
    fragment = markup.indicators(Outcome([], [Indicator("a", "1", 1, Verdict(ok, "v"))], "", [], "", "", None))
    assert ("class", f"essor-verdict {style}") in Reader(fragment).attributes


def test_a_table_names_its_rows_and_columns():
    read = Reader(markup.table(Table("Légende", ["Quoi", "Combien"], [["a", "1"], ["b", "2"]])))
    assert [value for name, value in read.attributes if name == "scope"] == ["col", "col", "row", "row"]
    assert ("aria-label", "Légende") in read.attributes and ("tabindex", "0") in read.attributes


def test_no_answer_without_a_guess():
    assert "essor-answer" not in markup.reading(Outcome([], [], "Phrase.", [], "", "", None))


def ask(**request):
    return json.loads(respond(json.dumps(request)))


@pytest.mark.parametrize("slug", simulators.slugs())
def test_a_session_refuses_and_names_the_control(slug):
    for text in HOSTILE:
        for control in simulators.load(slug).controls:
            answer = ask(do="run", slug=slug, values={control.name: text})
            assert set(answer) == {"ok", "control", "cell", "message"}  # no fragment: the page writes the message as text
            assert answer["ok"] is False and answer["control"] == control.name
            assert plain(text) in plain(answer["message"])
        answer = ask(do="run", slug=slug, values={text: 1})
        assert (answer["ok"], answer["control"]) == (False, None)
        assert ask(do="run", slug=slug, values=text)["ok"] is False
        assert ask(do="run", slug=slug, guess=text)["control"] == "guess"


@pytest.mark.parametrize("slug", simulators.slugs())
def test_a_session_gives_sound_fragments(slug):
    for width, guess in ((330, None), (640, "5")):
        answer = ask(do="run", slug=slug, values={}, guess=guess, width=width)
        assert answer["ok"] is True
        for part in ("indicators", "reading", "tables"):
            assert not {"script", "style", "iframe", "img", "a"} & set(Reader(answer[part]).tags)
        assert bool(guess) is bool(answer["answer"]) and "essor-answer" not in answer["reading"]
        assert answer["headline"] and "<" not in answer["headline"] + answer["answer"]
        assert all(one is False for one in answer["reached"])
        assert len(answer["numbers"]) == answer["indicators"].count("<dt>")


def test_a_session_gives_values_texts_fields_and_hidden_names():
    answer = ask(do="run", slug="bousol-circuits", values={"phase": "1", "solistes": "1 250", "tranches": "0,5"})
    assert answer["values"]["solistes"] == 1250 and answer["values"]["tranches"] == 0.5
    assert answer["texts"]["solistes"] == "1\u202f250\u00a0solistes"
    assert answer["texts"]["tranches"] == "0,50\u00a0tranche"
    assert answer["texts"]["fifth_sector"] == "non"
    assert answer["fields"]["tranches"] == "0,50" and "phase" not in answer["fields"]
    assert sorted(answer["hidden"]) == ["aid", "beneficiaries", "reuse"]


def test_a_session_draws_for_the_frame_it_is_in():
    for figure in ask(do="run", slug="bousol-bonus", width=412, height=300, text=20)["figures"]:
        assert 'width="412" height="300" font-size="20"' in figure["content"]


@pytest.mark.parametrize("dark, ink", [(False, LIGHT["ink"]), (True, DARK["ink"])])
def test_a_session_gives_what_is_behind_a_picture(dark, ink):
    first, second = ask(do="run", slug="bousol-bonus", values={}, figures=[], explore=[1], data=[1], dark=dark)["figures"]
    assert not first and set(second) == {"title", "reading", "explored", "data"}
    assert second["explored"]["layout"]["font"]["color"] == ink
    table = Reader(second["data"])
    assert ("aria-label", "La trésorerie du bonus pendant deux ans") in table.attributes and table.tags.count("tr") == 105


@pytest.mark.parametrize("answer, right, word", [("4,76", True, "Juste."), ("5", False, "Pas encore."), (5, False, "Pas encore.")])
def test_a_session_judges_an_exercise(answer, right, word):
    heard = ask(do="question", question=exercises()["bousol-money-pump"], answer=answer)
    assert heard["ok"] is True and heard["right"] is right
    assert Reader(heard["feedback"]).text.startswith(word)


@pytest.mark.parametrize("answer", [*HOSTILE, None, "", [], {"a": 1}, True])
def test_a_session_refuses_what_is_not_an_answer(answer):
    heard = ask(do="question", question=exercises()["bousol-money-pump"], answer=answer)
    assert (heard["ok"], heard["control"]) == (False, "answer")


def test_an_unknown_slug_is_a_fault_of_the_page():
    for do in ("run", "spreadsheet"):
        with pytest.raises(LookupError):
            respond(json.dumps({"do": do, "slug": "x"}))


def test_values_that_are_equal_keep_their_own_texts():
    assert [markup.written(value) for value in (1, True, 1.0, 1)] == ["1", "True", "1.0", "1"]

"""Every internal link of every built page leads to a file that exists and, where it names one, to an id of that page."""

import pytest

import editions
from dead_links import faults_of

FAULTS = ["b.html?simulateur=x#ici: no such id", "c.html: no such file", "#rien: no such id", "/b.html: from", "../b.html: out", "dossier: no such"]
FAULTS += ["#champ: no such id"]


@pytest.mark.parametrize("root", [editions.LEARNERS, editions.TRAINERS], ids=["learners", "trainers"])
def test_links_and_anchors(root):
    # The page of errors is shown in the place of another, at any depth: its links have a test of their own.
    pages = sorted(page for page in root.rglob("*.html") if page != root / "404.html")
    if not pages:
        pytest.fail(editions.MISSING, pytrace=False)
    faults = [f"{page.relative_to(root)}: {fault}" for page in pages for fault in faults_of(page, root)]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:40])


def test_what_is_a_fault(tmp_path):
    (tmp_path / "b.html").write_text('<p id="là">', "utf8")
    (tmp_path / "dossier").mkdir()
    page = tmp_path / "a.html"
    page.write_text(
        '<a href="b.html#l%C3%A0"></a><a href="b.html?simulateur=x#ici"></a><a href="c.html"></a><a href="#"></a><a href="#rien"></a>'
        '<a href="/b.html"></a><a href="../b.html"></a><a href="https://exemple.fr"></a><a href="dossier"></a><img src="data:,"><label for="champ">',
        "utf8",
    )
    told = faults_of(page, tmp_path)
    assert all(any(fault.startswith(wrong) for fault in told) for wrong in FAULTS) and len(told) == 7

"""« Votre collectivité »: described once, kept in the browser, offered by the simulators that can use it, printed in the note."""

import pytest
from playwright.sync_api import expect

from .conftest import MINE, PHONE, PLAN, WIDE
from .driver import SimulatorInPage, enter, go, with_cell
from .look import COLOURS, each_look, expect_no_violation, expect_to_fit
from .store import keep, kept

SPASER = "exercises/debat-2/spaser.html"
BUDGETS = "exercises/debat-1/budget-per-inhabitant.html"
NAME = "Pays d’<b>Essai</b>"
PRINTS = "window.print = () => { window.printed = document.querySelector('.essor-note-sheet')?.textContent; };"


def describe(page, **values):
    """Type these, by key, as a reader does; each is said to be kept."""
    for key, text in values.items():
        field = page.locator(f"#collectivite-{key.replace('_', '-')}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            enter(field, text, "Tab")
        expect(page.locator("[data-field]", has=field).locator("[data-part=state]")).to_have_text("C’est gardé.")


def reach(page, path, slug):
    go(page, path)
    return SimulatorInPage(page, slug).come_near()


def take(simulator):
    simulator.root.get_by_role("button", name="Votre collectivité").click()
    return simulator.root.locator("[data-part=mine]")


def test_described_once_and_offered_by_two_simulators(visit, scheme):
    page = visit(MINE, scheme)
    describe(page, nom=NAME, achats="72,5", credits_ess="310 000", credits_solidarite="0", habitants="48 000")
    spaser = reach(page, SPASER, "spaser")
    said = take(spaser)
    spaser.values["spend"] = 72.5
    spaser.expect_outcome()
    expect(said).to_contain_text(f"Valeurs de {NAME}")
    expect(said.get_by_role("link")).to_have_text("Modifier ces valeurs")
    spaser.reset()
    expect(said).to_be_empty()
    budgets = reach(page, BUDGETS, "budget-per-inhabitant")
    take(budgets)
    for column, value in enumerate((310_000, 0, 48_000)):
        budgets.values["budgets"] = with_cell(budgets.values["budgets"], 2, column, value)
    budgets.expect_outcome()


@pytest.mark.parametrize(
    "path, slug, mine, values",
    [
        ("exercises/debat-1/my-departement.html", "my-departement", {"departement": "2A"}, {"departement": "2A"}),
        ("exercises/debat-1/location-quotient.html", "location-quotient", {"part-ess": "11,5", "emplois-ess": "9 000"}, {"part": 11.5, "jobs": 9000}),
        ("exercises/debat-3/scic-capital.html", "scic-capital", {"recettes": "4 200 000"}, {"revenue": 4_200_000}),
        (SPASER, "spaser", {"achats": "12"}, {"spend": 12.0}),
    ],
)
def test_each_simulator_takes_what_it_can_use(visit, path, slug, mine, values):
    page = visit(MINE)
    keep(page, mine=mine)
    simulator = reach(page, path, slug)
    expect(take(simulator)).to_contain_text("Valeurs de votre collectivité")
    simulator.values |= values
    simulator.expect_outcome()


def test_without_values_a_simulator_says_where_to_give_them(visit):
    page = visit(SPASER)
    simulator = SimulatorInPage(page, "spaser").come_near()
    said = take(simulator)
    expect(said).to_contain_text("Rien n’est encore indiqué")
    simulator.expect_outcome()
    said.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre collectivité")


def test_what_lacks_is_said(visit):
    page = visit(BUDGETS)
    keep(page, mine={"habitants": "5 000"})
    simulator = SimulatorInPage(page, "budget-per-inhabitant").come_near()
    expect(take(simulator).get_by_role("link")).to_have_text("Compléter ces valeurs")
    simulator.values["budgets"] = with_cell(simulator.values["budgets"], 2, 2, 5000)
    simulator.expect_outcome()


def test_a_value_out_of_reach_is_refused_where_it_goes(visit):
    """Only a file written by hand brings it: Python refuses it at the field."""
    page = visit(SPASER)
    keep(page, mine={"achats": "beaucoup"})
    simulator = SimulatorInPage(page, "spaser").come_near()
    take(simulator)
    expect(simulator.box(simulator.simulator.control("spend")).locator(".essor-error")).to_contain_text("« beaucoup » n’est pas un nombre")
    simulator.expect_result()


@pytest.mark.parametrize(
    "key, text, said",
    [
        ("habitants", "douze", "n’est pas un nombre écrit avec des chiffres"),
        ("habitants", "1.500", "n’est pas un nombre écrit avec des chiffres"),
        ("habitants", "12,5", "n’est pas un nombre entier"),
        ("achats", "900", "est hors limites. Indiquez un nombre de 0 à 200 M€."),
        ("achats", "<img src=x onerror=alert(1)>", "n’est pas un nombre"),
    ],
)
def test_a_bad_number_is_told_and_not_kept(visit, key, text, said):
    page = visit(MINE)
    describe(page, **{key: "12"})
    field = page.locator(f"#collectivite-{key}")
    enter(field, text, "Tab")
    error = page.locator(f"#collectivite-{key}-error")
    expect(error).to_contain_text(f"« {text} » ")
    expect(error).to_contain_text(said.replace(" M€", "\N{NO-BREAK SPACE}M€"))
    expect(field).to_have_attribute("aria-invalid", "true")
    assert kept(page)["mine"] == {}
    describe(page, **{key: "7"})
    expect(error).to_be_hidden()
    assert kept(page)["mine"] == {key: "7"}


def test_these_values_alone_are_erased_once_confirmed(visit):
    page = visit(MINE)
    described = {"nom": "Grand Essai", "departement": "62", "achats": "80"}
    keep(page, mine=described, texts={"plan-1": "gardé"})
    page.reload()
    for key, text in described.items():
        expect(page.locator(f"#collectivite-{key}")).to_have_value(text)
    erase = page.get_by_role("button", name="Effacer ces valeurs")
    asked = page.get_by_role("dialog")
    erase.click()
    expect(asked.get_by_role("button", name="Garder")).to_be_focused()
    asked.get_by_role("button", name="Garder").press("Enter")
    assert kept(page)["mine"]["nom"] == "Grand Essai"
    enter(page.locator("#collectivite-habitants"), "douze", "Tab")
    erase.click()
    asked.get_by_role("button", name="Effacer").click()
    expect(erase).to_be_focused()
    for field in page.locator("[data-describe] [name]").all():
        expect(field).to_have_value("")
    expect(page.locator("#collectivite-habitants-error")).to_be_hidden()
    assert kept(page)["mine"] == {} and kept(page)["texts"] == {"plan-1": "gardé"}


def test_what_is_printed_has_the_name(visit):
    page = visit(SPASER, script=PRINTS)
    keep(page, mine={"nom": NAME})
    simulator = SimulatorInPage(page, "spaser").come_near()
    simulator.root.locator("[data-part=tools] summary").click()
    simulator.root.get_by_role("button", name="Imprimer une note").click()
    page.wait_for_function("() => window.printed")
    assert f" pour {NAME}, avec le cours" in page.evaluate("window.printed")
    go(page, PLAN)
    expect(page.locator("[data-plan] [data-part=for]")).to_have_text(NAME)


def test_a_slide_offers_no_ones_values(visit_trainers):
    page = visit_trainers("book/debat-1/diapositives.html")
    buttons = page.locator("[data-mine]")
    assert buttons.count()
    for button in buttons.all():
        expect(button).to_be_hidden()


def test_the_form_is_accessible_and_fits_a_phone(visit):
    page = visit(MINE)
    describe(page, nom="Grand Essai")
    enter(page.locator("#collectivite-habitants"), "douze", "Tab")
    expect(page.locator("#collectivite-habitants-error")).to_be_visible()
    for look in each_look(page, WIDE, PHONE):
        expect_no_violation(page, look)
        expect_to_fit(page)
    page.get_by_role("button", name="Effacer ces valeurs").click()
    for look in each_look(page, WIDE):
        expect_no_violation(page, f"{look}, asked", COLOURS)

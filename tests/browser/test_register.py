"""The register of facts: its table is sorted and filtered with the keyboard, and whole without JavaScript."""

from playwright.sync_api import expect

from .conftest import REGISTER


def cells(page, column):
    rows = page.locator(".registre tbody tr:not([hidden])")
    return rows.evaluate_all("(rows, column) => rows.map((row) => row.cells[column].textContent.trim())", column)


def test_headers_sort_and_a_choice_filters(visit, scheme):
    page = visit(REGISTER, scheme)
    header = page.get_by_role("columnheader", name="Statut")
    before = cells(page, 4)
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert cells(page, 4) == sorted(before, key=lambda status: status.replace("à", "a").replace("é", "e"))
    caption = page.locator(".registre caption")
    expect(caption).to_have_text("Les faits, classés par «\u00a0Statut\u00a0», ordre croissant")
    expect(page.locator(".registre-choix [role=status]")).to_contain_text(caption.text_content())
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(caption).to_contain_text("ordre décroissant")
    page.get_by_role("columnheader", name="Lu le").get_by_role("button").press("Enter")
    expect(header).not_to_have_attribute("aria-sort", "descending")
    assert cells(page, 5)[-1] == "–"
    # One standing can be shown alone.
    page.get_by_label("Statut à montrer").select_option("calculé")
    assert set(cells(page, 4)) == {"calculé"}
    expect(page.locator(".registre-choix [role=status]")).to_contain_text(f"sur {len(before)}")
    page.get_by_label("Statut à montrer").select_option("Tous")
    assert len(cells(page, 4)) == len(before)

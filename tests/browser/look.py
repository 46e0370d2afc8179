"""What a page is looked at with: axe's rules, whether it fits its window, what is cut, where the focus is."""

from essor.places import COURSE

AXE = COURSE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What may differ between the colour schemes, and between a wide screen and a phone.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES = ["target-size", "scrollable-region-focusable"]

# What has the focus, whether it is seen, and whether something hides it.
FOCUS = """
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getClientRects()[0]; // the first line of a link that has several
  const style = getComputedStyle(element);
  const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const control = element.closest("[data-control]")?.dataset.control;
  const part = element.closest(".essor-sim, .essor-exercise");
  return {
    name: `${element.tagName} ${element.id || element.className || element.textContent.trim().slice(0, 40)}`,
    part: part?.dataset.slug ?? null,
    is: control ? `${control} ${element.type}` : element.name || element.textContent.trim(),
    outline: element.matches(":focus-visible") && style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    covered: !top || !(element.contains(top) || top.contains(element) || top.closest("label")?.contains(element)),
  };
}
"""
# How much wider than the window the page is, and what is beyond the right edge, cut or not, but what the keyboard can
# scroll in its own frame or the focus slides along, and what a drawing cuts in one.
BEYOND = """
() => [
  document.documentElement.scrollWidth - innerWidth,
  [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.parentElement.closest("[tabindex='0'], [data-slides]") && !e.closest("svg svg"))
    .map((e) => `${e.tagName}.${e.getAttribute("class")}`),
]
"""


def violations(page, rules=None, within="html"):
    """What axe finds in a part of the page, against RULES, or against these rules alone."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text("utf8"))  # the page's policy refuses a script tag
    return page.evaluate(
        """async ([within, runOnly]) => (await axe.run(within, { runOnly, resultTypes: ["violations"] })).violations.flatMap((rule) =>
          rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))""",
        [within, {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}],
    )


def expect_no_violation(page, where, rules=None, within="html"):
    found = violations(page, rules, within)
    assert not found, where + "\n" + "\n".join(found)


def expect_to_fit(page):
    wider, beyond = page.evaluate(BEYOND)
    if beyond:
        page.wait_for_timeout(1_000)  # a flow diagram glides to its new place
        wider, beyond = page.evaluate(BEYOND)
    assert wider <= 0 and not beyond, f"the page is {wider} px too wide; beyond the edge: {beyond[:8]}"


def come_to_rest(page, measure):
    """Wait for frames, one after the other, that all measure the same."""
    page.evaluate(f"""() => new Promise((done) => {{
      let last, calm = 0;
      const look = () => {{
        const now = String({measure});
        calm = now === last ? calm + 1 : 0;
        last = now;
        calm < 4 ? requestAnimationFrame(look) : done();
      }};
      look();
    }})""")


def each_look(page, *sizes):
    """The page at each of these sizes, in the light and in the dark; says which."""
    for size in sizes:
        page.set_viewport_size(size)
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            yield f"{size['width']} px, {colours}"


def open_details(page):
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")

"""A deck before a room, driven by keyboard, and how its slides are looked at from afar."""

from playwright.sync_api import expect

from .look import come_to_rest

ROOM = {"width": 1280, "height": 720}

# What does not fit, what is written too small, too pale, at too great a length: of the slide shown. Settings scroll in their own frame, and
# pictures have their own text, drawn by the charts.
LOOKS = """
() => {
  const slide = document.querySelector(".essor-current") ?? document.querySelector(".essor-stage");
  const faults = [];
  const name = (e) => `${e.tagName}.${e.className} « ${e.textContent.trim().slice(0, 30)} »`;
  const FRAMES = ".essor-slide-body, .essor-slide-question, .essor-invite, .essor-bench, .essor-strip, .essor-reading, .essor-predict, .essor-figure";
  for (const part of [slide, ...slide.querySelectorAll(FRAMES)]) {
    if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
      faults.push(`does not fit: ${name(part)} ${part.scrollWidth}×${part.scrollHeight} in ${part.clientWidth}×${part.clientHeight}`);
  }
  const panel = slide.querySelector(".essor-controls");
  if (panel?.checkVisibility() && panel.scrollHeight > panel.clientHeight + 4) {
    if (getComputedStyle(panel, "::after").content === "none") faults.push("settings scroll, and nothing says so");
    if (slide.matches(".essor-slide") && ![...panel.querySelectorAll(".essor-grid")].some((grid) => grid.checkVisibility()))
      faults.push("settings scroll, without a table that needs it: choose fewer, with `montre`");
  }
  const frame = slide.getBoundingClientRect();
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c; }
    return [255, 255, 255];
  };
  const LARGE = ".essor-slide:not(.essor-slide-live) h2, .essor-headline, .essor-slide-slot, .essor-slide-body, .essor-asked, .essor-choices, .essor-reveal, " +
    ".essor-answers-list, .essor-cards, .essor-keep, .essor-number, .essor-predict label, .essor-frozen strong, .essor-invite-address";
  const still = slide.matches(".essor-slide:not(:has(.essor-sim, .essor-asked))"); // what is asked in full is read aloud
  let words = 0;
  const ASIDE = ".essor-slide-sources, .essor-picture, .essor-letter, .essor-reveal, .essor-invite, button"; // not before what is said
  const sizes = { title: 0, body: 0 };
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const e = text.parentElement;
    const shown = e.closest(".essor-shown"); // a drawing made for the slide
    const elsewhere = e.closest(".essor-picture:not(.essor-shown), .essor-spoken, option, noscript");
    if (!text.textContent.trim() || elsewhere || !e.checkVisibility({ visibilityProperty: true })) continue;
    if (still && !e.closest(ASIDE)) words += text.textContent.match(/[\\p{L}\\p{N}]+/gu)?.length ?? 0;
    const style = getComputedStyle(e);
    const size = parseFloat(style.fontSize) * (shown ? e.getScreenCTM().a : 1);
    const large = e.closest(LARGE);
    if (size * (shown || still && !large ? 30 : large ? 24 : e.matches("dd") ? 26 : 36) < innerHeight - 0.5) faults.push(`too small: ${name(e)} ${size} px`);
    const key = e.closest("h2") ? "title" : "body";
    if (large) sizes[key] = Math.max(sizes[key], size);
    const range = new Range();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    const out = box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
    if (out && !e.closest(".essor-controls, .essor-words")) faults.push(`out of the slide: ${name(e)}`);
    const [over, under] = [light(channels(style.color)), light(ground(e))].sort((a, b) => b - a);
    const contrast = (over + 0.05) / (under + 0.05);
    if (contrast < 7) faults.push(`too pale: ${name(e)} ${contrast.toFixed(1)}`);
  }
  if (words > 40) faults.push(`${words} words, where a room reads 40`);
  if (slide.matches(".essor-slide:not(.essor-slide-live, :has(.essor-number, .essor-keep))") && sizes.title && sizes.body > sizes.title)
    faults.push(`title smaller than the text: ${sizes.title} ${sizes.body}`);
  return faults;
}
"""


def slides(page):
    return page.locator(".essor-slide")


def current(page):
    return page.locator(".essor-current")


def go_to(page, place):
    """Show the slide of this number, or the one that this part of the page is on; gives its number."""
    number = place if isinstance(place, int) else int(place.evaluate("part => part.closest('.essor-slide').id"))
    page.evaluate("number => (location.hash = number)", number)
    expect(current(page)).to_have_id(str(number))
    return number


def predicting(page):
    """The first slide that asks for a prediction."""
    return page.locator(".essor-slide-live", has=page.locator(".essor-predict")).first


def each_slide(page):
    """Goes through a deck, by keyboard; each slide as it opens, then revealed. Pictures are drawn."""
    page.keyboard.press("Home")
    for rank in range(1, slides(page).count() + 1):
        expect(page.locator(".essor-bar [data-part=place]")).to_have_text(f"Diapositive {rank} sur {slides(page).count()}")
        if current(page).locator(".essor-sim:not(.essor-veiled)").count():
            drawn(page)
        yield f"slide {rank}"
        if page.locator(".essor-bar [data-do=reveal]").is_visible():
            page.keyboard.press("r")
            if current(page).locator(".essor-sim").count():
                drawn(page)
            yield f"slide {rank}, revealed"
        page.keyboard.press("ArrowRight")


# It fits its text to the room in a frame, and again in the next.
SIZES = "[...document.querySelectorAll('.essor-current, .essor-current *')].map(({ scrollHeight, clientWidth }) => [scrollHeight, clientWidth])"


def settled(page):
    """The slide has its sizes; a live picture takes them a moment later."""
    come_to_rest(page, SIZES)
    if current(page).locator(".essor-sim:not(.essor-veiled)").count():
        page.wait_for_timeout(300)


def drawn(page):
    expect(current(page).locator(".essor-figure:not(.essor-behind) .essor-picture > *").first).to_be_visible()
    page.wait_for_timeout(250)  # the picture takes its place's size


def speakers_window(page):
    with page.context.expect_page() as opened:
        page.keyboard.press("n")
    return opened.value

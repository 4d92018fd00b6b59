"""The step player in headless Chromium: what is clicked, typed and read there.

With ``SCREENSHOTS=folder`` the pictures of each state are kept there, to be looked at.
"""

import os
from base64 import b64encode
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import minitorch as torch
from minitorch import viz

KEEP = os.environ.get("SCREENSHOTS")
DESKTOP, PHONE = (1280, 800), (390, 844)


def tutorial():
    """Return the watched run of the tutorial's program."""
    a = torch.tensor([4.0])
    w1, w2, w3, w4 = [torch.tensor([float(k)], requires_grad=True) for k in (2, 5, 9, 7)]
    with viz.trace() as run:
        b = w1 * a
        c = w2 * a
        d = w3 * b + w4 * c
        L = 10 - d
        L.backward()
    return run


def long_loop():
    """Return a run with a graph that is much larger than any window."""
    w, h = torch.tensor([0.5], requires_grad=True), torch.tensor([1.0])
    with viz.trace() as run:
        for _ in range(60):
            h = torch.tanh(h * w)
        h.backward()
    return run


def network():
    """Return a step of training, with matrices in place of numbers."""
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
    x, wanted = torch.randn(5, 4), torch.tensor([0, 1, 2, 0, 1])
    with viz.trace() as run:
        loss = torch.nn.functional.cross_entropy(net(x), wanted)
        loss.backward()
    return run


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages, by name."""
    folder = tmp_path_factory.mktemp("pages")
    return {
        "tutorial": viz.play(tutorial()).save(folder / "tutorial.html"),
        "network": viz.play(network()).save(folder / "network.html"),
        "long": viz.play(long_loop()).save(folder / "long.html"),
    }


@pytest.fixture
def show(browser, pages):
    """Open a page at a step, in a window of a size."""

    def opened(name="tutorial", step=1, size=DESKTOP):
        metrics = dict(width=size[0], height=size[1], deviceScaleFactor=1, mobile=size == PHONE)
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get("about:blank")
        browser.get(f"{pages[name].as_uri()}#{step}")
        return browser

    return opened


def text(browser, name):
    """Return the text of an element by its id."""
    return browser.find_element(By.ID, name).text


def press(browser, key):
    """Type a key at the page."""
    browser.find_element(By.TAG_NAME, "body").send_keys(key)


def visible(browser):
    """Return how many boxes are to be seen."""
    return len(browser.find_elements(By.CSS_SELECTOR, ".node:not(.hidden)"))


def shot(browser, name):
    """Return a screenshot; keep it if asked to."""
    picture = browser.get_screenshot_as_png()
    if KEEP:
        Path(KEEP).mkdir(parents=True, exist_ok=True)
        (Path(KEEP) / f"{name}.png").write_bytes(picture)
    return picture


COMPARE = """
const [one, two, done] = arguments;
const pixels = async data => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data;
};
Promise.all([pixels(one), pixels(two)]).then(([a, b]) =>
    done(a.reduce((count, value, i) => count + (Math.abs(value - b[i]) > 64), 0)));
"""


def difference(browser, one, two):
    """Return how many values of two pictures differ by more than smoothing of edges explains."""
    texts = [b64encode(picture).decode() for picture in (one, two)]
    return browser.execute_async_script(COMPARE, *texts)


def test_a_line_adds_its_nodes(show):
    """Each executed line shows what it made: b with its inputs, then c, then d with its parts."""
    browser, counts = show(), []

    for _ in range(4):
        counts.append(visible(browser))
        browser.find_element(By.ID, "next").click()

    assert counts == [3, 5, 10, 12]


def test_the_line_that_runs_is_marked(show):
    """The source shows the line of each step."""
    browser = show(step=3)

    marked = browser.find_element(By.CSS_SELECTOR, "#source .now").text

    assert "d = w3 * b + w4 * c" in marked
    assert text(browser, "title") == "d = w3 * b + w4 * c"
    assert text(browser, "phase") == "forward"


def test_backward_tells_what_comes_in_and_goes_out(show):
    """At the product that made b: what arrived, the local derivative, what was sent and freed."""
    browser = show(step=15)

    facts = text(browser, "facts")

    for words in ("-9", "db/dw1 = 4", "to w1: -9 · 4 = -36", "frees"):
        assert words in facts
    assert len(browser.find_elements(By.CSS_SELECTOR, ".wire.passing")) == 1


def test_the_end_shows_every_gradient(show):
    """After the last step the leaves have the gradients worked out by hand."""
    browser = show()

    press(browser, Keys.END)

    grads = {e.text for e in browser.find_elements(By.CSS_SELECTOR, ".has-grad .third")}
    assert grads == {"grad -36", "grad -28", "grad -8", "grad -20"}


def test_keys_do_what_buttons_do(show):
    """Arrows step, Home and End jump, and space plays."""
    browser, counts = show(), []

    for key in (Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.END, Keys.HOME):
        press(browser, key)
        counts.append(text(browser, "count").split(" / ")[0])
    press(browser, " ")

    assert counts == ["2", "3", "2", "16", "1"]
    assert browser.find_element(By.ID, "play").get_attribute("aria-label") == "Pause"


@pytest.mark.parametrize("step", [3, 9])
def test_a_step_looks_the_same_from_either_side(show, step):
    """Stepped to, scrubbed back to or opened at: the picture of a step is one picture."""
    opened = shot(show(step=step), f"step-{step}")
    browser = show(step=step + 2)
    press(browser, Keys.ARROW_LEFT)
    press(browser, Keys.ARROW_LEFT)
    from_behind = shot(browser, f"step-{step}-from-behind")
    browser = show(step=1)
    other = shot(browser, "step-1")
    for _ in range(step - 1):
        press(browser, Keys.ARROW_RIGHT)
    from_before = shot(browser, f"step-{step}-from-before")

    assert difference(browser, opened, from_behind) == 0
    assert difference(browser, opened, from_before) == 0
    assert difference(browser, opened, other) > 1000


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", ["tutorial", "network", "long"])
def test_nothing_sticks_out(show, name, size):
    """The page never scrolls sideways, words stay in their boxes, buttons are for fingers."""
    browser = show(name, step=9, size=size)
    shot(browser, f"{name}-{size[0]}")

    wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
    out = browser.execute_script("""
        return [...document.querySelectorAll('.node')].filter(node => {
            const box = node.querySelector('.body').getBBox();
            return [...node.querySelectorAll(':scope > text')].some(text => {
                const is = text.getBBox();
                return is.x < box.x || is.x + is.width > box.x + box.width;
            });
        }).map(node => node.textContent)""")
    low = [e.size["height"] for e in browser.find_elements(By.CSS_SELECTOR, "footer button")]

    assert wide <= 0
    assert out == []
    assert min(low) >= 40


@pytest.mark.parametrize("name", ["tutorial", "network", "long"])
def test_no_number_covers_another(show, name):
    """When all gradients have passed, each can be read: no two of them overlap."""
    browser = show(name)
    press(browser, Keys.END)

    covered = browser.execute_script("""
        const texts = [...document.querySelectorAll('.wire text')].filter(t => t.textContent);
        const boxes = texts.map(text => text.getBoundingClientRect());
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.left < b.right &&
            b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;""")

    shot(browser, f"{name}-end")
    assert covered == 0


def test_a_gradient_points_where_it_goes(show):
    """While gradients pass, the arrow's head is at the input, not at the result."""
    browser = show(step=9)

    edge = browser.find_element(By.CSS_SELECTOR, ".wire.passing .edge")

    assert "mt-back" in edge.value_of_css_property("marker-start")
    assert edge.value_of_css_property("marker-end") == "none"


def test_what_leads_far_is_faint_until_it_matters(show):
    """Of sixty arrows from one weight, that of the step at hand is drawn fully; none too early."""
    browser = show("long", step=30)

    shown = browser.execute_script("""
        return [...document.querySelectorAll('.wire')].map(wire => [
            wire.classList.contains('hidden') ? 'hidden'
                : wire.classList.contains('near') ? 'near'
                : wire.classList.contains('far') ? 'far' : 'short',
            Number(getComputedStyle(wire).opacity)]);""")

    shot(browser, "long-30")
    found = {(kind, opacity) for kind, opacity in shown}
    assert found == {("hidden", 0), ("near", 1), ("far", 0.3), ("short", 1)}


def test_a_large_graph_follows_what_is_active(show):
    """What is active lies within the pane, however large the graph."""
    browser = show("long", step=100)

    inside = browser.execute_script("""
        const pane = document.getElementById('pane').getBoundingClientRect();
        const is = document.querySelector('.node.active').getBoundingClientRect();
        return is.top >= pane.top && is.bottom <= pane.bottom;""")

    shot(browser, "long-100")
    assert inside


def test_a_listener_is_told_each_step(show):
    """A live region speaks each step, the slider names it, and all steps are there as text."""
    browser = show(step=6)

    told = browser.find_element(By.ID, "told")
    slider = browser.find_element(By.ID, "scrub")

    assert told.get_attribute("aria-live") == "polite"
    assert slider.get_attribute("aria-valuetext").startswith("step 6 of 16")
    assert len(browser.find_elements(By.CSS_SELECTOR, "#transcript li")) == 16
    buttons = browser.find_elements(By.CSS_SELECTOR, "footer button")
    assert all(button.get_attribute("aria-label") for button in buttons)


def test_nothing_is_loaded_and_nothing_fails(show):
    """The page asks the network for nothing, and the console stays empty."""
    browser = show()
    press(browser, Keys.END)

    loaded = browser.execute_script("return performance.getEntriesByType('resource').length")

    assert loaded == 0
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_it_can_be_read_in_the_dark(show):
    """In a dark theme the page is dark and its words are light."""
    browser = show(step=9)
    feature = [dict(name="prefers-color-scheme", value="dark")]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", dict(features=feature))

    paper, ink = browser.execute_script("""
        const style = getComputedStyle(document.body);
        return [style.backgroundColor, style.color].map(c => c.match(/\\d+/g).map(Number));""")

    shot(browser, "dark")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", dict(features=[]))
    assert max(paper) < 60
    assert min(ink) > 200

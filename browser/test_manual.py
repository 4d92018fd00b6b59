"""The manual in headless Chromium: the search, the list of names, and the page on a phone."""

import random
import sys
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

DOCS = str(Path(__file__).parents[1] / "docs")
DESKTOP, PHONE = (1280, 800), (390, 844)
WIDTH = """
const [done] = arguments
const told = () => done(document.documentElement.scrollWidth)
requestAnimationFrame(() => requestAnimationFrame(told)) // when all is laid out
"""


@pytest.fixture(scope="session")
def manual(tmp_path_factory):
    """The folder of the manual."""
    sys.path.insert(0, DOCS)
    try:
        import pages

        folder = tmp_path_factory.mktemp("manual")
        pages.main(folder)
        return folder
    finally:
        sys.path.remove(DOCS)


@pytest.fixture
def show(browser, manual):
    """Open a page in a window of a size."""

    def opened(name="index", size=DESKTOP):
        metrics = dict(width=size[0], height=size[1], deviceScaleFactor=1, mobile=size == PHONE)
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get((manual / f"{name}.html").as_uri())
        return browser

    return opened


def found(browser):
    """Return the names that the search shows."""
    links = browser.find_elements(By.CSS_SELECTOR, "#found a")
    return [link.text.partition("\n")[0] for link in links]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("mul", "torch.mul"),
        ("conv2d", "torch.conv2d"),
        ("nn.Linear", "torch.nn.Linear"),
        ("torch.max(", "torch.max"),
        ("lesson 4", "Lesson 4: The graph on the fly"),
        ("angle whose cosine", "torch.acos"),
    ],
)
def test_the_search_finds_what_is_meant_first(show, asked, first):
    """By a name, a part of one, a call, or words about it."""
    browser = show()
    browser.find_element(By.ID, "search").send_keys(asked)

    assert found(browser)[0] == first


def test_the_search_needs_no_mouse(show):
    """A slash begins, arrows choose, Enter goes there, Escape ends."""
    browser = show("torch.mul")
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    box = browser.switch_to.active_element
    box.send_keys("softmax", Keys.ESCAPE)

    assert browser.find_element(By.ID, "found").is_displayed() is False

    body.send_keys("/")
    box.send_keys("softmax", Keys.ARROW_DOWN)
    second = found(browser)[1]
    box.send_keys(Keys.ENTER)

    assert browser.find_element(By.TAG_NAME, "h1").text == second.rpartition(".")[2]


def test_what_is_not_there_is_said(show):
    """A search without a result says so."""
    browser = show()
    browser.find_element(By.ID, "search").send_keys("qqq")

    assert found(browser) == ["Nothing by this name, nor about it."]


def test_the_list_shows_where_one_is(show):
    """The group of the page is open, and its name is marked and in sight."""
    browser = show("torch.zeros")
    now = browser.find_element(By.CSS_SELECTOR, "nav .now")

    assert now.text == "zeros"
    assert 0 < now.location["y"] < DESKTOP[1]


def test_a_phone_shows_whole_pages(show, manual):
    """No page is wider than the screen: what is wide scrolls within itself."""
    names = sorted(page.stem for page in manual.glob("*.html"))
    for name in ["index", "lesson-01", *random.Random(0).sample(names, 30)]:
        browser = show(name, PHONE)

        assert browser.execute_async_script(WIDTH) == PHONE[0], name


def test_no_page_complains(show):
    """The console has no error."""
    browser = show("torch.nn.Linear")
    browser.get_log("browser")
    browser = show("torch.optim.SGD")

    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []

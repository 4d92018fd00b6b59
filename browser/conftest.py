"""The browser that the tests of this folder share."""

import shutil

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window, still, in a light theme."""
    options = ChromeOptions()
    for word in ("headless=new", "no-sandbox", "disable-gpu", "force-prefers-reduced-motion"):
        options.add_argument(f"--{word}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = shutil.which("chromedriver")
    found = Chrome(options, ChromeService(driver) if driver else ChromeService())
    yield found
    found.quit()

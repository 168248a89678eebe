"""Takes pictures of the pages, for people to look at.

`python tests/assistant/web/browser/screenshots.py [FOLDER]`

Each page at 1280 and at 390 pixels, light and dark, in English and in Arabic, from a server of its own.
Needs Chromium (MANDATE_CHROMIUM names it where it is not on the path) and the package's `test` extra.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

QUESTIONS = {"en": "What are the functions of the Centre?", "ar": "ما هي وظائف المركز؟"}
UNANSWERED = {"en": "What is the budget of the Centre?", "ar": "ما هي ميزانية المركز؟"}
WIDTHS = {1280: 860, 390: 844}


def take(page: Page, address: str, language: str, save: object) -> None:
    """All pictures in one window; `save(name)` keeps one."""
    page.goto(f"{address}/?lang={language}")
    page.locator("#question textarea").wait_for()
    page.wait_for_timeout(500)
    save("welcome")  # type: ignore[operator]
    ask(page, QUESTIONS[language])
    save("answer")  # type: ignore[operator]
    page.locator(".answer a.marker").first.click()
    page.locator("#source-panel mark").first.wait_for()
    page.wait_for_timeout(300)
    save("source")  # type: ignore[operator]
    page.keyboard.press("Escape")
    ask(page, UNANSWERED[language])
    page.locator(".how summary").last.click()
    page.wait_for_timeout(300)
    save("not-found")  # type: ignore[operator]
    for name, path in (
        ("documents", "/documents"),
        ("document", "/documents/S/2007/279?beside=fr&language=en"),
        (
            "check",
            "/check?text=To+liaise+with+the+governments+of+all+regions+and,+with+their+concurrence",
        ),
        ("compare", "/compare?first=A/RES/72/7&second=A/75/L.72"),
        ("trace", "/trace?of=S/2007/279%23p3.b4"),
        ("tasks", "/tasks"),
        ("verify", "/verify"),
        ("developers", "/developers"),
    ):
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_timeout(300)
        save(name)  # type: ignore[operator]


def ask(page: Page, question: str) -> None:
    """Ask, and wait for the answer."""
    before = page.locator("#conversation .answer").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.locator("#conversation .answer").nth(before).wait_for()
    page.wait_for_timeout(600)


def main() -> None:
    """Start a server, take the pictures, stop it."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    out.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", "from assistant.cli import main; main()", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        # Nobody reads its log: what is not written cannot fill the pipe.
        env=os.environ
        | {"MANDATE_FEEDBACK": str(out / "feedback.sqlite"), "MANDATE_LOG_LEVEL": "error"},
        text=True,
    )
    assert process.stderr is not None
    address = next(
        m[1] for line in process.stderr if (m := re.search(r"ready at (\S+?)/ \(", line))
    )
    chromium = os.environ.get("MANDATE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for width, scheme, language in product(WIDTHS, ("light", "dark"), QUESTIONS):
            page = browser.new_page(
                locale=language,
                color_scheme=scheme,  # type: ignore[arg-type]
                viewport={"width": width, "height": WIDTHS[width]},
            )

            def save(
                name: str, page: Page = page, end: str = f"{width}-{scheme}-{language}"
            ) -> None:
                page.screenshot(path=out / f"{name}-{end}.png")

            take(page, address, language, save)
            page.close()
        browser.close()
    process.terminate()
    process.wait(30)
    sys.stdout.write(f"{len(list(out.glob('*.png')))} pictures in {out}\n")


if __name__ == "__main__":
    main()

"""The review page in a browser: it opens, filters, explains itself, and writes fixtures."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.model import Article, Category, Field, Paragraph, Removal, Span
from cleaner.review.page import Book, most_suspicious, render_page
from cleaner.review.server import Desk, ReviewServer
from cleaner.review.sheet import Change, Piece, Sheet, Text, make_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from cleaner import Cleaner

pytestmark = pytest.mark.browser

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SENTENCE = "Місто відкрило новий міст через річку, повідомила мерія у вівторок вранці."
HOSTILE = (
    "<script>alert(1)</script></script></style><style>*{display:none}</style><img src=x onerror=alert(2)>"
    '<a href="javascript:alert(3)" onclick=alert(4)>x</a> "quoted" \u202ereversed\u202c \u200bend'
)


def out(text: str, rule: str = "uk/related", category: Category = Category.RELATED, **more: object) -> Piece:
    removal = Removal(rule, category, Span(0, len(text)), text, f"Why {rule}", **more)  # type: ignore[arg-type]
    return Piece(text, removal)


def sheet(name: str, site: str, *pieces: Piece, language: str = "uk", warnings: tuple[str, ...] = ()) -> Sheet:
    kept = tuple(Paragraph(piece.text.strip(), ()) for piece in pieces if not piece.is_out and piece.text.strip())
    title = next((piece.text.strip() for piece in pieces if piece.is_field), None)
    article = Article(title=title, language=language, paragraphs=kept, warnings=warnings, tags=("міст",))
    return Sheet(name, site, f"https://{site}/{name}", article, pieces)


def title(text: str) -> Piece:
    return out(f"{text}\n", "title/headline", Category.TITLE, field=Field.TITLE)


BRIDGE = (
    title("Новий міст"),
    Piece(f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}\n"),
    out("Читайте також\nІнша історія\n", evidence=("matched «читайте також»",)),
    out("Теги: міст", "uk/tags", Category.TAGS),
)
EMPTY = (title("Порожня"), out(f"{SENTENCE} " * 3, "zone/score", Category.ZONE))
ARABIC = (
    title("السوق القديم"),
    Piece("أعادت البلدية فتح السوق القديم بعد أعمال ترميم.\n"),
    out("شارك الخبر", "ar/share", Category.SHARE),
)
JAPANESE = (title("水車小屋"), Piece("長野県の山あいの村で、三年ぶりに水車小屋の修理が終わった。\n"))
HOSTILES = (title(HOSTILE), Piece(f"{HOSTILE}\n{SENTENCE}\n"), out(HOSTILE, "xx/rule", evidence=(HOSTILE,)))
SHEETS = (
    sheet("bridge", "a.example", *BRIDGE),
    sheet("empty", "b.example", *EMPTY, warnings=("nothing of the input is body",)),
    sheet("arabic", "c.example", *ARABIC, language="ar"),
    sheet("japanese", "c.example", *JAPANESE, language="ja"),
    sheet("hostile", "d.example", *HOSTILES),
)


@pytest.fixture(scope="session")
def page_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(render_page(Book("Review of five", most_suspicious(SHEETS))), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(open_page: Callable[..., Page], page_url: str) -> Page:
    return open_page(page_url)


def names(page: Page) -> list[str]:
    # Not the inner texts: those of rows that the browser has not drawn yet (content-visibility) are empty.
    return page.locator("#list .title").all_text_contents()


def current(page: Page) -> str:
    return page.locator("#about").inner_text().split(" · ")[0].rsplit("/", 1)[-1]


def show(page: Page, name: str) -> None:
    page.evaluate("name => open(state.shown.findIndex(doc => doc.id === name))", name)
    assert current(page) == name


def test_the_worst_stands_first_and_is_open(page: Page) -> None:
    assert names(page)[0] == "Порожня"
    assert current(page) == "empty"
    assert "nothing left" in page.locator("#reasons").inner_text()
    assert "Nothing is left." in page.locator("#article-text").inner_text()
    assert page.locator("#totals").inner_text().startswith("5 documents, ")


def test_the_article_stands_beside_its_source(page: Page) -> None:
    show(page, "bridge")
    assert page.locator("#article-text .line").all_inner_texts() == [SENTENCE] * 3
    assert "Читайте також" not in page.locator("#article-text").inner_text()
    assert "Читайте також" in page.locator("#source-text del.c-related").first.inner_text()
    assert page.locator("#fields").inner_text().split("\n")[:2] == ["title", "Новий міст"]
    left, right = (page.locator(name).bounding_box() for name in ("#source", "#article"))
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]


def test_removed_lines_are_struck_through_in_their_category_s_colour(page: Page) -> None:
    show(page, "bridge")
    style = "element => [getComputedStyle(element).textDecorationLine, getComputedStyle(element).color]"
    related, tags = (page.locator(f"#source-text del.c-{name}").first.evaluate(style) for name in ("related", "tags"))
    assert related[0] == tags[0] == "line-through"
    assert related[1] != tags[1]


def test_the_rule_shows_on_hover(page: Page) -> None:
    show(page, "bridge")
    assert page.locator("#card").is_hidden()
    page.locator("#source-text del.c-related").last.hover()
    card = page.locator("#card").inner_text()
    assert "uk/related" in card
    assert "Why uk/related" in card
    assert "matched «читайте також»" in card


def test_the_rule_shows_on_keyboard_focus_and_is_announced(page: Page) -> None:
    show(page, "bridge")
    page.keyboard.press("n")
    page.keyboard.press("n")
    focused = page.locator(":focus")
    assert focused.get_attribute("aria-describedby") == "card"
    assert "related, rule uk/related" in (focused.get_attribute("aria-label") or "")
    assert page.locator("#card").is_visible()
    page.keyboard.press("p")
    assert "title/headline" in page.locator("#card").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("category", "tags", ["bridge"]),
        ("rule", "zone/score", ["empty"]),
        ("site", "c.example", ["arabic", "japanese"]),
        ("language", "ja", ["japanese"]),
        ("warning", "nothing of the input is body", ["empty"]),
    ],
)
def test_each_filter_leaves_its_documents(page: Page, name: str, value: str, left: list[str]) -> None:
    page.locator(f"#f-{name}").select_option(value)
    shown = page.evaluate("state.shown.map(doc => doc.id)")
    assert sorted(shown) == left
    assert page.locator("#count").inner_text() == f"{len(left)} of 5 documents"
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    assert page.locator("#count").inner_text() == "5 documents"


def test_filters_add_up_and_say_when_nothing_matches(page: Page) -> None:
    page.locator("#f-site").select_option("a.example")
    page.locator("#f-language").select_option("ja")
    assert page.locator("#none").is_visible()
    assert page.locator("#document").is_hidden()


def test_finding_looks_at_titles_and_texts(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("ІНША історія")
    assert names(page) == ["Новий міст"]


def test_a_bar_filters_and_filters_mark_what_they_found(page: Page) -> None:
    page.locator("#bars-category button", has_text="tags").click()
    assert current(page) == "bridge"
    assert page.locator("#source-text del.match").inner_text().endswith("Теги: міст")
    page.locator("#bars-category button[aria-pressed=true]").click()
    assert page.locator("#count").inner_text() == "5 documents"


def test_bars_are_as_long_as_what_they_count(page: Page) -> None:
    widths = page.locator("#bars-category .bar").evaluate_all("bars => bars.map(bar => parseFloat(bar.style.width))")
    counts = [int(n.replace(",", "")) for n in page.locator("#bars-category .number").all_inner_texts()]
    assert widths[0] == 100
    assert widths == sorted(widths, reverse=True)
    assert widths[1] == pytest.approx(100 * counts[1] / counts[0], abs=0.1)


def test_keys_step_through_the_documents(page: Page) -> None:
    order = page.evaluate("state.shown.map(doc => doc.id)")
    seen = [current(page)]
    for key in ("j", "ArrowRight", "j", "j", "j"):
        page.keyboard.press(key)
        seen.append(current(page))
    assert seen == [*order, order[-1]]
    page.keyboard.press("k")
    page.keyboard.press("ArrowLeft")
    assert current(page) == order[-3]
    assert page.locator("#list [aria-current]").count() == 1


def test_an_address_with_an_id_opens_that_document(open_page: Callable[..., Page], page_url: str) -> None:
    assert current(open_page(f"{page_url}#japanese")) == "japanese"


def test_an_address_that_was_cut_short_opens_the_first_document(open_page: Callable[..., Page], page_url: str) -> None:
    assert current(open_page(f"{page_url}#%")) == "empty"


def test_hostile_text_stays_text(page: Page) -> None:
    show(page, "hostile")
    assert page.locator("#document script, #document img, #document a, #document style").count() == 0
    assert "<script>alert(1)</script>" in page.locator("#name").inner_text()
    assert "onerror=alert(2)" in page.locator("#article-text").inner_text()
    page.locator("#source-text del").last.hover()
    assert "javascript:alert(3)" in page.locator("#card").inner_text()
    assert page.locator("#card *").evaluate_all("all => all.every(e => ['B','SPAN','DIV','BDI'].includes(e.tagName))")


def test_bidi_overrides_are_shown_and_do_nothing(page: Page) -> None:
    show(page, "hostile")
    assert "U+202E" in page.locator("#article-text .control").all_inner_texts()
    assert "\u202e" not in page.locator("body").inner_text()


def test_right_to_left_text_runs_from_the_right(page: Page) -> None:
    show(page, "arabic")
    line = page.locator("#article-text .line").first
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"
    show(page, "japanese")
    line = page.locator("#article-text .line").first
    assert line.evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_dark_mode_follows_the_system_and_the_button(open_page: Callable[..., Page], page_url: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    light, dark = (open_page(page_url, color_scheme=scheme) for scheme in ("light", "dark"))
    assert light.evaluate(background) == "rgb(255, 255, 255)"
    assert dark.evaluate(background) == "rgb(22, 24, 29)"
    light.locator("#theme").click()
    light.locator("#theme").click()
    assert light.evaluate(background) == "rgb(22, 24, 29)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_category_is_readable_on_its_ground(open_page: Callable[..., Page], page_url: str, scheme: str) -> None:
    page = open_page(page_url, color_scheme=scheme)
    worst = page.evaluate(CONTRAST, [category.value for category in Category])
    assert worst >= 4.5  # WCAG 2.2, 1.4.3


CONTRAST = """names => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return Math.min(...names.map(name => {
    const element = document.createElement("del");
    element.className = `c-${name}`;
    document.body.append(element);
    const style = getComputedStyle(element);
    const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
    element.remove();
    return (a + 0.05) / (b + 0.05);
  }));
}"""  # noqa: E501  a script


def test_a_narrow_screen_shows_one_thing_at_a_time(open_page: Callable[..., Page], page_url: str) -> None:
    page = open_page(f"{page_url}#bridge", viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#list").is_hidden()
    assert page.locator("#source").is_visible()
    assert page.locator("#article").is_hidden()
    page.locator("#show-article").tap()
    assert page.locator("#article").is_visible()
    page.locator("#open-list").tap()
    page.locator("#list button", has_text="水車小屋").tap()
    assert page.locator("#list").is_hidden()
    assert current(page) == "japanese"
    show(page, "hostile")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_help_opens_and_closes_by_key(page: Page) -> None:
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("j")
    assert current(page) == "empty"
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


def test_500_documents_open_within_two_seconds(open_page: Callable[..., Page], tmp_path: Path) -> None:
    lines = (Piece(f"{SENTENCE}\n" * 3) if n % 2 else out(f"Рядок {n}\n" * 9) for n in range(60))
    pieces = (title("Заголовок"), *lines)
    sheets = tuple(sheet(f"n{number}", f"s{number % 9}.example", *pieces) for number in range(500))
    path = tmp_path / "large.html"
    path.write_text(render_page(Book("Large", sheets)), "utf-8")
    assert 5_000_000 < path.stat().st_size < 10_000_000
    page = open_page(path.as_uri())  # once to have the browser warm, and again to measure
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # the page's own time, however busy the machine
    page.reload()
    page.wait_for_selector("#position:not(:empty)", state="attached")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator("#list button").count() == 500
    assert 0.01 < metrics["TaskDuration"] < 2


def test_an_impact_page_marks_what_changed(open_page: Callable[..., Page], tmp_path: Path) -> None:
    lost, restored = out(SENTENCE, "uk/new"), out("Теги: міст", "uk/old", Category.TAGS)
    pieces = (
        Piece(f"{SENTENCE}\n"), Piece(lost.text, lost.removal, Change.LOST), Piece("\n"),
        Piece(restored.text, restored.removal, Change.RESTORED), Piece("\n"), out("Меню", "uk/nav", Category.NAV),
    )  # fmt: skip
    path = tmp_path / "impact.html"
    path.write_text(render_page(Book("a → b", (sheet("x", "a.example", *pieces),), impact=True)), "utf-8")
    page = open_page(path.as_uri())
    assert page.locator("#bars-rule button").all_inner_texts()[0].startswith("uk/new")
    assert page.locator("#bars-rule", has_text="uk/nav").count() == 0
    assert "Теги: міст" in page.locator("#source-text ins").inner_text()
    assert "Теги: міст" in page.locator("#article-text").inner_text()
    labels = page.locator("#source-text .first").evaluate_all("all => all.map(each => each.dataset.label)")
    assert labels == ["lost · related", "restored · tags", "nav"]


# ---------- serving ----------

TEXT = f" date 2026-02-06 {SENTENCE}\n\n{SENTENCE} Також буде парк.\n"


@pytest.fixture
def server(cleaner: Cleaner, tmp_path: Path) -> Iterator[ReviewServer]:
    text = Text("doc", TEXT, "text", "https://a.example/1")
    desk = Desk({"doc": text}, {"doc": make_sheet(cleaner, text)}, tmp_path)
    with ReviewServer(desk, "Review") as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def written(page: Page) -> dict[str, object]:
    page.locator("#saved", has_text="Written").wait_for()
    path = Path(page.locator("#saved").inner_text().removeprefix("Written: "))
    return dict(json.loads(path.read_text("utf-8")))


def test_the_accept_button_writes_a_fixture(
    open_page: Callable[..., Page], server: ReviewServer, tmp_path: Path
) -> None:
    page = open_page(server.url)
    page.locator("#accept").click()
    expected = written(page)
    assert expected["body"] == [SENTENCE, f"{SENTENCE} Також буде парк."]
    (made,) = (tmp_path / "a.example").iterdir()
    assert (made / "input.txt").read_text("utf-8") == TEXT


def test_a_correction_writes_what_the_reader_says(
    open_page: Callable[..., Page], server: ReviewServer, tmp_path: Path
) -> None:
    page = open_page(server.url)
    page.keyboard.press("c")
    assert page.locator("[name=body]").input_value() == f"{SENTENCE}\n{SENTENCE} Також буде парк."
    page.locator("[name=name]").fill("Парк")
    page.locator("[name=title]").fill("Новий міст")
    page.locator("[name=tags]").fill("міст\nпарк")
    page.locator("[name=body]").fill(SENTENCE)
    page.locator("#save").click()
    expected = written(page)
    assert (expected["title"], expected["tags"], expected["body"]) == ("Новий міст", ["міст", "парк"], [SENTENCE])
    assert (tmp_path / "a.example" / "парк" / "expected.json").is_file()
    assert page.locator("#editor").is_hidden()


def test_what_the_server_refuses_is_said_in_the_form(browser: Browser, server: ReviewServer, tmp_path: Path) -> None:
    (tmp_path / "a.example" / "taken").mkdir(parents=True)
    (tmp_path / "a.example" / "taken" / "expected.json").write_text("{}")
    page = browser.new_page()  # not open_page: the refusal is an error on the console, as it should be
    page.goto(server.url)
    page.locator("#correct").click()
    page.locator("[name=name]").fill("taken")
    page.locator("#save").click()
    page.locator("#editor-error", has_text="already").wait_for()
    assert page.locator("#editor").is_visible()
    page.locator("#cancel").click()
    page.close()


def test_a_page_of_another_site_cannot_write(browser: Browser, server: ReviewServer, tmp_path: Path) -> None:
    other = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    thread = threading.Thread(target=other.serve_forever, args=(0.01,))
    thread.start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{other.server_port}/")
    sent = page.evaluate(ATTACK, f"{server.url}accept")
    page.close()
    other.shutdown()
    thread.join()
    other.server_close()
    assert sent == ["failed", "failed"]
    assert not (tmp_path / "a.example").exists()


ATTACK = """async url => {
  const body = JSON.stringify({ id: "doc" });
  const simple = { method: "POST", body, mode: "no-cors", headers: { "Content-Type": "text/plain" } };
  const honest = { method: "POST", body, headers: { "Content-Type": "application/json" } };
  return Promise.all([simple, honest].map(how => fetch(url, how).then(answer => answer.status, () => "failed")));
}"""

"""Markdown to HTML: as much of it as the manual and the lessons use, with highlighted code.

Whatever names something that has a page becomes a link to it, in words and in code.
"""

import html
import re
from itertools import takewhile

FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
SPANS = re.compile(
    r"`(?P<code>[^`]+)`|!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)]+)\)"
    r"|\[(?P<words>[^\]]+)\]\((?P<place>[^)]+)\)|\*\*(?P<bold>[^*]+)\*\*"
    r"|\*(?P<slanted>\w[^*]*\w)\*"
)
KEYWORDS = (
    "and as assert break class continue def del elif else except finally for from if import in is "
    "lambda not or pass raise return try while with yield None True False"
)
TOKENS = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r"|(?P<string>[rbf]?(?:\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n]*\"|'[^'\n]*'))"
    r"|(?P<prompt>^(?:>>>|\.\.\.) )"
    rf"|(?P<keyword>\b(?:{KEYWORDS.replace(' ', '|')})\b)"
    r"|(?P<decorator>^\s*@[\w.]+)"
    r"|(?P<name>(?<![\w.])[A-Za-z_][\w.]*)"
    r"|(?P<number>(?<![\w.])\d[\w.]*)",
    re.MULTILINE | re.DOTALL,
)


def to_html(text, link):
    """Return Markdown as HTML.

    Args:
        link: a function of a name as it is written; the address of its page, or None.
    """
    parts, place = [], 0
    for fence in FENCE.finditer(text):
        parts += [block(b, link) for b in blocks(text[place : fence.start()])]
        parts.append(code(fence[3], fence[1], link))
        if error := re.search(r"raises=(\w+)", fence[2]):
            parts.append(f'<pre class="text">{error[1]}</pre>')
        place = fence.end()
    return "\n".join(parts + [block(b, link) for b in blocks(text[place:])])


def blocks(text):
    """Return the parts of a text that blank lines separate."""
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]


def block(text, link):
    """Return one block as HTML: a heading, a list, a table or a paragraph."""
    lines = text.split("\n")
    if heading := re.fullmatch(r"(#+) (.*)", text):
        level, words = len(heading[1]), heading[2]
        return f'<h{level} id="{anchor(words)}">{spans(words, link)}</h{level}>'
    if lines[0].startswith("|"):
        return table(lines, link)
    if mark := re.match(r"([-*]|\d+\.) ", text):
        items = re.split(r"^(?:[-*]|\d+\.) ", text, flags=re.MULTILINE)[1:]
        kind = "ol" if mark[1][0].isdigit() else "ul"
        inside = "".join(f"<li>{spans(item, link)}</li>" for item in items)
        return f"<{kind}>{inside}</{kind}>"
    return f"<p>{spans(text, link)}</p>"


def anchor(words):
    """Return what a heading is called in an address."""
    return re.sub(r"\W+", "-", words.lower()).strip("-")


def table(lines, link):
    """Return a table as HTML, in a box that can be scrolled on its own."""
    rows = [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines]
    head = "".join(f"<th>{spans(cell, link)}</th>" for cell in rows[0])
    body = ["".join(f"<td>{spans(cell, link)}</td>" for cell in row) for row in rows[2:]]
    inside = "".join(f"<tr>{row}</tr>" for row in body)
    return f'<div class="wide"><table><tr>{head}</tr>{inside}</table></div>'


def spans(text, link):
    """Return a line of words as HTML: code, pictures, links and bold type."""
    parts, place = [], 0
    for span in SPANS.finditer(text):
        parts += [html.escape(text[place : span.start()]), marked(span, link)]
        place = span.end()
    return "".join([*parts, html.escape(text[place:])])


def marked(span, link):
    """Return one piece of marked text as HTML."""
    found = {kind: html.escape(text) for kind, text in span.groupdict().items() if text is not None}
    if "code" in found:
        words = f"<code>{found['code']}</code>"
        place = link(span["code"].partition("(")[0])
        return f'<a href="{place}">{words}</a>' if place else words
    if "picture" in found:
        return f'<img src="{found["picture"]}" alt="{found["alt"]}">'
    if "place" in found:
        return f'<a href="{found["place"]}">{spans(span["words"], link)}</a>'
    return f"<b>{found['bold']}</b>" if "bold" in found else f"<i>{found['slanted']}</i>"


def code(text, language, link):
    """Return a block of code as HTML: Python and its prompt in colours, anything else as it is."""
    if text.startswith(">>> "):
        lines = text.splitlines(keepends=True)
        shown = "".join(prompted(line, link) for line in lines)
        return f'<pre class="python">{shown}</pre>'
    if language == "python":
        return f'<pre class="python">{coloured(text, link)}</pre>'
    return f'<pre class="{language or "plain"}">{html.escape(text)}</pre>'


def prompted(line, link):
    """Return a line of a session: what is typed in colours, what is printed in one."""
    if line.startswith((">>> ", "... ")):
        return coloured(line, link)
    return f"<samp>{html.escape(line)}</samp>"


def coloured(text, link):
    """Return Python source as HTML with a class for each kind of word."""
    parts, place = [], 0
    for token in TOKENS.finditer(text):
        parts.append(html.escape(text[place : token.start()]))
        kind, words = token.lastgroup, html.escape(token[0])
        before = text[max(0, token.start() - 6) : token.start()].split()
        is_defined = kind == "name" and before[-1:] in (["def"], ["class"])
        is_called = text[token.end() : token.end() + 1] == "(" or "." in token[0]
        target = link(token[0]) if kind == "name" and is_called and not is_defined else None
        if target:
            parts.append(f'<a href="{target}">{words}</a>')
        elif kind == "name":
            parts.append(f'<b class="defined">{words}</b>' if is_defined else words)
        else:
            parts.append(f'<span class="{kind}">{words}</span>')
        place = token.end()
    return "".join([*parts, html.escape(text[place:])])


def first_sentence(text):
    """Return the first paragraph of a text, in one line."""
    return " ".join(takewhile(str.strip, text.strip().split("\n")))

"""Markdown to HTML that is safe to print: raw HTML off, then sanitised."""

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "ul", "ol", "li", "em", "strong", "a", "blockquote", "code", "pre",
    "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip

_parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def to_html(words, schemes=()):
    """Sanitised HTML (a str, to be marked safe by the caller). Links may use the schemes of
    the web and those given."""
    return nh3.clean(
        _parser.render(words),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", *schemes},
        link_rel="noopener nofollow",
    )

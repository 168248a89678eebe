"""The tasking table as text, Markdown, CSV, JSON and a workbook, its headings in the reader's language."""

from assistant.tasking.outputs.columns import COLUMNS, headings, load_labels
from assistant.tasking.outputs.csv_file import to_csv
from assistant.tasking.outputs.json_file import to_json
from assistant.tasking.outputs.markdown import to_markdown
from assistant.tasking.outputs.text import to_text
from assistant.tasking.outputs.workbook import to_xlsx

__all__ = [
    "COLUMNS",
    "headings",
    "load_labels",
    "to_csv",
    "to_json",
    "to_markdown",
    "to_text",
    "to_xlsx",
]

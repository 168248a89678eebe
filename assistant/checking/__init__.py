"""The quote checker: every quotation and every cited place of a text, looked up.

`passages` finds the quotations (by `marks` and `blocks`), `cited` the places (by `mentions` and `places`),
`attribution` which of them the text gives for which quotation, `verdict` whether the words stand there, and
`alterations` what they changed. `files` reads files, `reports` shows what was found.
"""

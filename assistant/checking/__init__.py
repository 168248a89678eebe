"""The quote checker: every quotation and every cited place of a text, looked up.

`passages` finds the quotations (by `marks` and `blocks`), `cited` the places, paragraph by paragraph
(`stretch`, by `mentions`, `again`, `pinpoints` and `forms`) and below the lines that lead to lists (`lists`),
`attribution` which of them the text gives for which quotation, `verdict` whether the words stand there, piece
by piece where some are left out (`elided`), `alterations` what they changed, `cautions` what else a reader
should know. `files` reads files, `reports` shows what was found.
"""

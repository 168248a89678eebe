"""The chat page: Gradio inside the frame of the other pages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.web.parts import Parts


_SESSIONS = 1_000


def add_chat(app: FastAPI, parts: Parts) -> None:
    """Show the chat at the root of `app`; to be called last, for it takes every path that is left."""
    # Read when Gradio is imported: it would tell its makers of each start, and look for a newer one.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    from assistant.web.chat.blocks import Chat
    from assistant.web.chat.download import make_router
    from assistant.web.chat.shell import Shell
    from assistant.web.chat.talk import Talk
    from assistant.web.conversations import Conversations

    conversations = Conversations(parts.settings.conversations)
    app.include_router(make_router(conversations, parts.service))
    chat = Chat(parts, Talk(parts, conversations))
    blocks = chat.build().queue(max_size=parts.settings.waiting or None)
    # What it keeps of each reader is little; ten thousand, as it would by itself, are a lot all the same.
    blocks.state_session_capacity = _SESSIONS
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        show_error=False,
        i18n=chat.words,
        theme=gr.themes.Base(
            font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
        ),
    )
    mount = app.routes[-1]
    mount.app = Shell(mount.app, parts.site)  # type: ignore[attr-defined]

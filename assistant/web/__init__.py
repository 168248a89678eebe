"""The web: chat, documents, quote check, REST, an OpenAI-compatible door, and the widget."""

// The chat's page around Gradio's components: sources beside the conversation, names for screen readers.
"use strict";
(() => {
  const labels = () => document.getElementById("chat-labels").dataset;
  const panel = () => document.getElementById("source-panel");
  let opener = null;

  // Sources ------------------------------------------------------------------------------------

  // A marker leads to the documents page; beside the conversation the same place is shown as a part.
  function sourceAddress(link) {
    const address = new URL(link.href);
    const root = labels().root;
    const path = address.pathname.slice(root.length);
    if (address.origin !== location.origin || !path.startsWith("/documents/")) return null;
    address.pathname = root + path.replace(/^\/documents\//, "/source/");
    address.searchParams.set("lang", labels().lang);
    address.hash = "";
    return address;
  }

  async function openSource(link) {
    const address = sourceAddress(link);
    const content = document.getElementById("source-content");
    opener = link;
    for (const other of document.querySelectorAll("a[aria-current=source]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "source");
    content.textContent = labels().loading;
    panel().hidden = false;
    document.getElementById("chat-layout").classList.add("with-source");
    try {
      const response = await fetch(address, { headers: { accept: "text/html" } });
      if (opener !== link) return;
      content.innerHTML = await response.text();
    } catch {
      content.textContent = labels().fault;
    }
    content.focus({ preventScroll: true });
    panel().scrollTop = 0;
    const quoted = content.querySelector("[role=tabpanel]:not([hidden]) mark");
    if (quoted && matchMedia("(min-width: 900px)").matches) quoted.scrollIntoView({ block: "nearest" });
  }

  function closeSource() {
    if (panel().hidden) return;
    panel().hidden = true;
    document.getElementById("chat-layout").classList.remove("with-source");
    for (const other of document.querySelectorAll("a[aria-current=source]")) other.removeAttribute("aria-current");
    if (opener?.isConnected) opener.focus();
    opener = null;
  }

  // Asking -------------------------------------------------------------------------------------

  function box() { return document.querySelector("#question textarea"); }

  // Svelte hears of a value only by the event.
  function setValue(area, value) {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, value);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function ask(question) {
    const area = box();
    if (!area) return false;
    setValue(area, question);
    area.focus();
    setTimeout(() => {
      area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      area.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
    }, 50);
    return true;
  }

  // A message was written with the characters that mean something in Markdown as references.
  function decode(text) {
    return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  }

  // Names and directions that Gradio's components do not give ------------------------------------

  function name(element, label) {
    if (element && label && element.getAttribute("aria-label") !== label) {
      element.setAttribute("aria-label", label);
      if (element.tagName === "BUTTON") element.title = label;
    }
  }

  function tidy() {
    const t = labels();
    if (!t) return;
    const all = (selector) => document.querySelectorAll(selector);
    all("[data-testid=submit-button]").forEach((b) => name(b, t.send));
    all("[data-testid=stop-button]").forEach((b) => name(b, t.stop));
    all("#conversation [role=log]").forEach((log) => name(log, t.conversation));
    all("#conversation [data-testid=user], #conversation [data-testid=bot]").forEach((message) => {
      // Gradio names a message by its source text, tags and all.
      if (message.hasAttribute("aria-label")) message.removeAttribute("aria-label");
      if (message.getAttribute("dir") !== "auto") message.setAttribute("dir", "auto");
    });
    all("#conversation button[aria-label='Copy message']").forEach((b) => name(b, t.copy));
    all("#conversation button[aria-label='like'], #conversation button[aria-label='Like']").forEach((b) => name(b, t.like));
    all("#conversation button[aria-label='dislike'], #conversation button[aria-label='Dislike']").forEach((b) => name(b, t.dislike));
    all("textarea[data-testid=textbox]").forEach((area) => {
      if (area.getAttribute("dir") !== "auto") area.setAttribute("dir", "auto");
    });
    // The words that come with the box are about the documents that ship.
    if (t.placeholder) all("#question textarea").forEach((area) => { area.placeholder = t.placeholder; });
    all("#conversation textarea").forEach((area) => {
      if (area.dataset.decoded) return;
      area.dataset.decoded = "yes";
      name(area, t.question);
      const plain = decode(area.value);
      if (plain !== area.value) setValue(area, plain);
    });
    all(".prose .scores").forEach((table) => { table.tabIndex = 0; });
  }

  // A new question stands at the top, so that its answer is read from the beginning.
  let shown = 0;
  function showNewest() {
    const messages = document.querySelectorAll("#conversation .message-row");
    if (messages.length === shown) return;
    const grown = messages.length > shown;
    shown = messages.length;
    const asked = [...document.querySelectorAll("#conversation .user-row")].at(-1);
    const log = asked?.closest("[role=log]");
    if (!grown || !log) return;
    log.scrollTop += asked.getBoundingClientRect().top - log.getBoundingClientRect().top - 4;
  }

  let waiting = false;
  function tidySoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; tidy(); showNewest(); });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (event.target.closest?.("#source-close")) closeSource();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.matches(".answer a.marker, .answer a.place") && sourceAddress(link)) {
      event.preventDefault();
      event.stopPropagation();
      openSource(link);
    } else if (link.matches("a.starter")) {
      event.preventDefault();
      event.stopPropagation();
      ask(new URL(link.href).searchParams.get("q"));
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSource();
  });
  new MutationObserver(tidySoon).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label", "class"],
  });
  tidySoon();
})();

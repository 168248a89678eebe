// What every page does: the theme, copying, and menus that close.
"use strict";
(() => {
  const KEY = "mandate-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try { return localStorage.getItem(KEY); } catch { return null; }
  }

  // Gradio marks a dark page by a class of the body; so do we.
  function applyTheme() {
    const isDark = (chosen() || (dark.matches ? "dark" : "light")) === "dark";
    document.documentElement.classList.toggle("dark", isDark);
    if (document.body) document.body.classList.toggle("dark", isDark);
  }

  function switchTheme() {
    const next = document.documentElement.classList.contains("dark") ? "light" : "dark";
    try { localStorage.setItem(KEY, next); } catch { /* It lasts for this page then. */ }
    document.documentElement.classList.toggle("dark", next === "dark");
    document.body.classList.toggle("dark", next === "dark");
  }

  function say(message) {
    let status = document.getElementById("page-status");
    if (!status) {
      status = Object.assign(document.createElement("div"), { id: "page-status", className: "toast" });
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = message;
    status.classList.add("shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { status.classList.remove("shown"); status.textContent = ""; }, 4000);
  }

  // Without HTTPS a browser has no clipboard to write to; the old way still works there.
  async function copyText(text) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    if (!done) throw new Error("copying was refused");
  }

  async function onCopy(button) {
    const labels = button.closest("[data-copied]")?.dataset || {};
    try {
      await copyText(button.dataset.copy);
      say(labels.copied || "✓");
    } catch {
      say(labels.copyFailed || "✗");
    }
  }

  // Tabs as the ARIA practices describe them: one is in the tab order, arrows move.
  function selectTab(tab, focus) {
    for (const other of tab.closest("[role=tablist]").querySelectorAll("[role=tab]")) {
      const on = other === tab;
      other.setAttribute("aria-selected", String(on));
      other.tabIndex = on ? 0 : -1;
      const panel = document.getElementById(other.getAttribute("aria-controls"));
      if (panel) panel.hidden = !on;
    }
    if (focus) tab.focus();
  }

  function onTabKey(event, tab) {
    const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
    const rtl = getComputedStyle(tab).direction === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const at = tabs.indexOf(tab);
    const next = event.key === "Home" ? tabs[0] : event.key === "End" ? tabs.at(-1)
      : step && tabs[(at + step + tabs.length) % tabs.length];
    if (next) { event.preventDefault(); selectTab(next, true); }
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest ? event.target : document.body;
    const copy = target.closest("[data-copy]");
    if (copy) onCopy(copy);
    if (target.closest("[data-theme-switch]")) switchTheme();
    const tab = target.closest("[role=tab]");
    if (tab) selectTab(tab, false);
    for (const menu of document.querySelectorAll("details.language-menu[open]")) {
      if (!menu.contains(target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[role=tab]");
    if (tab) onTabKey(event, tab);
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.language-menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });
  dark.addEventListener("change", applyTheme);
  document.addEventListener("DOMContentLoaded", applyTheme);
  applyTheme();
  window.mandate = { say, applyTheme };
})();

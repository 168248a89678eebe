// Puts the assistant into any page:
//   <script src="https://mandate.example.org/embed.js" data-language="fr"></script>
// data-language: one of en, fr, ru, es, ar, zh; else the page's own. data-side: start or end.
// data-collection: the collection that is asked; else the one that is served.
// It sets no cookie, asks nothing of any other address than its own, and leaves the page's look alone.
"use strict";
(() => {
  const LABELS = {};
  const script = document.currentScript;
  if (!script || document.querySelector("[data-mandate-assistant]")) return;
  const base = new URL("./", script.src);
  const wanted = script.dataset.language || document.documentElement.lang || navigator.language || "en";
  const code = wanted.toLowerCase().split("-")[0];
  const language = code in LABELS ? code : "en";
  const label = LABELS[language];
  const rtl = language === "ar";
  const collection = script.dataset.collection;
  const query = `?lang=${language}${collection ? `&collection=${encodeURIComponent(collection)}` : ""}`;
  const side = (script.dataset.side === "start") !== rtl ? "left" : "right";

  const STYLE = `
    :host { all: initial; }
    button { font: 600 15px/1.2 system-ui, sans-serif; cursor: pointer; }
    button:focus-visible, a:focus-visible { outline: 3px solid #0b5394; outline-offset: 3px; }
    .open { position: fixed; bottom: 20px; ${side}: 20px; z-index: 2147483000; padding: 13px 18px; border: 0; border-radius: 999px;
      color: #fff; background: #0b5394; box-shadow: 0 6px 20px rgb(15 35 60 / .3); max-width: calc(100vw - 40px); }
    .frame { position: fixed; bottom: 20px; ${side}: 20px; z-index: 2147483001; display: flex; flex-direction: column; overflow: hidden;
      width: min(440px, calc(100vw - 24px)); height: min(680px, calc(100vh - 40px)); border-radius: 14px; background: #fff;
      border: 1px solid #b9c4d0; box-shadow: 0 12px 40px rgb(15 35 60 / .35); }
    .frame[hidden], .open[hidden] { display: none; }
    .bar { display: flex; align-items: center; gap: 10px; padding: 8px 12px; background: #0b5394; color: #fff; font: 600 15px/1.3 system-ui, sans-serif; }
    .bar span { flex: 1; }
    .bar a, .bar button { color: #fff; background: none; border: 0; padding: 6px 8px; border-radius: 6px; text-decoration: none; font-size: 16px; }
    .bar a:focus-visible, .bar button:focus-visible { outline-color: #fff; outline-offset: -2px; }
    iframe { flex: 1; width: 100%; border: 0; }
    @media (max-width: 520px) { .frame { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } }`;

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const host = make("div", {});
  host.dataset.mandateAssistant = "";
  host.lang = language;
  host.dir = rtl ? "rtl" : "ltr";
  const root = host.attachShadow({ mode: "open" });
  // A sheet made by script is allowed where the page's policy forbids written styles.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const open = make("button", { className: "open", type: "button" }, label.open);
  open.setAttribute("aria-expanded", "false");
  const close = make("button", { type: "button", title: label.close }, "✕");
  close.setAttribute("aria-label", label.close);
  const full = make("a", { href: new URL(query, base).href, target: "_blank", rel: "noopener", title: label.full }, "⤢");
  full.setAttribute("aria-label", label.full);
  const frame = make("div", { className: "frame", hidden: true }, make("div", { className: "bar" }, make("span", {}, label.frame), full, close));
  frame.setAttribute("role", "dialog");
  frame.setAttribute("aria-label", label.frame);

  function show() {
    if (!frame.querySelector("iframe")) {
      // Nothing is loaded before a reader wants it.
      frame.append(make("iframe", { title: label.frame, src: new URL(`embed${query}`, base).href, allow: "clipboard-write" }));
    }
    frame.hidden = false;
    open.hidden = true;
    open.setAttribute("aria-expanded", "true");
    close.focus();
  }

  function hide() {
    frame.hidden = true;
    open.hidden = false;
    open.setAttribute("aria-expanded", "false");
    open.focus();
  }

  open.addEventListener("click", show);
  close.addEventListener("click", hide);
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  root.append(open, frame);
  if (document.body) document.body.append(host);
  else document.addEventListener("DOMContentLoaded", () => document.body.append(host));
})();

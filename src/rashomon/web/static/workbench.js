// Small helps of every page: keys, links between text and statements, forms that tell what they did.
"use strict";
(() => {
  const say = (text) => { const box = document.getElementById("said"); if (box) box.textContent = text; };
  const typing = (t) => t.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  // ---- hover links both ways between the text and its statements
  const pairs = (id) => document.querySelectorAll(`[data-statement~="${CSS.escape(id)}"]`);
  let lit = [];
  const light = (ids) => {
    for (const one of lit) one.classList.remove("lit");
    lit = ids.flatMap((id) => [...pairs(id)]);
    for (const one of lit) one.classList.add("lit");
  };
  const ids = (event) => {
    const part = event.target.closest ? event.target.closest("[data-statement]") : null;
    return part ? part.dataset.statement.split(" ") : null;
  };
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => { const found = ids(event); if (found) light(found); });
  document.addEventListener("mouseout", (event) => { if (ids(event)) light([]); });
  document.addEventListener("click", (event) => {
    const part = event.target.closest(".text [data-statement]");
    if (!part) return;
    const card = document.getElementById(part.dataset.statement.split(" ")[0]);
    if (card) { card.scrollIntoView({ block: "center" }); card.focus({ preventScroll: true }); }
  });

  // ---- keys: j and k walk, Enter opens, letters press the button that names them
  const rows = () => [...document.querySelectorAll(".lines > li, .cards > li")];
  let at = -1;
  const walk = (by) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + by));
    const link = all[at].querySelector("a, button") || all[at];
    link.focus();
    all[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    if (event.key === "/") { const find = document.getElementById("find"); if (find) { find.focus(); event.preventDefault(); } return; }
    const button = document.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]:not(input)`);
    if (button) { button.focus(); button.click(); event.preventDefault(); }
    else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
  });

  // ---- forms that ask before they change something for good
  document.addEventListener("submit", (event) => {
    const ask = event.target.dataset ? event.target.dataset.ask : null;
    if (ask && !window.confirm(ask)) event.preventDefault();
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (form) form.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    const target = event.target.dataset && event.target.dataset.slides;
    if (!target) return;
    const list = document.getElementById(target), n = Number(event.target.value);
    const option = n >= list.options.length - 1 ? list.options[0] : list.options[n + 1];
    event.target.setAttribute("aria-valuetext", option.value || "now");
    if (list.value !== option.value) { list.value = option.value; list.dispatchEvent(new Event("change", { bubbles: true })); }
  });
  document.body.addEventListener("htmx:configRequest", (event) => { for (const [name, value] of [...event.detail.formData]) if (value === "") event.detail.formData.delete(name); });
  document.body.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) say("That did not work: reload the page."); });
  document.body.addEventListener("htmx:afterSettle", (event) => { const first = event.target.querySelector("[data-focus]"); if (first) first.focus(); at = -1; const n = document.getElementById("total"); if (n) say(`${n.textContent} found`); });
})();

// Keys, marking from a selection, copying. Every page is whole without it.
(() => {
  const $ = (s, at = document) => at.querySelector(s);
  const entries = [...document.querySelectorAll("[data-entry]")];
  const off = $("#keys-off");
  let at = -1, going = false;
  $(".keys").hidden = false;
  try { off.checked = localStorage.getItem("keys-off") === "1"; } catch { /* no storage, no memory */ }
  off.addEventListener("change", () => { try { localStorage.setItem("keys-off", off.checked ? "1" : "0"); } catch { /* as above */ } });

  // a card that a link leads to may lie in a folded part
  const unfold = () => { const e = location.hash.length > 1 && document.getElementById(location.hash.slice(1)); const d = e && e.closest("details"); if (d) { d.open = true; e.scrollIntoView({ block: "center" }); } };
  addEventListener("hashchange", unfold);
  unfold();

  const move = (by) => {
    if (!entries.length) return;
    at = Math.min(entries.length - 1, Math.max(0, at + by));
    entries.forEach((e, i) => e.classList.toggle("at", i === at));
    const e = entries[at];
    if (!e.hasAttribute("tabindex")) e.tabIndex = -1;
    e.focus({ preventScroll: true });
    e.scrollIntoView({ block: "center" });
  };
  const here = () => entries.find((e) => e.contains(document.activeElement)) || entries[Math.max(at, 0)];
  const press = (what) => { const e = here(); const b = e && $(`button[value="${what}"]`, e); if (b) b.click(); };
  const go = { t: "/", r: "/reports", e: "/events", q: "/quotes", d: "/dyad", w: "/actors", a: "/agenda", v: "/review" };
  const keys = {
    "/": () => $("#search").focus(), p: () => { $("#paste").open = true; $("#paste textarea").focus(); },
    j: () => move(1), k: () => move(-1), o: () => { const a = here() && $("a.open", here()); if (a) a.click(); },
    a: () => press("accept"), x: () => press("remove"),
    z: () => { const b = $("[data-undo]") || (here() && $('button[value="undo"]', here())); if (b) b.click(); },
    m: () => mark(), g: () => { going = true; setTimeout(() => { going = false; }, 1500); },
  };
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") document.activeElement.blur();
    if (off.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea,select")) return;
    const act = going ? go[e.key] && (() => { location.href = go[e.key]; }) : keys[e.key];
    if (going) going = false;
    if (act) { e.preventDefault(); act(); }
  });

  // the words that are selected in the text, put into the form of their paragraph
  const mark = () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const node = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    const text = node.closest("[data-start]");
    const form = text && $(".missed form", text.parentElement);
    if (!form) return;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const lead = chosen.toString().length - chosen.toString().trimStart().length;
    form.elements.words.value = chosen.toString().trim();
    form.elements.start.value = Number(text.dataset.start) + [...before.toString()].length + lead;
    form.closest("details").open = true;
    form.elements.type.focus();
  };

  for (const box of document.querySelectorAll("[data-copy]")) box.addEventListener("focus", () => { box.select(); if (navigator.clipboard) navigator.clipboard.writeText(box.value).catch(() => {}); });
})();

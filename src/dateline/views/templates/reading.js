// Lights up a finding's words with its card, and the card with its words. The page is whole without it.
(() => {
  const all = document.querySelectorAll("[data-f]");
  const light = (id, on) => all.forEach((e) => { if (e.dataset.f === id) e.classList.toggle("lit", on); });
  for (const e of all) {
    e.addEventListener("mouseenter", () => light(e.dataset.f, true));
    e.addEventListener("mouseleave", () => light(e.dataset.f, false));
    e.addEventListener("focus", () => light(e.dataset.f, true));
    e.addEventListener("blur", () => light(e.dataset.f, false));
    e.addEventListener("click", () => { const c = document.getElementById(e.dataset.f); if (c && c !== e) c.scrollIntoView({ block: "nearest" }); });
  }
})();

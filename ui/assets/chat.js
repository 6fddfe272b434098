// A click on a citation brings its evidence into view and marks it, and Escape leads back to the citation.
// Its card, which shows the quote while the pointer or the focus is on it, is kept within the window.
(() => {
  "use strict";
  let cameFrom = null;

  const show = (target, link) => {
    const turn = target.closest(".turn");
    if (!turn) return;
    const panel = turn.closest(".evidence");
    panel.querySelectorAll(".turn.current").forEach((other) => other.classList.remove("current"));
    panel.querySelectorAll(".marked").forEach((other) => other.classList.remove("marked"));
    turn.classList.add("current");
    target.classList.add("marked");
    cameFrom = link;
    target.focus({ preventScroll: true });
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    target.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  };

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href*="#cite-"], a[href*="#evidence-"]');
    if (!link) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    show(target, link);
  }, true);

  const place = (event) => {
    const reference = event.target instanceof Element && event.target.closest(".ref");
    const card = reference && reference.querySelector(".card");
    if (!card) return;
    const margin = 8;
    const chip = reference.getBoundingClientRect();
    const right = window.innerWidth - card.offsetWidth - margin;
    const below = chip.bottom + margin;
    const fits = below + card.offsetHeight + margin <= window.innerHeight;
    card.style.left = `${Math.max(margin, Math.min(chip.left, right))}px`;
    card.style.top = `${Math.max(margin, fits ? below : chip.top - margin - card.offsetHeight)}px`;
  };
  document.addEventListener("mouseover", place);
  document.addEventListener("focusin", place);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !cameFrom || !cameFrom.isConnected) return;
    if (!document.activeElement || !document.activeElement.closest(".evidence")) return;
    cameFrom.focus();
  });
})();

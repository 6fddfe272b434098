// A click on a citation brings its evidence into view and marks it, and Escape leads back to the citation.
// In a narrow window, where the evidence stands below the conversation, so does a link in it; and there a
// question that was just asked is brought to the top, so that its answer is what comes into view.
// Its card, which shows the quote while the pointer or the focus is on it, is kept within the window.
(() => {
  "use strict";
  const narrow = window.matchMedia("(max-width: 800px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let cameFrom = null;
  let latest = "";

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
    bring(target, "start");
  };

  const bring = (target, block) => target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block });

  const goBack = (event) => {
    const link = event.target instanceof Element && event.target.closest(".back a");
    const question = link && document.getElementById(link.hash.slice(1));
    if (!question) return;
    event.preventDefault();
    const [, turn] = link.hash.split("-");
    const same = cameFrom && cameFrom.isConnected && cameFrom.hash.split("-")[1] === turn;
    const target = same ? cameFrom : question;
    target.focus({ preventScroll: true });
    bring(target, same ? "center" : "start");
  };
  document.addEventListener("click", goBack);

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href*="#cite-"], a[href*="#evidence-"]');
    if (!link) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    show(target, link);
  }, true);

  const follow = () => {
    const asked = [...document.querySelectorAll("#chat .asked")].pop();
    const id = asked ? asked.id : "";
    if (id === latest) return;
    const begun = document.readyState === "complete" && id;
    latest = id;
    if (begun && narrow.matches) bring(asked, "start");
  };
  new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true });

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

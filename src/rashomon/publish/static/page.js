"use strict";
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const articles = [...document.querySelectorAll(".document")];
  const select = document.getElementById("document");

  /* One document at a time. */
  const show = (number) => {
    for (const article of articles) article.hidden = article.dataset.document !== String(number);
    if (select) select.value = String(number);
  };
  if (articles.length > 1) {
    show(1);
    select.addEventListener("change", () => show(select.value));
    for (const button of document.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => {
        const next = Number(select.value) + Number(button.dataset.step);
        if (next >= 1 && next <= articles.length) show(next);
      });
    }
  }

  /* Move inside a pane that scrolls by itself, and the page only where it must. */
  const reveal = (element) => {
    const pane = element.closest(".scroll");
    if (pane && pane.scrollHeight > pane.clientHeight + 2) {
      const inside = element.getBoundingClientRect();
      const around = pane.getBoundingClientRect();
      if (inside.top < around.top || inside.bottom > around.bottom) {
        const middle = pane.scrollTop + inside.top - around.top - (around.height - inside.height) / 2;
        pane.scrollTo({ top: Math.max(0, middle), behavior: calm.matches ? "auto" : "smooth" });
      }
      const seen = around.top < innerHeight * 0.6 && around.bottom > innerHeight * 0.3;
      if (!seen) pane.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    } else {
      element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  for (const article of articles) {
    const cards = [...article.querySelectorAll(".card")];
    const pieces = [...article.querySelectorAll(".text [data-a]")];
    const total = article.querySelector("[data-total]");
    const all = article.querySelector("[data-all]");
    const chosen = { status: null, voice: null };
    let lit = [];

    const light = (card) => {
      for (const element of lit) element.classList.remove("lit", "named", "on");
      lit = [];
      if (!card) return;
      const start = Number(card.dataset.start);
      const end = Number(card.dataset.end);
      const own = article.querySelector(`[id="${card.id.replace("c", "t")}"]`);
      for (const piece of pieces) {
        const at = Number(piece.dataset.a);
        if (at >= start && at < end) {
          piece.classList.add(piece === own ? "named" : "lit");
          lit.push(piece);
        }
      }
      card.classList.add("on");
      lit.push(card);
    };

    /* The statement whose clause is the narrowest around a place of the text. */
    const cardAt = (at) => {
      let best = null;
      let size = Infinity;
      for (const card of cards) {
        const start = Number(card.dataset.start);
        const end = Number(card.dataset.end);
        if (start <= at && at < end && end - start < size && !card.hidden) {
          best = card;
          size = end - start;
        }
      }
      return best;
    };

    const cardOf = (element) => {
      const link = element.closest("a.trig");
      if (link) return document.getElementById(link.getAttribute("href").slice(1));
      const piece = element.closest(".seg");
      return piece ? cardAt(Number(piece.dataset.a)) : null;
    };

    const filter = () => {
      let count = 0;
      for (const card of cards) {
        const voice = card.dataset.voice;
        const below = chosen.voice !== "0" && voice.startsWith(`${chosen.voice}.`);
        const heard = chosen.voice === null || voice === chosen.voice || below;
        card.hidden = !heard || (chosen.status !== null && card.dataset.status !== chosen.status);
        if (!card.hidden) count += 1;
      }
      const some = chosen.status !== null || chosen.voice !== null;
      total.textContent = some ? `${count} of ${cards.length}` : String(cards.length);
      all.hidden = !some;
      for (const button of article.querySelectorAll("button[data-status], button[data-voice]")) {
        const kind = "status" in button.dataset ? "status" : "voice";
        button.setAttribute("aria-pressed", String(button.dataset[kind] === chosen[kind]));
      }
    };
    const clear = () => {
      chosen.status = chosen.voice = null;
      filter();
    };
    for (const button of article.querySelectorAll("button[data-status], button[data-voice]")) {
      button.addEventListener("click", () => {
        const kind = "status" in button.dataset ? "status" : "voice";
        chosen[kind] = chosen[kind] === button.dataset[kind] ? null : button.dataset[kind];
        filter();
      });
    }
    if (all) all.addEventListener("click", clear);

    const goTo = (card) => {
      if (card.hidden) clear();
      light(card);
      reveal(card);
      card.focus({ preventScroll: true });
    };

    const text = article.querySelector(".text");
    text.addEventListener("pointerover", (event) => {
      const card = cardOf(event.target);
      if (card) light(card);
    });
    text.addEventListener("focusin", (event) => {
      const card = cardOf(event.target);
      if (card) light(card);
    });
    article.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#c"]');
      const piece = event.target.closest(".text .seg");
      const back = event.target.closest("a[data-text]");
      if (back) {
        event.preventDefault();
        const card = back.closest(".card");
        const at = Number(card.dataset.start);
        const goal = document.getElementById(card.id.replace("c", "t")) || pieces.find((p) => Number(p.dataset.a) >= at);
        light(card);
        if (goal) {
          reveal(goal);
          goal.focus({ preventScroll: true });
          light(card);
        }
      } else if (link || piece) {
        const card = link ? document.getElementById(link.getAttribute("href").slice(1)) : cardOf(piece);
        if (card) {
          event.preventDefault();
          goTo(card);
        }
      }
    });
    const list = article.querySelector(".cards");
    list.addEventListener("pointerover", (event) => {
      const card = event.target.closest(".card");
      if (card) light(card);
    });
    list.addEventListener("focusin", (event) => {
      const card = event.target.closest(".card");
      if (card) light(card);
    });
    list.addEventListener("keydown", (event) => {
      const card = event.target.closest(".card");
      if (event.target !== card || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
      const seen = cards.filter((c) => !c.hidden);
      const next = seen[seen.indexOf(card) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        goTo(next);
      }
    });
  }

  /* A link into a document that is not shown. */
  const follow = () => {
    const goal = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const article = goal && goal.closest(".document");
    if (article && article.hidden) show(article.dataset.document);
    if (goal) goal.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  if (location.hash) follow();
})();

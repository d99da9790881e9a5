// Small comforts. Every page does its job without this file.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const prepare = (root) => {
    // A button that cannot work without a script is hidden until there is one.
    all("[data-needs-script]", root).forEach((each) => { each.hidden = false; });
    // Filters are folded on phones and open on a desk.
    if (window.matchMedia("(min-width: 52rem)").matches) {
      all("details[data-open-on-desk]", root).forEach((each) => { each.open = true; });
    }
  };
  prepare(document);
  document.addEventListener("htmx:after:swap", () => prepare(document));

  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-print")) window.print();
    if (button.hasAttribute("data-copy")) {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(source.innerText.trim());
      const said = button.querySelector("[data-copied]") || button;
      const before = said.textContent;
      said.textContent = "Copied";
      setTimeout(() => { said.textContent = before; }, 2000);
    }
  });

  // One click, one thing: a second click while the first is on its way does nothing.
  const busy = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (busy.has(form)) { event.preventDefault(); return; }
    busy.add(form);
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) all("form").forEach((form) => { busy.delete(form); delete form.dataset.sent; });
  });

  // An everyday thing fills its weight into the box used last, the first one to begin with.
  all("[data-fill]").forEach((list) => {
    const boxes = list.dataset.fill.split(" ").map((id) => document.getElementById(id));
    let target = boxes[0];
    boxes.forEach((box) => box.addEventListener("focus", () => { target = box; }));
    all("li", list).forEach((item) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...item.childNodes);
      button.addEventListener("click", () => {
        target.value = item.dataset.value;
        target.dispatchEvent(new Event("input", { bubbles: true }));
      });
      item.append(button);
    });
  });

  // The name of a day, or of a part of the day, changes all its boxes to the next answer at once.
  all("table.week").forEach((week) => {
    const rows = all("tbody tr", week);
    const turn = (heading, boxes) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      button.title = `Change every ${heading.textContent} box`;
      button.addEventListener("click", () => {
        const next = (boxes[0].selectedIndex + 1) % boxes[0].options.length;
        boxes.forEach((box) => {
          box.selectedIndex = next;
          box.dispatchEvent(new Event("input", { bubbles: true }));
        });
      });
      heading.replaceChildren(button);
    };
    rows.forEach((row) => turn(row.querySelector("th"), all("select", row)));
    if (window.matchMedia("(min-width: 52rem)").matches) {
      all("thead th", week).slice(1).forEach((heading, at) => turn(heading, rows.map((row) => all("select", row)[at])));
    }
  });

  // A question that follows from a number is shown when the number calls for it.
  all("[data-shown-by]").forEach((question) => {
    const box = document.getElementById(question.dataset.shownBy);
    const show = () => {
      const number = Number.parseFloat(box.value);
      question.hidden = !(number >= Number(question.dataset.shownFrom) && number <= Number(question.dataset.shownTo));
    };
    box.addEventListener("input", show);
    show();
  });

  // Leaving a long form with something typed asks first.
  all("form[data-ask-before-leaving]").forEach((form) => {
    let typed = false;
    form.addEventListener("input", () => { typed = true; });
    window.addEventListener("beforeunload", (event) => {
      if (typed && !form.dataset.sent) event.preventDefault();
    });
  });
})();

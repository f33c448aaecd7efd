// What works better with script: every part of this also works without it, as a link or a form.

// `/` puts the cursor into the search, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("[aria-keyshortcuts='/']");
  if (search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// Theme and width of the navigation take effect at once; the form is still sent, in the background, to be kept.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const chosen = event.submitter;
  const kind = form.dataset.preference;
  if (!chosen || (kind !== "theme" && kind !== "navigation")) return;
  event.preventDefault();
  const body = new FormData(form, chosen);
  if (kind === "theme") {
    document.documentElement.dataset.theme = chosen.value;
    for (const button of form.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button === chosen));
  } else {
    const icons = chosen.value === "icons";
    document.querySelector(".app").classList.toggle("icons-only", icons);
    chosen.value = icons ? "full" : "icons";
    chosen.setAttribute("aria-pressed", String(icons));
    chosen.blur();
  }
  fetch(form.action, { method: "POST", body, redirect: "manual" });
});

// A filter chosen from a list is applied at once; the button for it is only for those without script.
for (const form of document.querySelectorAll("form[data-filters]")) {
  form.querySelector("[data-apply]")?.setAttribute("hidden", "");
  form.addEventListener("change", (event) => {
    if (event.target.matches("select")) form.requestSubmit();
  });
}
document.addEventListener("formdata", (event) => {
  // Empty filters stay out of the address.
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// A link that opens a dialog of this page opens it over the page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.close();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
    return;
  }
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    navigator.clipboard.writeText(copy.dataset.copy).then(() => {
      copy.querySelector("span").textContent = copy.dataset.copied;
    });
  }
});
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  dialog.showModal();
}
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

// One tick for all rows of the page; it follows them.
for (const label of document.querySelectorAll("[data-select-all]")) {
  const all = label.querySelector("input");
  const form = document.getElementById(label.dataset.selectAll);
  if (!form) continue;
  // Ticks may stand outside of the form they belong to.
  const rows = [...form.elements].filter((x) => x.type === "checkbox" && x !== all);
  label.hidden = rows.length === 0;
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
  });
  document.addEventListener("change", (event) => {
    if (!rows.includes(event.target)) return;
    const ticked = rows.filter((row) => row.checked).length;
    all.checked = ticked === rows.length;
    all.indeterminate = ticked > 0 && ticked < rows.length;
  });
}

// The next number of a pattern is shown while it is typed; whether it will do, the server says when it is sent.
for (const input of document.querySelectorAll("input[data-pattern]")) {
  const { pattern, year, month, number } = input.dataset;
  input.addEventListener("input", () => {
    document.getElementById(pattern).textContent = input.value
      .trim()
      .replaceAll("{year}", year)
      .replaceAll("{year:2}", year.slice(-2))
      .replaceAll("{month}", month.padStart(2, "0"))
      .replace(/\{number(?::(\d{1,2}))?\}/, (_, digits) => number.padStart(Number(digits ?? 1), "0"));
  });
}

// What is typed is explained as soon as it is there: the server says in markup what it understood.
for (const input of document.querySelectorAll("input[data-understood]")) {
  input.addEventListener("change", async () => {
    const answer = await fetch(`${input.dataset.ask}?${new URLSearchParams({ text: input.value })}`);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById(input.dataset.understood)?.replaceChildren(...page.body.childNodes);
  });
}

// One press is one deed: a form is not sent twice while the first answer is on its way.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Live parts: the server sends the same markup again, and only what differs is changed in place,
// so that focus, selection and running transitions stay.
function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
    from.replaceWith(to.cloneNode(true));
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes)
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  if (from.childNodes.length !== to.childNodes.length) {
    from.replaceChildren(...[...to.childNodes].map((node) => node.cloneNode(true)));
    return;
  }
  for (let i = 0; i < to.childNodes.length; i++) morph(from.childNodes[i], to.childNodes[i]);
}

let live = null;

function follow() {
  const parts = [...document.querySelectorAll("[data-live]")];
  if (live || document.hidden || parts.length === 0) return;
  const names = [...new Set(parts.map((part) => part.dataset.live))];
  live = new EventSource(`/live?${new URLSearchParams(names.map((name) => ["watch", name]))}`);
  for (const name of names) {
    live.addEventListener(name, (event) => {
      const page = new DOMParser().parseFromString(event.data, "text/html");
      const fresh = page.querySelector(`[data-live="${name}"]`);
      const shown = document.querySelector(`[data-live="${name}"]`);
      if (fresh && shown) morph(shown, fresh);
    });
  }
  // Something ended: the page as a whole has more to say now.
  live.addEventListener("reload", () => {
    live.close();
    if (!document.querySelector("dialog[open]")) location.reload();
  });
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    live?.close();
    live = null;
  } else {
    follow();
  }
});
follow();

// The filter of the page: shows the rows that fit every choice, and hides groups in which none is left.
const form = document.getElementById("filters");
const rows = [...document.querySelectorAll("[data-row]")].map((element) => ({
  element,
  verdicts: words(element, "verdict"),
  systems: words(element, "system"),
  severities: words(element, "severity"),
  text: `${element.textContent} ${element.dataset.also ?? ""}`.toLowerCase().replace(/\s+/g, " "),
}));
const groups = [...document.querySelectorAll("[data-group]")].map((element) => ({
  element,
  own: rows.filter((row) => element.contains(row.element)),
  count: element.querySelector("[data-count]"),
}));

function words(element, name) {
  return (element.dataset[name] ?? "").split(" ");
}

function filter() {
  const terms = document.getElementById("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  const system = document.getElementById("system").value;
  const severity = document.getElementById("severity").value;
  const verdicts = [...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value);
  let left = 0;
  for (const row of rows) {
    const fits =
      row.verdicts.some((verdict) => verdicts.includes(verdict)) &&
      (system === "" || row.systems.includes(system)) &&
      (severity === "" || row.severities.includes(severity)) &&
      terms.every((term) => row.text.includes(term));
    row.element.hidden = !fits;
    row.fits = fits;
    if (fits) left += 1;
  }
  for (const { element, own, count } of groups) {
    const fitting = own.filter((row) => row.fits).length;
    element.hidden = own.length > 0 && fitting === 0;
    if (count) count.textContent = fitting === own.length ? String(own.length) : `${fitting} of ${own.length}`;
  }
  document.getElementById("found").textContent = left === rows.length ? "" : `${left} of ${rows.length} entries`;
}

/** Opens what a link leads to, whatever the filter says about it. */
function reveal() {
  const target = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) at.hidden = false;
  if (target.tagName === "DETAILS") target.open = true;
  target.scrollIntoView?.();
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
addEventListener("hashchange", reveal);
// On paper there is nothing to click: items tell their policies; the long lists of what passed stay closed.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.item:not(.policy):not([open])")];
  for (const item of opened) item.open = true;
});
addEventListener("afterprint", () => {
  for (const item of opened) item.open = false;
});
filter();
reveal();

// Puts the page together again, line by line, out of what stands in its fields.
const shown = (text) => (/^\\*_{3,}$/.test(text) ? "\\" + text : text);

function filled() {
  const made = [];
  for (const one of document.querySelectorAll("[data-md],.ask")) {
    if (one.dataset.md !== undefined) {
      if (made.length && made[made.length - 1]) made.push("");
      made.push(...one.dataset.md.split("\n"));
    } else made.push(...answered(one));
  }
  return made.join("\n");
}

// A question as its line begins on the page: its words, then an example, or what can be chosen.
function lead(one) {
  const hint = one.querySelector(".soft");
  return `- ${one.querySelector("label,legend").textContent}${hint ? ` (${hint.textContent})` : ""}:`;
}

function answered(one) {
  const ask = lead(one);
  const fields = [...one.querySelectorAll("textarea,select,input")];
  if (fields[0].className === "story") {
    const lines = fields[0].value.replace(/\s+$/, "").split("\n");
    return lines.some((line) => line.trim()) ? [ask, "", ...lines.map((line) => line.trim() && `    ${line}`), ""] : [`${ask} ______`];
  }
  const texts = fields.map((field) => (field.type === "checkbox" && !field.checked ? "" : oneLine(field.value))).filter((text) => text).map(shown);
  if (one.tagName === "FIELDSET") return [ask, ...texts.map((text) => `    - ${text}`), "    - ______"];
  return [`${ask} ${texts[0] || "______"}`];
}

let made = 0;
function fresh(node) {
  const suffix = `-${++made}`;
  for (const one of node.querySelectorAll("[id]")) one.id += suffix;
  for (const one of node.querySelectorAll("[for]")) one.htmlFor += suffix;
  for (const name of ["aria-describedby", "aria-labelledby"])
    for (const one of [node, ...node.querySelectorAll(`[${name}]`)])
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name) + suffix);
  return node;
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
const growAll = () => { for (const field of document.querySelectorAll(".ask textarea")) grow(field); };

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.more");
  if (!button) return;
  const place = button.closest("p");
  if (button.dataset.blank) {
    const part = fresh(document.getElementById(button.dataset.blank).content.firstElementChild.cloneNode(true));
    place.before(part);
    part.querySelector("textarea,input,select").focus();
  } else {
    const last = place.previousElementSibling.cloneNode(true);
    last.value = "";
    last.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+$/, (number) => Number(number) + 1));
    place.before(last);
    last.focus();
  }
});
document.addEventListener("input", (event) => {
  if (event.target.matches(".ask textarea")) grow(event.target);
  const whole = event.target.nextElementSibling;
  if (whole && whole.matches("p.paper")) whole.textContent = event.target.value;
  if (event.target.type === "date") event.target.classList.toggle("empty", !event.target.value);
});
window.addEventListener("resize", growAll);
window.addEventListener("beforeprint", growAll);
growAll();

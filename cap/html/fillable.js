// Puts what was typed into the lines of the page as it was printed.
const lines = source.value.split("\n");
// What looks like the last lines, by which the page is known, is marked as words.
const words = (text) => text.replace(/<!--/g, "\\<!--").replace(/cap:(?=.*[0-9a-f]{8})/gi, "cap\\:");
const cell = (text) => words(oneLine(text)).replace(/\|/g, "\\|");

function filled() {
  const made = lines.slice();
  const before = new Map();
  const add = (n, more) => before.set(n, [...(before.get(n) || []), ...more]);
  for (const box of document.querySelectorAll("input[type=checkbox][data-line]"))
    if (box.checked) made[box.dataset.line] = made[box.dataset.line].replace("[ ]", "[x]");
  const blanks = new Map();
  for (const blank of document.querySelectorAll("input[data-blank]"))
    if (blank.value.trim()) blanks.set(`${blank.dataset.line}.${blank.dataset.blank}`, blank.value);
  for (const n of made.keys()) {
    let place = 0;
    made[n] = made[n].replace(/_{3,}/g, (blank) => {
      const value = blanks.get(`${n}.${place++}`);
      return value === undefined ? blank : made[n].startsWith("|") ? cell(value) : words(oneLine(value));
    });
  }
  for (const row of document.querySelectorAll("tr.added")) {
    const cells = [...row.querySelectorAll("input")].map((input) => cell(input.value));
    if (cells.some((text) => text)) add(Number(row.dataset.before), [`| ${cells.join(" | ")} |`]);
  }
  for (const notes of document.querySelectorAll("textarea[data-before]"))
    if (notes.value.trim()) add(Number(notes.dataset.before), [...words(notes.value).replace(/\s+$/, "").split("\n"), ""]);
  for (const n of [...before.keys()].sort((a, b) => b - a)) made.splice(n, 0, ...before.get(n));
  return made.join("\n");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.row");
  if (!button) return;
  const table = button.closest("p").previousElementSibling;
  const heads = [...table.querySelectorAll("th")].map((head) => head.textContent);
  const row = table.querySelector("tbody").insertRow();
  row.className = "added";
  row.dataset.before = button.dataset.before;
  for (const head of heads) {
    const input = document.createElement("input");
    input.className = "blank";
    input.setAttribute("aria-label", `${head}, row ${row.rowIndex}`);
    row.insertCell().append(input);
  }
  row.querySelector("input").focus();
});

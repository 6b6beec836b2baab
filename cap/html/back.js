"use strict";
// What every page that comes back does: hands over what its own script puts together, and says so. Nothing is sent anywhere.
const source = document.getElementById("source");
const said = document.getElementById("said");
let saved = true;

const oneLine = (text) => text.replace(/[ \t\r\n\f\v]+/g, " ").trim();

function incomplete() {
  const field = [...document.querySelectorAll("input")].find((input) => input.validity.badInput);
  if (!field) return false;
  said.textContent = "Not yet: a day here is not complete. Finish it, or clear it.";
  field.focus();
  return true;
}

document.getElementById("save").addEventListener("click", () => {
  if (incomplete()) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([filled()], { type: "text/markdown" }));
  link.download = `${source.dataset.name}.md`;
  link.click();
  saved = true;
  said.textContent = `Saved as ${link.download}, where your browser keeps what it downloads. Send that file back.`;
});
document.getElementById("copy").addEventListener("click", () => {
  if (incomplete()) return;
  const before = source.value;
  source.value = filled();
  source.hidden = false;
  source.select();
  const done = document.execCommand("copy");
  source.hidden = true;
  source.value = before;
  saved = saved || done;
  said.textContent = done ? "Copied. Paste it into your answer." : "This browser does not let a page copy. Use Save.";
});
document.addEventListener("input", () => { saved = false; });
window.addEventListener("beforeunload", (event) => { if (!saved) { event.preventDefault(); event.returnValue = true; } });
document.documentElement.className = "live"; // until then no button is shown, as none would do anything

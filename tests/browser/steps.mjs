// What can be done with a page that is open. What runs in the page is handed to it by the browser's debugging protocol, which no policy of
// the page forbids, so that the policy stays in force while it is looked at: see `axe` and `policed`.
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FIELDS = "main textarea:not([hidden]), main select, main input";

// Every field: what it asks for, below which headings, what kind of answer it takes, and what stands in it.
// The headings are numbers of sections, from the outermost to its own.
export const fields = ({ page }) =>
  page.$$eval(FIELDS, (found) => {
    const sections = [...document.querySelectorAll("section")];
    return found.map((field) => {
      const ask = field.closest(".ask");
      const label = ask ? ask.querySelector("label,legend") : null;
      const above = [];
      for (let part = field.closest("section"); part; part = part.parentElement.closest("section")) above.unshift(sections.indexOf(part));
      return {
        label: label ? label.textContent : field.getAttribute("aria-label") || field.labels[0].textContent,
        above,
        kind: field.tagName === "SELECT" ? "select" : field.type,
        value: field.value,
        options: field.options ? [...field.options].map((option) => option.value) : [],
        story: field.classList.contains("story"),
      };
    });
  });

// Put words into fields, by their number in `fields`: pasted, chosen, picked or ticked, the first box by a real click.
export async function fill({ page }, given) {
  const found = await page.$$(FIELDS);
  const box = await first(found, given, (field) => field.type === "checkbox" && !field.checked);
  if (box !== undefined) await found[box].click();
  await page.$$eval(
    FIELDS,
    (fields, pairs) => {
      const changed = (field) => {
        for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
      };
      for (const [n, words] of pairs) {
        const field = fields[n];
        field.focus();
        if (field.type === "checkbox") field.checked || field.click();
        else if (field.tagName === "SELECT" || field.type === "date") {
          field.value = words;
          changed(field);
        } else {
          field.select();
          document.execCommand("insertText", false, words);
        }
      }
    },
    given,
  );
}

async function first(found, given, holds) {
  for (const [n] of given) if (await found[n].evaluate(holds)) return n;
}

// Type a day with the keyboard into the field with a number, in the order of the browser's own language; the day that it then has.
export async function day({ page }, n, iso) {
  const field = (await page.$$(FIELDS))[n];
  const order = await page.evaluate(() => new Intl.DateTimeFormat().formatToParts().map((part) => part.type));
  const [year, month, date] = iso.split("-");
  await field.focus();
  await page.keyboard.type(order.map((part) => ({ year, month, day: date })[part] || "").join(""));
  return field.evaluate((one) => one.value);
}

// Type with the keyboard into the field with a number.
export async function type({ page }, n, words) {
  const field = (await page.$$(FIELDS))[n];
  await field.focus();
  await page.keyboard.type(words);
}

// Press a key, or several at once: "Control+v".
export async function press({ page }, keys) {
  const pressed = keys.split("+");
  for (const key of pressed.slice(0, -1)) await page.keyboard.down(key);
  await page.keyboard.press(pressed.at(-1), keys === "Control+v" ? { commands: ["paste"] } : {});
  for (const key of pressed.slice(0, -1)) await page.keyboard.up(key);
}

// Click every button that was there before the first click.
export async function click({ page }, selector) {
  for (const button of await page.$$(selector)) await button.click();
}

// The words of the file that Save downloads, and its name.
export async function save({ page, downloads }) {
  for (const name of readdirSync(downloads)) rmSync(`${downloads}/${name}`);
  await page.click("#save");
  for (let waited = 0; waited < 20000; waited += 50) {
    const name = readdirSync(downloads).find((one) => one.endsWith(".md"));
    const parts = readdirSync(downloads).some((one) => /\.(part|crdownload)$/.test(one));
    if (name && !parts && existsSync(`${downloads}/${name}`)) {
      const text = readFileSync(`${downloads}/${name}`, "utf8");
      if (text) return { name, text };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("nothing was downloaded");
}

// The words that Copy puts where they can be pasted: pasted into a page that has nothing to do with it.
export async function copy({ page, browser }) {
  await page.click("#copy");
  const other = await browser.newPage();
  await other.goto("data:text/html,<textarea id=t></textarea>");
  await other.focus("#t");
  await press({ page: other }, "Control+v");
  await other.waitForFunction(() => document.getElementById("t").value !== "", { timeout: 20000 });
  const text = await other.$eval("#t", (one) => one.value);
  await other.close();
  await page.bringToFront();
  return text;
}

// Whether the browser asks before the page is left; the answer is to stay.
export const leave = ({ page }) =>
  new Promise((told, failed) => {
    const answer = async (dialog) => {
      await dialog.dismiss();
      told(dialog.type() === "beforeunload");
    };
    page.once("dialog", answer);
    page
      .goto("about:blank")
      .then(() => {
        page.off("dialog", answer);
        told(false);
      })
      .catch(() => {}); // one that stays has not gone
    setTimeout(() => failed(new Error("the page neither was left nor asked")), 20000).unref();
  });

// What axe-core finds.
export async function axe({ page }) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run({ preload: false, resultTypes: ["violations"] }));
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]);
}

// Whether the page's policy is in force: it forbids a script, a style and a picture that somebody puts into the page.
export const policed = ({ page }) =>
  page.evaluate(async () => {
    const refused = [];
    document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    for (const [tag, words] of [["script", "window.ran = true"], ["style", "body{color:red}"]]) {
      const one = document.createElement(tag);
      one.textContent = words;
      document.body.append(one);
    }
    const picture = new Image();
    picture.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    document.body.append(picture);
    for (let waited = 0; refused.length < 3 && waited < 5000; waited += 20) await new Promise((done) => setTimeout(done, 20));
    return !window.ran && refused.map((one) => one.replace(/-elem$/, "")).sort().join(" ");
  });

// The value of an expression in the page.
export const value = ({ page }, expression) => page.evaluate(expression);

export const dark = ({ page }, on) => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: on ? "dark" : "light" }]);

export const width = ({ page }, columns) => page.setViewport({ width: columns, height: 800 });

// On how many sheets of A4 the page prints.
export async function sheets({ page }) {
  const pdf = Buffer.from(await page.pdf({ format: "A4", preferCSSPageSize: false })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
}

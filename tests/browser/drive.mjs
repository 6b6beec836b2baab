// Drives a browser for the tests: a job a line comes in as JSON, and what was found goes out as a line of JSON.
//
//   node drive.mjs chromium|firefox EXECUTABLE FOLDER
//
// A job is {page, width, script, steps}: a page is opened, and each step is [name, ...words], a function of steps.mjs.
// FOLDER is for this browser alone: its profile, and what it downloads.
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import * as steps from "./steps.mjs";

const [browserName, executablePath, folder] = process.argv.slice(2);
const downloads = `${folder}/downloads`;
mkdirSync(downloads, { recursive: true });

const chromium = {
  args: [
    "--no-sandbox", // a build server's user is root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
  ],
  pipe: true,
};
const firefox = {
  browser: "firefox",
  protocol: "webDriverBiDi",
  extraPrefsFirefox: {
    "browser.download.dir": downloads,
    "browser.download.folderList": 2,
    "browser.download.alwaysOpenPanel": false,
    "browser.helperApps.neverAsk.saveToDisk": "text/markdown",
    "dom.disable_beforeunload": false, // what drives browsers switches the question off
    "dom.require_user_interaction_for_beforeunload": true,
    "intl.locale.requested": "en-US",
  },
};

// A step that does not end is the step's failure.
const within = (seconds, what, promise) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${seconds} seconds`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

async function opened(browser, job, seen) {
  const page = await browser.newPage();
  page.setDefaultTimeout(20000);
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.messages.push(message.text()));
  page.on("pageerror", (error) => seen.messages.push(String(error)));
  if (browserName === "chromium") {
    const session = await page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
    if (job.script === false) await page.setJavaScriptEnabled(false);
  }
  await page.setViewport({ width: job.width || 1000, height: 900 });
  await page.goto(pathToFileURL(job.page).href);
  return page;
}

async function done(browser, job) {
  const seen = { requests: [], messages: [], results: [] };
  const page = await within(40, "opening the page", opened(browser, job, seen));
  try {
    for (const [name, ...words] of job.steps) seen.results.push((await steps[name]({ page, downloads, browser }, ...words)) ?? null);
    return seen;
  } finally {
    await within(10, "closing the page", page.close()).catch(() => {});
  }
}

const own = browserName === "chromium" ? chromium : firefox;
const launch = (profile) =>
  puppeteer.launch({ ...own, executablePath, userDataDir: `${folder}/${profile}`, headless: true, protocolTimeout: 60000 });
// A browser that does not start at once, on a machine with much to do, is started once more.
const browser = await launch("profile").catch(() => launch("another profile"));
console.log(JSON.stringify({ version: await browser.version() }));
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = await within(100, "the job", done(browser, JSON.parse(line)));
  } catch (error) {
    answer = { error: String(error.stack || error) };
  }
  console.log(JSON.stringify(answer));
}
await within(8, "closing the browser", browser.close()).catch(() => {});
process.exit();

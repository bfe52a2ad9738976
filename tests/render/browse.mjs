// Opens pages in a headless browser and writes what it has to object to, as JSON.
// node browse.mjs NODE_MODULES BROWSER PROFILE PAGE...
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, browser, profile, ...pages] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, "playwright-core/index.mjs")));
const axe = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");

const VIEWS = {
  light: { width: 1280, scheme: "light", media: "screen" },
  dark: { width: 1280, scheme: "dark", media: "screen" },
  phone: { width: 360, scheme: "light", media: "screen" },
  "dark phone": { width: 360, scheme: "dark", media: "screen" },
  print: { width: 794, scheme: "light", media: "print" },
};

const context = await chromium.launchPersistentContext(profile, {
  executablePath: browser,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const told = [];

async function look(file, name, view) {
  const said = { page: file, view: name, console: [], requests: [], violations: [], wider: 0, first: "", skipped: "", toggled: false };
  const page = await context.newPage();
  page.on("console", (message) => said.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.console.push(String(error)));
  const own = pathToFileURL(file).href;
  page.on("request", (request) => request.url() === own || said.requests.push(request.url()));
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ media: view.media, colorScheme: view.scheme });
  await page.goto(own);
  said.wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (view.media === "screen") await byKeyboard(page, said);
  await page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
  said.wider = Math.max(said.wider, await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth));
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
  said.violations = found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 5)}`);
  await page.close();
  told.push(said);
}

async function byKeyboard(page, said) {
  await page.keyboard.press("Tab");
  said.first = await page.evaluate(() => document.activeElement.className);
  await page.keyboard.press("Enter");
  said.skipped = await page.evaluate(() => location.hash);
  const summary = page.locator("summary").first();
  const before = await summary.evaluate((each) => each.parentElement.open);
  await summary.focus();
  await page.keyboard.press("Enter");
  said.toggled = (await summary.evaluate((each) => each.parentElement.open)) !== before;
}

for (const file of pages) {
  for (const [name, view] of Object.entries(VIEWS)) await look(file, name, view);
}
await context.close();
console.log(JSON.stringify(told));

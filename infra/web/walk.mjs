// Walks the desk in a browser: makes the first account, signs in, opens every
// address it is given in both languages and two widths, asks axe about each,
// and keeps a picture of each. Reads its work from a JSON file and ends with a
// line for everything that is wrong; none is success.
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const work = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(join(work.modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const wrong = [];
const say = (where, what) => wrong.push(`${where}: ${what}`);
const password = "una frase de prueba";

const browser = await chromium.launch({ executablePath: work.chromium, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
// axe is put in by the browser and not by the page, whose policy forbids it
const context = await browser.newContext({ bypassCSP: false, timezoneId: "America/Mexico_City", locale: "es-MX" });
const page = await context.newPage();
page.setDefaultTimeout(20000);

let at = "";
page.on("console", (m) => {
  if (m.type() === "error" && !(/status of (4\d\d)/.test(m.text()) && at.includes("expected-"))) say(at, `console: ${m.text()}`);
});
page.on("pageerror", (e) => say(at, `script: ${e.message}`));
page.on("request", (r) => {
  if (!r.url().startsWith(work.base)) say(at, `asks elsewhere: ${r.url()}`);
});

async function look(name, lang, width) {
  const found = await page.evaluate(`(() => { ${axe}; return axe.run(document, { resultTypes: ["violations"] }); })()`);
  for (const v of found.violations) {
    if (v.impact === "serious" || v.impact === "critical") {
      say(at, `axe ${v.id} (${v.impact}): ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    }
  }
  const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  if (wide > 0) say(at, `is ${wide} px wider than the window`);
  await page.screenshot({ path: join(work.out, `${name}-${lang}-${width}.png`), fullPage: true });
}

async function signIn() {
  await page.goto(work.base + "/entrar");
  await page.fill("#usuario", "rosa");
  await page.fill("#clave", password);
  await Promise.all([page.waitForURL((u) => !u.pathname.startsWith("/entrar")), page.click("main button")]);
}

async function open(visit, lang, width) {
  at = `${visit.name} ${lang} ${width}${visit.status ? " expected-" + visit.status : ""}`;
  const answer = await page.goto(work.base + visit.path, { waitUntil: "load" });
  const status = answer.status();
  if (status !== (visit.status || 200)) say(at, `answers ${status}`);
  const html = await page.getAttribute("html", "lang");
  if (html !== lang) say(at, `is in ${html}`);
  await look(visit.name, lang, width);
}

// A bad PDF is put right by clicking the value that is wrong, and a document is
// delivered in the browser.
async function fixAndDeliver() {
  at = "a bad PDF fixed";
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(work.base + work.fix.path);
  await page.locator(".hoja a", { has: page.locator("title", { hasText: /^valor_aduana$/ }) }).first().click();
  await look("fix-1-value", "es", 1440);
  await page.click(".elegido a");
  if ((await page.inputValue("#leido")) !== work.fix.read) say(at, `what was read is ${await page.inputValue("#leido")}`);
  await page.fill("#valor", work.fix.value);
  await page.fill("#motivo", "la cifra se leyó en la copia del agente aduanal");
  await look("fix-2-typed", "es", 1440);
  await page.click("button[value=guardar]");
  await page.waitForLoadState();
  const after = await page.textContent("main");
  if (!after.includes("capturado") || !after.includes("typed_values")) say(at, `the page says ${after.slice(0, 300)}`);
  await look("fix-3-kept", "es", 1440);

  at = "a delivery";
  await page.goto(work.base + work.fix.list);
  await page.setInputFiles("#documento", [{ name: "nota <b>.txt", mimeType: "text/plain", buffer: Buffer.from("buenos días") }, { name: "otra.txt", mimeType: "text/plain", buffer: Buffer.from("buenas tardes") }]);
  await page.click("[data-drop] button");
  await page.locator("#resultados li b").nth(1).waitFor();
  await look("delivered", "es", 1440);
}

mkdirSync(work.out, { recursive: true });
at = "set-up";
for (const width of [360, 1440]) {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(work.setUp);
  await look("alta", "es", width);
}
await page.fill("#usuario", "rosa");
await page.fill("#clave", password);
await Promise.all([page.waitForURL("**/entrar"), page.click("main button")]);

const outside = work.visits.filter((v) => v.public);
const inside = work.visits.filter((v) => !v.public);
for (const lang of ["es", "en"]) {
  at = `language ${lang}`;
  await page.goto(`${work.base}/idioma/${lang}?a=/entrar`);
  for (const part of [outside, inside]) {
    if (part === inside) await signIn();
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      for (const visit of part) await open(visit, lang, width);
    }
  }
  if (lang === "es" && work.fix) await fixAndDeliver();
  at = `keyboard ${lang}`;
  await page.goto(work.base + inside[0].path);
  await page.keyboard.press("Tab");
  const first = await page.evaluate("document.activeElement.getAttribute('href')");
  if (first !== "#contenido") say(at, `the first stop of the keyboard is ${first}, not the way to the content`);
  at = `sign-out ${lang}`;
  await Promise.all([page.waitForURL("**/entrar"), page.click("form[action='/salir'] button")]);
}
await browser.close();
if (wrong.length) {
  console.log(wrong.join("\n"));
  process.exit(1);
}
console.log(`${work.visits.length} addresses in two languages and two widths: nothing wrong`);

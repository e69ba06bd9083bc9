// Walks the desk in a browser: makes the first account, opens every address it
// is given in both languages and two widths, and makes the five journeys of a
// person in both languages, each step looked at in both widths. Asks axe about
// each and keeps a picture of each; a brief walk keeps none and asks axe, which
// takes most of the time, about each in Spanish narrow and in English wide. Reads
// its work from a JSON file and ends with a line for everything that is wrong; none
// is success.
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const work = JSON.parse(readFileSync(process.argv[2], "utf8"));
const require = createRequire(join(work.modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const wrong = [];
let asked = 0; // how often axe was
const password = "una frase de prueba";
const widths = [360, 1440];
const tallest = 9000; // px of a picture: what is below are more rows of the same table
const patience = 180000; // ms for one thing to happen, on a machine that does much else
const browser = await chromium.launch({ executablePath: work.chromium, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

// splitWords are words of a page that people know and that stand on two lines;
// runs in the page. A line may end after a hyphen, and codes may break.
function splitWords() {
  const found = new Set(), texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let node; (node = texts.nextNode()); ) {
    if (node.parentElement.closest("option, textarea, svg")) continue;
    for (const word of node.data.matchAll(/(?<=^|[\s(])\p{L}{2,14}(?=$|[\s).,:;])/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top))).size > 1) found.add(word[0]);
    }
  }
  return [...found].slice(0, 5);
}

// Person is somebody with a browser of their own.
class Person {
  constructor(lang, base) {
    this.lang = lang;
    this.base = base;
    this.at = "";
  }
  static async of(lang, base, scripts = true) {
    const p = new Person(lang, base);
    // axe is put in by the browser and not by the page, whose policy forbids it
    p.context = await browser.newContext({ javaScriptEnabled: scripts, bypassCSP: false, timezoneId: "America/Mexico_City", locale: lang === "en" ? "en-US" : "es-MX", acceptDownloads: true });
    const page = (p.page = await p.context.newPage());
    page.setDefaultTimeout(patience);
    page.on("console", (m) => {
      if (m.type() === "error" && !(/status of (4\d\d)/.test(m.text()) && p.at.includes("expected-"))) p.say(`console: ${m.text()}`);
    });
    page.on("dialog", (d) => {
      p.say(`a text of a document opened a dialog: ${d.message()}`);
      d.dismiss();
    });
    page.on("pageerror", (e) => p.say(`script: ${e.message}`));
    page.on("request", (r) => {
      if (!r.url().startsWith(base)) p.say(`asks elsewhere: ${r.url()}`);
    });
    await page.goto(`${base}/idioma/${lang}?a=/entrar`);
    return p;
  }
  say(what) {
    wrong.push(`${this.at} (${this.lang}): ${what}`);
  }
  // look is what the page is held to and its picture, as wide as the window is.
  async look(name, width) {
    if (!work.brief || width === widths[this.lang === "es" ? 0 : 1]) await this.ask();
    const wide = await this.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (wide > 0) this.say(`is ${wide} px wider than the window`);
    const split = await this.page.evaluate(splitWords);
    if (split.length > 0) this.say(`breaks the words ${split.join(", ")}`);
    const html = await this.page.getAttribute("html", "lang");
    if (html !== this.lang) this.say(`is in ${html}`);
    await this.picture(`${name}-${this.lang}-${width}`, width, tallest);
  }
  // ask has axe judge the page as it is.
  async ask() {
    asked++;
    const found = await this.page.evaluate(`(() => { ${axe}; return axe.run(document, { resultTypes: ["violations"] }); })()`);
    for (const v of found.violations) {
      if (v.impact === "serious" || v.impact === "critical") {
        this.say(`axe ${v.id} (${v.impact}): ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")}`);
      }
    }
  }
  // picture keeps the page as far down as the height, for people to look at.
  async picture(name, width, most) {
    if (work.brief) return;
    await this.page.evaluate("window.scrollTo(0, 0)"); // what sticks to the window is where a person sees it first
    const height = Math.min(most, await this.page.evaluate("document.documentElement.scrollHeight"));
    await this.page.screenshot({ path: join(work.out, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
  }
  // step is a stop of a journey, looked at in both widths; the journey goes on
  // in the width of its language.
  async step(journey, name) {
    this.at = `${journey}: ${name}`;
    const own = this.lang === "es" ? 360 : 1440;
    for (const width of own === 360 ? [1440, 360] : [360, 1440]) {
      await this.page.setViewportSize({ width, height: 900 });
      await this.look(`${journey}-${name}`, width);
    }
  }
  async go(path) {
    return this.page.goto(this.base + path, { waitUntil: "load" });
  }
  async account(setUp, keep) {
    this.at = "set-up";
    await this.page.goto(setUp);
    if (keep) for (const width of widths) {
      await this.page.setViewportSize({ width, height: 900 });
      await this.look("alta", width);
    }
    await this.page.fill("#usuario", "rosa");
    await this.page.fill("#clave", password);
    await Promise.all([this.page.waitForURL("**/entrar"), this.page.click("main button")]);
  }
  async signIn(user = "rosa") {
    await this.go("/entrar");
    await this.page.fill("#usuario", user);
    await this.page.fill("#clave", password);
    await Promise.all([this.page.waitForURL((u) => !u.pathname.startsWith("/entrar")), this.page.click("main button")]);
  }
  // press sends a form and waits for the page that comes of it.
  async press(selector) {
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), this.page.click(selector)]);
  }
  // reads reports a text of the page in the language of the person.
  async reads(es, en) {
    const text = (await this.page.textContent("main")).replace(/\s+/g, " "), want = this.lang === "es" ? es : en;
    if (!text.includes(want)) this.say(`the page does not say ${JSON.stringify(want)}, but ${text.slice(0, 300)}`);
  }
  // becomes asks for a page until it says a text: until then it may say, of when it
  // is, what was known before.
  async becomes(path, es, en) {
    const want = this.lang === "es" ? es : en, until = Date.now() + patience;
    do {
      await this.go(path);
      if ((await this.page.textContent("main")).replace(/\s+/g, " ").includes(want)) return;
      await this.page.waitForTimeout(500);
    } while (Date.now() < until);
    await this.reads(es, en);
  }
  async download(selector) {
    const [file] = await Promise.all([this.page.waitForEvent("download"), this.page.click(selector)]);
    return file.path();
  }
}

const at = (screen) => `/p/${work.rfc}/${screen}`;

// strange walks every screen of a desk whose texts are those of strangers: none
// runs, and none makes a page wider than the window.
async function strange(day) {
  const p = await Person.of("es", day.base);
  await p.account(day.setUp, false);
  await p.signIn();
  // what people write is strange as well
  const finding = day.visits.find((v) => v.path.includes("/hallazgo/"));
  for (const text of ['"><img src=x onerror=alert(9)>', "W".repeat(1900), '=HYPERLINK("http://x","y")']) {
    p.at = "strange note";
    await p.go(finding.path);
    await p.page.selectOption("main form[method=post] select[name=estado]", "reconocido");
    await p.page.fill("main form[method=post] [name=nota]", text);
    await p.page.fill("main form[method=post] [name=evidencia]", text);
    await p.press("main form[method=post] button");
  }
  for (const width of widths) {
    await p.page.setViewportSize({ width, height: 900 });
    for (const visit of day.visits.filter((v) => !v.public)) {
      p.at = `strange ${visit.name} ${width} expected-`;
      const answer = await p.go(visit.path);
      if (answer.status() >= 500 || (visit.status >= 0 && answer.status() !== (visit.status || 200))) p.say(`answers ${answer.status()}`);
      const wide = await p.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (wide > 0) p.say(`is ${wide} px wider than the window`);
      const strangers = await p.page.evaluate("document.querySelectorAll('img, iframe, object, style, [onerror], [onmouseover]').length");
      if (strangers > 0) p.say(`has ${strangers} elements of a stranger`);
      if (width === 360 || /-\d$/.test(visit.name)) await p.picture(`extrano-${visit.name}-${width}`, width, 2500);
    }
  }
  await p.context.close();
}

// waiting looks at the page that says that its figures are being worked out.
async function waiting(day) {
  for (const [n, lang] of ["es", "en"].entries()) {
    const p = await Person.of(lang, day.base);
    if (n === 0) await p.account(day.setUp, false);
    await p.signIn();
    let status = 0; // of the last answer
    await p.context.route("**/saldos?*", async (route) => { // it stays while it is looked at
      const answer = await route.fetch(), headers = answer.headers();
      status = answer.status();
      if (status === 202 && headers.refresh !== "2") p.say(`asks again after ${headers.refresh}`);
      delete headers.refresh;
      await route.fulfill({ response: answer, headers });
    });
    for (const [i, width] of widths.entries()) {
      p.at = `waiting ${width}`;
      await p.page.setViewportSize({ width, height: 900 });
      const path = `/p/${day.rfc}/saldos?al=2021-01-1${2 * n + i}`;
      const asks = async () => {
        await p.go(path);
        return status;
      };
      if ((await asks()) !== 202) p.say("does not say that it is being worked out");
      await p.look("calculando", width);
      for (const until = Date.now() + patience; (await asks()) !== 200 && Date.now() < until; ) await p.page.waitForTimeout(100);
      if ((await p.page.locator("main table").count()) < 1) p.say("shows no figures afterwards");
    }
    await p.context.close();
  }
}

// figures is what a page says beside its address and its moment: every text and
// figure of its tables, charts and facts, in order; runs in the page.
function figures() {
  return [...document.querySelectorAll("main th, main td, main dd, main svg text, main .aviso, main .nada")].map((n) => n.textContent.replace(/\s+/g, " ").trim());
}

// unscripted opens every screen without scripts and beside it as it is with them:
// both say the same. Nothing of ours runs in the first.
async function unscripted(lang) {
  const people = [];
  for (const scripts of [true, false]) {
    const p = await Person.of(lang, work.base, scripts);
    await p.page.setViewportSize({ width: 1440, height: 900 });
    await p.signIn();
    people.push(p);
  }
  const [p, bare] = people;
  let counted = 0;
  for (const visit of work.visits.filter((v) => !v.public && !/^(bitacora|autoridad)/.test(v.name))) { // the log grows by being read
    bare.at = p.at = `without scripts ${visit.name}${visit.status ? " expected-" + visit.status : ""}`;
    const both = [];
    for (const one of people) {
      await one.go(visit.path);
      both.push(await one.page.evaluate(figures));
    }
    counted += both[1].length;
    if (JSON.stringify(both[0]) !== JSON.stringify(both[1])) {
      const i = both[0].findIndex((s, n) => s !== both[1][n]);
      bare.say(`says ${JSON.stringify(both[1][i])} and not ${JSON.stringify(both[0][i])}`);
    }
  }
  for (const visit of work.visits.filter((v) => /^(bitacora|autoridad)/.test(v.name))) {
    bare.at = `without scripts ${visit.name}`;
    await bare.go(visit.path);
    const n = (await bare.page.evaluate(figures)).length;
    if (n < 1) bare.say("shows nothing"); // a list that is empty says so
  }
  if (counted < 1000) bare.say(`only ${counted} figures are there in all`);
  for (const one of people) await one.context.close();
}

// paper prints every screen as a browser does, for people to look at.
async function paper(lang) {
  if (work.brief) return;
  const p = await Person.of(lang, work.base);
  await p.signIn();
  for (const visit of work.visits.filter((v) => !v.public)) {
    p.at = `paper ${visit.name}${visit.status ? " expected-" + visit.status : ""}`;
    await p.go(visit.path);
    await p.page.pdf({ path: join(work.out, `papel-${visit.name}-${lang}.pdf`), preferCSSPageSize: true });
  }
  await p.context.close();
}

async function walk(lang) {
  const p = await Person.of(lang, work.base);
  for (const signedIn of [false, true]) {
    if (signedIn) await p.signIn();
    for (const width of widths) {
      await p.page.setViewportSize({ width, height: 900 });
      for (const visit of work.visits.filter((v) => !v.public === signedIn)) {
        p.at = `${visit.name} ${width}${visit.status ? " expected-" + visit.status : ""}`;
        const answer = await p.go(visit.path);
        if (answer.status() !== (visit.status || 200)) p.say(`answers ${answer.status()}`);
        await p.look(visit.name, width);
      }
    }
  }
  p.at = "keyboard";
  await p.go(at("hoy"));
  await p.page.keyboard.press("Tab");
  const first = await p.page.evaluate("document.activeElement.getAttribute('href')");
  if (first !== "#contenido") p.say(`the first stop of the keyboard is ${first}, not the way to the content`);
  p.at = "sign-out";
  await Promise.all([p.page.waitForURL("**/entrar"), p.page.click("form[action='/salir'] button")]);
  await p.context.close();
}

// The first day: nothing is there, a template is taken, documents are dropped,
// and their figures are seen.
async function firstDay(lang, first) {
  const p = await Person.of(lang, first.base);
  await p.account(first.setUp, false);
  await p.signIn();
  await p.reads("Los primeros tres pasos", "The first three steps");
  await p.step("primer-dia", "1-vacio");
  const template = readFileSync(await p.download("a[href='/plantillas/programa']"), "utf8");
  if (!template.includes("rfc:")) p.say("the template of the programme has no rfc");
  await p.page.setInputFiles("#documento", first.files);
  if (lang === "es") await p.page.click("[data-drop] button");
  else await p.page.evaluate(() => { // as a person drops them
    const drop = new DataTransfer(), from = document.getElementById("documento");
    for (const f of from.files) drop.items.add(f);
    document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: drop, bubbles: true, cancelable: true }));
  });
  await p.page.locator("#resultados progress").first().waitFor({ state: "attached" });
  await p.page.locator("#resultados li b").nth(first.files.length - 1).waitFor();
  await p.step("primer-dia", "2-entregado");
  if ((await p.page.locator("#resultados .alerta").count()) > 0) p.say("a sound document is not taken");
  await p.press("main p a[href='/']");
  await p.step("primer-dia", "3-hoy");
  await p.press("nav a[accesskey=b]");
  if ((await p.page.locator("main table tbody tr").count()) < 2) p.say("there are no balances");
  await p.step("primer-dia", "4-saldos");
  await p.context.close();
}

// The morning: can X be returned, which lots, and their CSV for the broker.
async function morning(p) {
  await p.go(at("saldos"));
  const row = p.page.locator("main table").first().locator("tbody tr", { hasNotText: "—" }).last();
  const fraccion = (await row.locator("th").textContent()).trim(), unit = (await row.locator("td").first().textContent()).trim().split(" ")[0];
  await p.go(at("hoy"));
  await p.step("manana", "1-hoy");
  await p.page.fill("#fraccion", fraccion);
  await p.page.fill("#cantidad", "1");
  await p.page.selectOption("#unidad", unit);
  await p.press("form[action$='/puedo'] button");
  await p.step("manana", "2-puedo");
  const csv = readFileSync(await p.download(".bajar a"), "utf8");
  if (!csv.includes("pedimento") || !csv.includes(fraccion)) p.say(`the CSV says ${csv.slice(0, 200)}`);
}

// A bad PDF is put right by clicking the value that is wrong, passes the gate,
// and is counted.
async function badPDF(p, bad) {
  await p.go(at("documentos?estado=quarantined"));
  await p.step("mal-pdf", "1-cuarentena");
  await p.go(at("documentos/" + bad.sha));
  const title = p.lang === "es" ? /^valor en aduana$/ : /^customs value$/;
  await p.page.locator(".hoja a", { has: p.page.locator("title", { hasText: title }) }).first().click();
  await p.step("mal-pdf", "2-valor");
  await p.press(".elegido a");
  if ((await p.page.inputValue("#leido")) !== bad.read) p.say(`what was read is ${await p.page.inputValue("#leido")}`);
  await p.page.fill("#valor", bad.value);
  await p.page.fill("#motivo", "la cifra se leyó en la copia del agente aduanal");
  await p.step("mal-pdf", "3-capturado");
  await p.press("button[value=guardar]");
  await p.reads("capturado", "typed");
  if ((await p.page.locator("main .cifras .alerta").count()) > 0) p.say("it is still set apart");
  await p.step("mal-pdf", "4-paso");
  await p.go(at("trazabilidad?clave=" + bad.number));
  if ((await p.page.locator("[aria-labelledby=c-traza_lotes] tbody tr").count()) + (await p.page.locator("[aria-labelledby=c-traza_salidas] tbody tr").count()) < 1) p.say("it is not counted");
  await p.step("mal-pdf", "5-cuenta");
}

// The end of a month: built, approved by whom the programme names, downloaded,
// and verified by dropping it.
async function monthEnd(p, month) {
  await p.go(at("paquete/" + month));
  await p.step("mes", "1-por-compilar");
  await p.press("form[action$='/compilar'] button");
  await p.step("mes", "2-compilando");
  const busy = p.page.locator("#trabajos .avance"), until = Date.now() + patience;
  while ((await busy.count()) > 0 && Date.now() < until) await p.page.waitForTimeout(200);
  await p.becomes(at("paquete/" + month), "espera aprobación", "waits for approval");
  await p.step("mes", "3-espera");
  if (p.lang === "es") { // returned first, and then approved after all
    await p.page.fill("#porque", "falta la factura 12");
    await p.press("button[value=devolver]");
    await p.reads("devuelto: falta la factura 12", "");
    await p.step("mes", "4-devuelto");
  }
  await p.press("button[value=aprobar]");
  while ((await busy.count()) > 0 && Date.now() < until) await p.page.waitForTimeout(200);
  await p.becomes(at("paquete/" + month), "aprobado", "approved");
  await p.step("mes", "5-aprobado");
  const zip = await p.download("a[href*='que=zip']"), signature = await p.page.locator("a[href*='que=firma']").count();
  await p.go(at("paquetes"));
  await p.page.setInputFiles("#paquete", { name: `${work.rfc}-${month}.zip`, mimeType: "application/zip", buffer: readFileSync(zip) });
  await p.press("form[action$='/comprobar'] button");
  await p.reads("Íntegro.", "Sound.");
  await p.reads("Es, byte a byte, uno de los que", "It is, byte by byte, one that");
  await p.step("mes", "6-comprobado");
  if (signature > 1) p.say("more than one signature");
}

// A question of an auditor: they see a figure and no more, the company sees
// that they looked, and follows it to the box on the page.
async function auditor(p, bad) {
  const a = await Person.of(p.lang, work.base);
  await a.signIn("auditora");
  await a.step("auditora", "1-autoridad");
  await a.press("a[href$='/autoridad/entradas']");
  let found = 0;
  await a.go(at("autoridad/entradas?desde=" + work.since));
  for (let n = 1; n < 20 && !found; n++) {
    found = await a.page.locator("main table tbody tr", { hasText: bad.number }).count();
    const next = a.page.locator("a[rel=next]");
    if (!found && (await next.count()) === 0) break;
    if (!found) await a.press("a[rel=next]");
  }
  if (!found) a.say(`the authority does not see ${bad.number}`);
  await a.step("auditora", "2-cifra");
  a.at = "auditora expected-403";
  if ((await a.go(at("documentos"))).status() !== 403) a.say("the authority sees documents");
  await a.context.close();
  await p.go(at("bitacora?papel=authority"));
  await p.reads("autoridad", "authority");
  await p.step("auditora", "3-bitacora");
  await p.go(at("trazabilidad?clave=" + bad.number));
  await p.step("auditora", "4-rastro");
  await p.press("[aria-labelledby=c-traza_documentos] a[href*='caja=']");
  if ((await p.page.locator(".hoja .elegida").count()) !== 1) p.say("no box is marked on the page");
  await p.step("auditora", "5-hoja");
}

// The account that approves, and that of the authority.
async function people() {
  const p = await Person.of("es", work.base);
  await p.account(work.setUp, true);
  await p.signIn();
  p.at = "users";
  await p.go(at("usuarios"));
  await p.page.fill("#usuario", "auditora");
  await p.page.selectOption("#papel", "authority");
  await p.page.selectOption("#programa", [work.rfc]);
  await p.page.fill("#clave", password);
  await p.press("[aria-labelledby=otro] button");
  await p.go(at("usuarios?usuario=rosa"));
  await p.page.fill("#firma1", work.reviewer);
  await p.press("form:has(#firma1) button"); // which ends the session
  await p.context.close();
}

mkdirSync(work.out, { recursive: true });
const begun = Date.now();
await people();
await Promise.all([walk("es"), walk("en"), firstDay("es", work.first[0]), firstDay("en", work.first[1]), strange(work.strange), waiting(work.waiting)]);
await Promise.all([paper("es"), unscripted("en")]);
const walked = Date.now();
for (const [i, lang] of ["es", "en"].entries()) {
  const p = await Person.of(lang, work.base);
  await p.page.setViewportSize({ width: lang === "es" ? 360 : 1440, height: 900 });
  await p.signIn();
  for (const [name, journey] of Object.entries({
    morning: () => morning(p), badPDF: () => badPDF(p, work.wrong[i]), monthEnd: () => monthEnd(p, work.months[i]), auditor: () => auditor(p, work.wrong[0]),
  })) {
    await journey().catch((e) => p.say(`${name}: ${e.message.split("\n").slice(0, 6).join(" ")}`));
  }
  await p.context.close();
}
await browser.close();
console.log(`${work.visits.length} addresses in two languages and two widths in ${Math.round((walked - begun) / 1000)} s, five journeys in ${Math.round((Date.now() - walked) / 1000)} s, axe asked ${asked} times`);
if (wrong.length) {
  console.log(wrong.join("\n"));
  process.exit(1);
}
console.log("nothing wrong");

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Element, Window } from "happy-dom";
import { htmlPage } from "../../../../cli/lib/evidence/page/page.ts";
import type { Report } from "../../../../cli/lib/evidence/report.ts";
import { quiet, report } from "./fixture.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The page as a browser has it, with its own script run. */
class Opened {
  readonly window: Window;

  constructor(from: Report, hash = "") {
    this.window = new Window({
      url: `https://report.example/${hash}`,
      settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
    });
    this.window.document.write(htmlPage(from));
  }

  all(selector: string): Element[] {
    return [...this.window.document.querySelectorAll(selector)];
  }

  text(selector: string): string {
    return tidy(this.all(selector)[0]);
  }

  /** What is shown of some elements: their ids, or else their texts. */
  shown(selector: string): string[] {
    return this.all(selector)
      .filter((element) => !element.closest("[hidden]"))
      .map((element) => element.id || tidy(element));
  }

  /** Does what a reader does with a field of the filter. */
  choose(id: string, value: string): void {
    const field = this.window.document.getElementById(id);
    assert.ok(field);
    Reflect.set(field, "value", value);
    field.dispatchEvent(new this.window.Event("input", { bubbles: true }));
  }

  only(...verdicts: readonly string[]): void {
    for (const box of this.all("[name=verdict]")) {
      Reflect.set(box, "checked", verdicts.includes(box.getAttribute("value") ?? ""));
      box.dispatchEvent(new this.window.Event("input", { bubbles: true }));
    }
  }
}

const tidy = (element: Element | undefined): string => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
const items = ".item:not(.policy)";

describe("evidence as a page", () => {
  const opened: Opened[] = [];
  const open = (from = report, hash = ""): Opened => {
    const page = new Opened(from, hash);
    opened.push(page);
    return page;
  };
  after(() => Promise.all(opened.map(({ window }) => window.happyDOM.close())));

  it("says the stack, the verdict and the counts first", () => {
    const page = open();
    assert.equal(page.window.document.title, "Compliance evidence: dev");
    assert.equal(page.text("h1"), "dev");
    assert.equal(page.text("header .verdict"), "✕ 1 violation of mandatory policies.");
    assert.equal(open(quiet).text("header .verdict"), "✓ No mandatory policy is violated.");
    assert.equal(page.all(".bar")[0]?.getAttribute("aria-label"), "3 failed, 1 undecided, 1 exempt, 1 not applicable");
  });

  it("lists findings by how pressing they are, with what to write", () => {
    const page = open();
    assert.deepEqual(page.shown("main h3").slice(0, 4), ["Stops an update 1", "Advised 2", "Exempt 1", "Undecided 1"]);
    const [first, , , exempt, undecided] = page.shown(".finding");
    assert.match(
      first ?? "",
      /^✕ Deployment cap-app systems\/cap\.ts:12 urn:.* spec\.privileged expected false, found true write false$/,
    );
    assert.match(exempt ?? "", /Exempt: The gateway needs it & nothing else \(ada, until 2027-01-31\)$/);
    assert.match(
      undecided ?? "",
      /data\.key is not known before the update\. It is made of what these give: RandomPassword cap-password\.$/,
    );
    assert.match(open(quiet).text("main"), /^Findings ✓ passed Every check that applies has passed\./);
  });

  it("has every item of the checklist, those that no policy names at a click", () => {
    const page = open();
    assert.deepEqual(page.shown(items), ["CAP-001", "CAP-002", "CAP-003", "CAP-004", "SHO-001", "SHO-002"]);
    page.only("unchecked");
    assert.deepEqual(page.shown(items), ["SHO-003"]);
    assert.equal(page.text("#CAP-003 .defect"), "Held instead: Both.");
    assert.equal(page.text("#CAP-003 .badge"), "✕ failed, advised");
  });

  it("names under an item what is open on its system's resources and the shared ones, and no other system's", () => {
    const page = open();
    assert.deepEqual(
      page.all("#SHO-001 .open").map((element) => tidy(element).split(" ").slice(0, 4).join(" ")),
      ["◇ exempt Deployment gateway"],
    );
    assert.deepEqual(page.all("#SHO-001 .tally").map(tidy), ["1 exempt 1 passed"]);
  });

  it("shows what fits the verdicts, the system, the severity and the words", () => {
    const page = open();
    page.only("undecided");
    assert.deepEqual([page.shown(items), page.shown(".policy")], [["CAP-002"], ["policy-k8s-credentials"]]);
    page.only("failed", "undecided", "exempt", "passed", "notApplicable");
    page.choose("system", "shop");
    assert.deepEqual(page.shown(items), ["SHO-001", "SHO-002"]);
    page.choose("severity", "low");
    assert.deepEqual(page.shown(items), ["SHO-002"]);
    page.choose("system", "");
    page.choose("severity", "");
    page.choose("find", "BUCKETS private");
    assert.deepEqual(page.shown(items), ["CAP-004"]);
    assert.match(page.text("#found"), /^1 of \d+ entries$/);
    page.choose("find", "k8s-pdb");
    assert.equal(page.shown(".finding").length, 1, "a finding is found by its policy, which its group names");
  });

  it("hides a group with nothing left in it, and counts what is left in the others", () => {
    const page = open();
    page.choose("system", "shop");
    assert.deepEqual(page.shown("main h3 [data-count]"), ["1 of 2", "2 of 3"]);
    page.choose("find", "there is no such thing");
    assert.deepEqual(page.shown("main h3"), []);
  });

  it("opens what a link leads to, whatever the filter says", () => {
    const page = open(report, "#SHO-003");
    assert.deepEqual(page.shown("#SHO-003"), ["SHO-003"]);
    const policy = open(report, "#policy-k8s-pdb").all("#policy-k8s-pdb")[0];
    assert.equal(policy?.hasAttribute("open"), true);
  });

  it("has a target for each of its links", () => {
    const page = open();
    const links = page.all('a[href^="#"]').map((link) => link.getAttribute("href")?.slice(1) ?? "");
    assert.notEqual(links.length, 0);
    assert.deepEqual(
      links.filter((id) => !page.window.document.getElementById(id)),
      [],
    );
  });

  it("loads nothing and runs nothing but what it brings", () => {
    const text = htmlPage(report);
    assert.doesNotMatch(text, /<(link|img|iframe|object|base)\b|\ssrc=|@import|url\(|\sstyle=|\son\w+=/);
    const own = (tag: string) => new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(text)?.[1] ?? "";
    const hash = (body: string) => `'sha256-${createHash("sha256").update(body).digest("base64")}'`;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1];
    assert.equal(
      policy,
      `default-src 'none'; style-src ${hash(own("style"))}; script-src ${hash(own("script"))}; base-uri 'none'; form-action 'none'`,
    );
  });

  it("takes no text of a report for markup", () => {
    const hostile = `<script>alert("x")</script>&'`;
    const [first, ...rest] = report.requirements;
    assert.ok(first);
    const text = htmlPage({ ...report, environment: hostile, requirements: [{ ...first, text: hostile }, ...rest] });
    assert.equal(text.split("<script>").length, 2);
    assert.match(text, /&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&amp;&#39;/);
  });

  it("can be used without sight and without a mouse, as far as rules can tell", async () => {
    for (const from of [report, quiet]) {
      const { window } = open(from);
      window.eval(axe);
      // Colours are not computed without a real browser.
      const found: unknown = await window.eval(
        `axe.run(document.documentElement, { rules: { "color-contrast": { enabled: false } } })
          .then(({ violations, passes }) => JSON.stringify([violations.map(({ id }) => id), passes.length > 20]))`,
      );
      assert.equal(found, "[[],true]");
    }
  });
});

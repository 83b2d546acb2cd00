import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { itemVerdicts, type Report, severities } from "../report.ts";
import { checklist } from "./checklist.ts";
import { findings } from "./findings.ts";
import { Html, markup } from "./markup.ts";
import { type Page, pageOf, shown } from "./parts.ts";
import { policiesPart } from "./policies.ts";

/** The report as one page that needs nothing else: no network, no font, no picture. */
export function htmlPage(report: Report): string {
  const page = pageOf(report);
  const style = styles.map((name) => own(`style/${name}.css`)).join("");
  const script = own("page.js");
  // Nothing may be loaded, and nothing be run but what stands here.
  const allowed = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(allowed)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Compliance evidence: ${report.environment}</title>
<style>${new Html(style)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${header(page)}
${filters(page)}
<main>
${findings(page)}
${checklist(page)}
${policiesPart(page)}
${unseen(report)}
</main>
<footer><p>${report.pack.name} ${report.pack.version}, ${report.generatedAt}. The same report can be had as JSON, SARIF and JUnit.</p></footer>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}

const styles = ["tokens", "frame", "header", "filters", "verdicts", "entries", "media"] as const;

function own(file: string): string {
  return readFileSync(join(import.meta.dirname, file), "utf8");
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function header({ report }: Page): Html {
  const { summary, source, environment, pack, ok, generatedAt } = report;
  const { requirements, checks } = summary;
  const checked = report.requirements.length - requirements.unchecked;
  const verdict = ok
    ? "No mandatory policy is violated."
    : `${summary.mandatory} ${summary.mandatory === 1 ? "violation" : "violations"} of mandatory policies.`;
  const origin =
    source.kind === "preview"
      ? "Preview of the program"
      : `Exported state${source.file === undefined ? "" : `, ${source.file}`}`;
  return markup`<header>
    <p class="kicker">Compliance evidence</p>
    <h1>${environment}</h1>
    <p class="verdict ${ok ? "passed" : "failed"}"><span aria-hidden="true">${ok ? "✓" : "✕"}</span> ${verdict}</p>
    <dl class="meta">
      <div>
        <dt>Made from</dt>
        <dd>${origin}</dd>
      </div>
      <div>
        <dt>Stack</dt>
        <dd>${source.project}/${source.stack}, ${summary.resources} resources</dd>
      </div>
      <div>
        <dt>Levels and thresholds of</dt>
        <dd>${environment}</dd>
      </div>
      <div>
        <dt>Policy pack</dt>
        <dd>${pack.name} ${pack.version}, ${report.policies.length} policies</dd>
      </div>
      <div>
        <dt>Made on</dt>
        <dd><time datetime="${generatedAt}">${generatedAt.slice(0, 16).replace("T", " ")} UTC</time></dd>
      </div>
    </dl>
    ${bar(requirements, checked)}
    <p class="muted">
      ${checked} of ${report.requirements.length} checklist items are held by policies, which made
      ${total(checks) - checks.notApplicable} checks on this stack. What proves the other
      ${requirements.unchecked}, or is still missing, is told by <code>npm run -s requirements</code>.
    </p>
  </header>`;
}

/** The share of each verdict among the items that policies check. */
function bar(counts: Report["summary"]["requirements"], checked: number): Html {
  const width = 1000;
  const parts = itemVerdicts.filter((verdict) => verdict !== "unchecked" && counts[verdict] > 0);
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, verdict) => sum + counts[verdict], 0));
  const scale = (count: number) => ((count / checked) * width).toFixed(2);
  return markup`<svg
    class="bar"
    viewBox="0 0 ${width} 10"
    preserveAspectRatio="none"
    role="img"
    aria-label="${parts.map((verdict) => `${counts[verdict]} ${shown[verdict].word}`).join(", ")}"
  >
    ${parts.map((verdict, index) => markup`<rect class="${verdict}" x="${scale(starts[index] ?? 0)}" y="0" width="${scale(counts[verdict])}" height="10" />`)}
  </svg>`;
}

/** Hidden where scripts do not run: everything is shown there. */
function filters({ report }: Page): Html {
  const counts = report.summary.requirements;
  const option = (value: string, text: string) => markup`<option value="${value}">${text}</option>`;
  return markup`<form class="filters" id="filters" role="search" aria-label="Filter the report" hidden>
    <label class="find"
      ><span class="label">Find</span
      ><input type="search" id="find" placeholder="policy, resource, requirement or words" autocomplete="off"
    /></label>
    <label
      ><span class="label">System</span
      ><select id="system">
        ${option("", "all")}${report.systems.map(({ id }) => option(id, id))}${option("shared", "shared")}
      </select></label
    >
    <label
      ><span class="label">Severity</span
      ><select id="severity">
        ${option("", "all")}${severities.map((name) => option(name, name))}
      </select></label
    >
    <div class="verdicts"><fieldset>
      <legend class="label">Verdict</legend>
      ${itemVerdicts.map(
        (verdict) =>
          markup`<label class="chip ${verdict}"
            ><input type="checkbox" name="verdict" value="${verdict}" ${verdict !== "unchecked" && "checked"} /><span
              >${shown[verdict].sign} ${shown[verdict].word} <b>${counts[verdict]}</b></span
            ></label
          >`,
      )}
    </fieldset><p class="found" id="found" role="status"></p><button type="reset">Clear</button></div>
  </form>`;
}

function unseen({ summary }: Report): Html {
  if (summary.unseen.length === 0) return markup``;
  return markup`<details class="unseen">
    <summary>${summary.unseen.length} types of resources that no policy looks at</summary>
    <p>${summary.unseen.map((type) => markup`<code>${type}</code> `)}</p>
  </details>`;
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

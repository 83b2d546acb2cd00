import type { Check, PolicyEvidence, RequirementEvidence } from "../report.ts";
import { countChecks, itemVerdicts } from "../report.ts";
import type { Html } from "./markup.ts";
import { markup } from "./markup.ts";
import { badge, details, type Page, policyLink, resourceCell, row, shown, tally } from "./parts.ts";

/** A resource that did not pass is named in the item up to so many times; the policy's own part names all. */
const mostNamed = 5;

/** Every item of the guides' checklists, by system and section. */
export function checklist(page: Page): Html {
  return markup`<section aria-labelledby="checklist">
    <h2 id="checklist">Checklist</h2>
    <p class="muted">
      Each item of the production guides, and the policies that hold the stack to it: over the resources of the item's
      system, and over what the systems share.
    </p>
    ${page.report.systems.map((system) => systemPart(page, system))}
  </section>`;
}

function systemPart(page: Page, { id, name }: { id: string; name: string }): Html {
  const items = page.report.requirements.filter(({ system }) => system === id);
  if (items.length === 0) return markup``;
  const sections = [...Map.groupBy(items, ({ section }) => section)];
  return markup`<section class="system" data-group>
    <h3 id="system-${id}">
      ${name} <span class="count" data-count="${items.length}">${items.length}</span> ${summary(items)}
    </h3>
    ${sections.map(
      ([section, some]) =>
        markup`<section class="chapter" data-group>
          <h4>${section}</h4>
          ${some.map((item) => entry(page, item))}
        </section>`,
    )}
  </section>`;
}

function summary(items: readonly RequirementEvidence[]): Html {
  const counted = itemVerdicts
    .map((verdict) => ({ verdict, count: items.filter((item) => item.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  return markup`<span class="tally"
    >${counted.map(({ verdict, count }) => markup`<span class="${verdict}">${count} ${shown[verdict].word}</span> `)}</span
  >`;
}

function entry(page: Page, item: RequirementEvidence): Html {
  const { id, text, defect, verdict, mandatory, realise } = item;
  const policies = item.policies.map((name) => page.policies.get(name)).filter((policy) => policy !== undefined);
  const severities = policies.map(({ severity }) => severity);
  const head = markup`<span class="id">${id}</span>
    <span class="text"
      >${text}${defect !== undefined && markup`<span class="defect">Held instead: ${defect}</span>`}</span
    >
    ${badge(verdict, verdict === "failed" && !mandatory ? ", advised" : "")}`;
  if (policies.length === 0) {
    return markup`<div class="item plain" id="${id}" ${row([verdict], [item.system], severities)}>
      <div class="head">${head}</div>
      <p class="muted realise">Realised as: ${realise}</p>
    </div>`;
  }
  return markup`<details class="item" id="${id}" ${row([verdict], [item.system], severities)}>
    <summary class="head">${head}</summary>
    <ul class="policies">
      ${policies.map((policy) => policyOfItem(page, item, policy))}
    </ul>
  </details>`;
}

function policyOfItem(page: Page, { system }: RequirementEvidence, policy: PolicyEvidence): Html {
  const concerns = ({ resource }: Check) => (page.resources.get(resource)?.system ?? system) === system;
  const checks = policy.checks.filter(concerns);
  const open = checks.filter(({ verdict }) => verdict !== "passed" && verdict !== "notApplicable");
  return markup`<li>
    <p>
      ${policyLink(policy.name)} <span class="severity ${policy.severity}">${policy.severity}</span>
      <span class="enforcement">${policy.enforcement}</span> ${tally(countChecks(checks))}
    </p>
    <p class="muted">${policy.description}</p>
    ${open.slice(0, mostNamed).map(
      (check) =>
        markup`<div class="open ${check.verdict}">
          <p>${badge(check.verdict)} ${resourceCell(page, check.resource)}</p>
          ${details(page, check)}
        </div>`,
    )}
    ${open.length > mostNamed && markup`<p class="muted">and ${open.length - mostNamed} more, under ${policyLink(policy.name)}</p>`}
  </li>`;
}

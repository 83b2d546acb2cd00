import type { Check, PolicyEvidence } from "../report.ts";
import { overall, verdicts } from "../report.ts";
import type { Html } from "./markup.ts";
import { markup } from "./markup.ts";
import { badge, details, kindOf, type Page, requirementLinks, resourceCell, row, tally } from "./parts.ts";

/** Every policy, and every resource that it looked at. */
export function policiesPart(page: Page): Html {
  const { policies } = page.report;
  return markup`<section aria-labelledby="policies" data-group>
    <h2 id="policies">Policies <span class="count" data-count="${policies.length}">${policies.length}</span></h2>
    ${policies.map((policy) => policyPart(page, policy))}
  </section>`;
}

function policyPart(page: Page, policy: PolicyEvidence): Html {
  const { name, description, remediationSteps, framework, tags, requirements, counts, severity, enforcement } = policy;
  const verdict = overall(counts) ?? "notApplicable";
  const present = policy.checks.length === 0 ? [verdict] : verdicts.filter((one) => counts[one] > 0);
  const systems = policy.checks.map(({ resource }) => page.resources.get(resource)?.system ?? "shared");
  return markup`<details class="item policy" id="policy-${name}" ${row(present, systems, [severity])}>
    <summary class="head">
      <code class="name">${name}</code>
      <span class="text">${description} ${tally(counts)}</span>
      <span class="severity ${severity}">${severity}</span>
      ${badge(verdict)}
    </summary>
    <div class="body">
      <dl>
        <dt>Enforced here</dt>
        <dd>${enforcement}</dd>
        <dt>To mend it</dt>
        <dd>${remediationSteps}</dd>
        <dt>Requirements</dt>
        <dd>
          ${requirements.length === 0 ? "none of the guides" : requirementLinks(requirements)}
        </dd>
        <dt>From</dt>
        <dd>${source(framework)}</dd>
        <dt>Other standards</dt>
        <dd>${tags.length === 0 ? "none" : tags.map((tag) => markup`<code>${tag}</code> `)}</dd>
        <dt>Looks at</dt>
        <dd>${policy.looksAt}</dd>
      </dl>
      ${verdicts.map((each) =>
        checksOf(
          page,
          each,
          policy.checks.filter((check) => check.verdict === each),
        ),
      )}
    </div>
  </details>`;
}

function source({ name, version, reference, specification }: PolicyEvidence["framework"]): Html {
  const text = `${name} ${version}, ${reference}`;
  return specification.startsWith("https:")
    ? markup`<a href="${specification}" rel="noreferrer">${text}</a>`
    : markup`${text}`;
}

function checksOf(page: Page, verdict: Check["verdict"], checks: readonly Check[]): Html {
  if (checks.length === 0) return markup``;
  const isPlain = ({ remediated }: Check) => verdict === "passed" && remediated === undefined;
  const told = checks.filter((check) => !isPlain(check));
  return markup`<div class="checks ${verdict}">
    <p>${badge(verdict)} <span class="count">${checks.length}</span></p>
    ${
      told.length > 0 &&
      markup`<ul class="told">
        ${told.map((check) => markup`<li>${resourceCell(page, check.resource)}${details(page, check)}</li>`)}
      </ul>`
    }
    ${names(page, checks.filter(isPlain))}
  </div>`;
}

/** Resources of which there is nothing to tell, by kind. */
function names({ resources }: Page, checks: readonly Check[]): Html {
  const found = checks.map(({ resource }) => resources.get(resource)).filter((resource) => resource !== undefined);
  const kinds = [...Map.groupBy(found, ({ type }) => type)].sort(([a], [b]) => (a < b ? -1 : 1));
  if (kinds.length === 0) return markup``;
  return markup`<dl class="names">
    ${kinds.map(
      ([type, some]) =>
        markup`<dt title="${type}">${kindOf(type)}</dt>
          <dd>${some.map(({ name, urn }) => markup`<span title="${urn}">${name}</span> `)}</dd>`,
    )}
  </dl>`;
}

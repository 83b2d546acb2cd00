import type {
  Check,
  Counts,
  ItemVerdict,
  PolicyEvidence,
  Report,
  RequirementEvidence,
  ResourceEvidence,
} from "../report.ts";
import type { Html } from "./markup.ts";
import { markup } from "./markup.ts";

/** How verdicts are shown: a sign for those who do not see colours, and a word. */
export const shown = {
  failed: { sign: "✕", word: "failed", title: "A policy found something else than the requirement asks for." },
  undecided: { sign: "?", word: "undecided", title: "A value is not known before the update has run." },
  exempt: { sign: "◇", word: "exempt", title: "A policy is violated, for a reason that was written down and expires." },
  passed: { sign: "✓", word: "passed", title: "Every policy that applies is kept." },
  notApplicable: { sign: "–", word: "not applicable", title: "The stack has nothing that the policies look at." },
  unchecked: {
    sign: "○",
    word: "no policy",
    title: "No policy names it; npm run -s requirements tells what proves it.",
  },
} as const satisfies Record<ItemVerdict, { sign: string; word: string; title: string }>;

/** What the parts of the page read from. */
export interface Page {
  readonly report: Report;
  readonly policies: ReadonlyMap<string, PolicyEvidence>;
  readonly resources: ReadonlyMap<string, ResourceEvidence>;
  readonly requirements: ReadonlyMap<string, RequirementEvidence>;
}

export function pageOf(report: Report): Page {
  return {
    report,
    policies: new Map(report.policies.map((policy) => [policy.name, policy])),
    resources: new Map(report.resources.map((resource) => [resource.urn, resource])),
    requirements: new Map(report.requirements.map((requirement) => [requirement.id, requirement])),
  };
}

export function badge(verdict: ItemVerdict, note = ""): Html {
  const { sign, word, title } = shown[verdict];
  return markup`<span class="badge ${verdict}" title="${title}"
    ><span aria-hidden="true">${sign}</span> ${word}${note}</span
  >`;
}

/** What the filter of the page reads: an element with these is shown or hidden as a whole. */
export function row(verdicts: readonly string[], systems: readonly string[], severities: readonly string[]): Html {
  const list = (values: readonly string[]) => [...new Set(values)].join(" ");
  return markup`data-row data-verdict="${list(verdicts)}" data-system="${list(systems)}"
  data-severity="${list(severities)}"`;
}

/** `12 passed, 3 undecided`: what there is none of is left out. */
export function tally(counts: Counts): Html {
  const keys = ["failed", "exempt", "undecided", "passed", "notApplicable"] as const;
  const present = keys.filter((key) => counts[key] > 0);
  if (present.length === 0) return markup`<span class="tally">no such resource in this stack</span>`;
  return markup`<span class="tally"
    >${present.map((key) => markup`<span class="${key}">${counts[key]} ${shown[key].word}</span> `)}</span
  >`;
}

export function policyLink(name: string): Html {
  return markup`<a href="#policy-${name}"><code>${name}</code></a>`;
}

export function requirementLinks(ids: readonly string[]): Html {
  return markup`${ids.map((id) => markup`<a class="ref" href="#${id}">${id}</a> `)}`;
}

/** A resource by its kind and name, and where the program declares it. */
export function resourceName({ resources }: Page, urn: string): Html {
  const resource = resources.get(urn);
  if (resource === undefined) return markup`<code>${urn}</code>`;
  const { source, type, name } = resource;
  return markup`<span class="kind">${kindOf(type)}</span> <strong>${name}</strong>
    ${source && markup`<code class="where">${source.file}:${source.line}</code>`}`;
}

/** The same, with the URN. */
export function resourceCell(page: Page, urn: string): Html {
  if (!page.resources.has(urn)) return resourceName(page, urn);
  return markup`${resourceName(page, urn)} <code class="urn">${urn}</code>`;
}

/** `kubernetes:apps/v1:Deployment` as `Deployment`. */
export function kindOf(type: string): string {
  return type.split(":").at(-1) ?? type;
}

/** What there is to read about a check that did not simply pass. */
export function details(page: Page, check: Check): Html {
  const { violations = [], reason, decidedBy, remediated = [] } = check;
  return markup`
    ${
      violations.length > 0 &&
      markup`<ul class="violations">
        ${violations.map(
          ({ path, expected, found, fix, resource, exemption }) =>
            markup`<li>
              <code class="path">${path}</code>
              <span>expected <b>${expected}</b>, found <b>${found}</b></span>
              ${fix !== undefined && markup`<span class="fix">write <code>${JSON.stringify(fix)}</code></span>`}
              ${exemption && markup`<span class="excuse">Exempt: ${exemption.reason} (${exemption.owner}, until ${exemption.expires})</span>`}
              ${resource !== undefined && markup`<span>in ${resourceCell(page, resource)}</span>`}
            </li>`,
        )}
      </ul>`
    }
    ${decidedBy === undefined ? reason !== undefined && markup`<p>${reason}</p>` : undecidedBy(page, check)}
    ${
      remediated.length > 0 &&
      markup`<p>
        Written by the policy:
        ${remediated.map(({ path, value }) => markup`<code>${path} = ${JSON.stringify(value)}</code> `)}
      </p>`
    }
  `;
}

/** Which value is missing, whose it is, and when it will be there. */
function undecidedBy({ resources }: Page, { reason, decidedBy }: Check): Html {
  const { value, from = [] } = decidedBy ?? {};
  if (value === undefined) return markup`<p>${reason}</p>`;
  const makers = from.flatMap((urn) => resources.get(urn) ?? []).map(({ type, name }) => `${kindOf(type)} ${name}`);
  const more = makers.length > mostMakers ? ` and ${makers.length - mostMakers} more` : "";
  return markup`<p>
    <code class="path">${value}</code> is not known before the update.
    ${makers.length > 0 && markup`<span class="muted">It is made of what these give: ${makers.slice(0, mostMakers).join(", ")}${more}.</span>`}
  </p>`;
}

const mostMakers = 4;

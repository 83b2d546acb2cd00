import type { Check, PolicyEvidence, Verdict } from "../report.ts";
import type { Html } from "./markup.ts";
import { markup } from "./markup.ts";
import {
  badge,
  details,
  type Page,
  policyLink,
  requirementLinks,
  resourceCell,
  resourceName,
  row,
  shown,
} from "./parts.ts";

interface Group {
  readonly title: string;
  readonly explain: string;
  readonly verdict: Verdict;
  readonly enforcement?: Check["enforcement"];
}

/** What somebody has to look at, the most pressing first. */
const groups: readonly Group[] = [
  {
    title: "Stops an update",
    explain: "Violations of mandatory policies. Nothing is changed before they are mended.",
    verdict: "failed",
    enforcement: "mandatory",
  },
  {
    title: "Advised",
    explain: "Violations of policies that are advisory in this environment.",
    verdict: "failed",
    enforcement: "advisory",
  },
  {
    title: "Exempt",
    explain: "Violations that somebody answers for, until a date.",
    verdict: "exempt",
  },
  {
    title: "Undecided",
    explain:
      "A value is not known before the update. Run the report over the exported state afterwards: these are decided there.",
    verdict: "undecided",
  },
];

/** Every check that did not pass, by how pressing it is, and by policy. */
export function findings(page: Page): Html {
  const sections = groups.map((group) => groupPart(page, group)).filter((section) => section !== undefined);
  return markup`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    ${sections.length === 0 ? markup`<p class="quiet">${badge("passed")} Every check that applies has passed.</p>` : sections}
  </section>`;
}

function groupPart(page: Page, { title, explain, verdict, enforcement }: Group): Html | undefined {
  const isIn = (check: Check) =>
    check.verdict === verdict && (enforcement === undefined || check.enforcement === enforcement);
  const found = page.report.policies
    .map((policy) => ({ policy, checks: policy.checks.filter(isIn) }))
    .filter(({ checks }) => checks.length > 0);
  if (found.length === 0) return undefined;
  const count = found.reduce((sum, { checks }) => sum + checks.length, 0);
  return markup`<section data-group>
    <h3>${title} <span class="count" data-count="${count}">${count}</span></h3>
    <p class="muted">${explain}</p>
    ${found.map(({ policy, checks }) => policyPart(page, policy, checks))}
  </section>`;
}

function policyPart(page: Page, policy: PolicyEvidence, checks: readonly Check[]): Html {
  const { name, description, severity, requirements } = policy;
  return markup`<section class="findings" data-group>
    <h4>
      <span class="severity ${severity}">${severity}</span> ${policyLink(name)} ${description}
      ${requirementLinks(requirements)}
    </h4>
    <ol>
      ${checks.map((check) => finding(page, policy, check))}
    </ol>
  </section>`;
}

function finding(page: Page, policy: PolicyEvidence, check: Check): Html {
  const { verdict, resource } = check;
  const systems = [page.resources.get(resource)?.system ?? "shared"];
  const also = [policy.name, policy.description, ...policy.requirements].join(" ");
  return markup`<li class="finding ${verdict}" ${row([verdict], systems, [policy.severity])} data-also="${also}">
    <span class="mark" aria-hidden="true">${shown[verdict].sign}</span>
    <div>
      ${verdict === "undecided" ? resourceName(page, resource) : resourceCell(page, resource)} ${details(page, check)}
    </div>
  </li>`;
}

import { parseDocument } from "yaml";
import type { Violation } from "./violation.ts";

/** A violation that somebody answers for, for a while: an entry of policy/exemptions.yaml. */
export interface Exemption {
  readonly policy: string;
  /** A URN, or its last part: `kubernetes:apps/v1:Deployment::cap-app-cp`. */
  readonly resource: string;
  /** The stacks that it is for. */
  readonly stacks: readonly string[];
  /** The one property that may be as it is. @default all that the policy says of the resource */
  readonly path?: string;
  readonly reason?: string;
  readonly owner?: string;
  /** The last day on which it holds, `2027-01-31`, in UTC. */
  readonly expires: string;
}

/** An exemption in the stack at hand, and what became of it. */
export interface ExemptionState {
  readonly exemption: Exemption;
  /** Place in the file, for messages: `entry 2`. */
  readonly entry: string;
  /** What keeps it from taking effect; it then excuses nothing. */
  readonly refused: readonly string[];
  /** URNs of the resources that it excused. */
  readonly usedBy: ReadonlySet<string>;
  /** Whether its policy has looked at its resource in this run; a targeted update leaves resources out. */
  readonly lookedAt: boolean;
}

const fields = ["policy", "resource", "stacks", "path", "reason", "owner", "expires"] as const;
const required: readonly string[] = ["policy", "resource", "stacks", "expires"];

/**
 * Reads a file of exemptions.
 *
 * @throws Error in one line that names file, entry, field and what to write.
 */
export function parseExemptions(text: string, file: string, policies: ReadonlySet<string>): Exemption[] {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem) throw new Error(`${file}: ${problem.message.split("\n")[0] ?? ""}`);
  const content: unknown = document.toJS() ?? [];
  if (!Array.isArray(content)) throw new Error(`${file}: must be a list of exemptions, not ${kindOf(content)}`);
  return content.map((entry: unknown, index) => {
    const fail = (field: string, problem: string): never => {
      throw new Error(`${file}: entry ${index + 1}: ${field}: ${problem}`);
    };
    if (typeof entry !== "object" || entry === null || Array.isArray(entry))
      throw new Error(
        `${file}: entry ${index + 1}: must have the fields ${required.join(", ")}, not be ${kindOf(entry)}`,
      );
    return exemption(new Map(Object.entries(entry)), policies, fail);
  });
}

function exemption(
  entry: ReadonlyMap<string, unknown>,
  policies: ReadonlySet<string>,
  fail: (field: string, problem: string) => never,
): Exemption {
  for (const name of entry.keys())
    if (!fields.some((field) => field === name)) fail(name, `no such field; there are ${fields.join(", ")}`);
  for (const name of required) if (!entry.has(name)) fail(name, "missing");
  const text = (name: string): string => {
    const value = entry.get(name);
    return typeof value === "string" && value.trim() !== ""
      ? value.trim()
      : fail(name, `must be a text, not ${kindOf(value)}`);
  };
  const optional = (name: string): string | undefined => {
    const value = entry.get(name) ?? "";
    return typeof value === "string" ? value.trim() : fail(name, `must be a text, not ${kindOf(value)}`);
  };
  const stacks = entry.get("stacks");
  const isNames = Array.isArray(stacks) && stacks.length > 0 && stacks.every((one) => typeof one === "string");
  const policy = text("policy");
  if (!policies.has(policy)) fail("policy", `the pack has no policy "${policy}"`);
  const resource = text("resource");
  if (!/^(urn:pulumi:[^:]+::.+::)?[^:]+:[^:]+:[^:]+::.+$/.test(resource))
    fail("resource", `must be a URN or TYPE::NAME, such as kubernetes:apps/v1:Deployment::web, not "${resource}"`);
  const expires = text("expires");
  if (!isDay(expires)) fail("expires", `must be a day such as 2027-01-31, not "${expires}"`);
  const path = optional("path");
  return {
    policy,
    resource,
    stacks: isNames ? stacks : fail("stacks", `must be a list of stacks, not ${kindOf(stacks)}`),
    ...(path && { path }),
    reason: optional("reason"),
    owner: optional("owner"),
    expires,
  };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" ? "a map" : JSON.stringify(value);
}

/** The exemptions of a run of the pack, and what each excused in it. */
export class Exemptions {
  readonly #states: readonly (ExemptionState & { readonly usedBy: Set<string>; lookedAt: boolean })[];

  /** @param mayExempt whether violations of a policy may be exempt in the stack at hand */
  constructor(entries: readonly Exemption[], today: Date, mayExempt: (policy: string) => boolean) {
    const day = today.toISOString().slice(0, 10);
    this.#states = entries.map((exemption, index) => ({
      exemption,
      entry: `entry ${index + 1}`,
      refused: [
        ...(exemption.expires < day ? [`it expired on ${exemption.expires}`] : []),
        ...(exemption.reason ? [] : ["it gives no reason"]),
        ...(exemption.owner ? [] : ["nobody answers for it: it has no owner"]),
        ...(mayExempt(exemption.policy) ? [] : ["this policy has no exemptions here"]),
      ],
      usedBy: new Set<string>(),
      lookedAt: false,
    }));
  }

  /** The exemption that excuses a violation of a resource, which then counts as used. */
  covering(policy: string, urn: string, { path }: Violation): Exemption | undefined {
    const state = this.in(urn).find(
      ({ exemption, refused }) =>
        refused.length === 0 &&
        exemption.policy === policy &&
        isAbout(exemption, urn) &&
        (exemption.path === undefined || exemption.path === path),
    );
    this.#states.find((one) => one === state)?.usedBy.add(urn);
    return state?.exemption;
  }

  /** Notes that a policy has looked at a resource. */
  lookedAt(policy: string, urn: string): void {
    for (const state of this.#states)
      if (state.exemption.policy === policy && isAbout(state.exemption, urn)) state.lookedAt = true;
  }

  /** Those that are for the stack which a URN is in. */
  in(urn: string): readonly ExemptionState[] {
    const stack = urn.split(":")[2] ?? "";
    return this.#states.filter(({ exemption }) => exemption.stacks.includes(stack));
  }
}

/** Whether an exemption names a resource. */
export function isAbout({ resource }: Exemption, urn: string): boolean {
  if (resource.startsWith("urn:")) return resource === urn;
  const [types = "", name = ""] = urn.split("::").slice(2);
  return resource === `${types.split("$").at(-1) ?? ""}::${name}`;
}

/** No exemptions at all. */
export const noExemptions = new Exemptions([], new Date(0), () => false);

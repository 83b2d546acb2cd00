import type {
  PolicyComplianceFramework,
  PolicyProviderResource,
  PolicyResourceOptions,
  Severity,
} from "@pulumi/policy";
import type { Level, PerEnvironment } from "./levels.ts";
import type { Json, Violation } from "./violation.ts";

/** A value that environments may set differently. The schema's default is prod's value: without config, strictest. */
export interface Threshold<Value extends Json = Json> {
  readonly description: string;
  readonly type: "boolean" | "integer" | "string" | "array" | "object";
  readonly values: PerEnvironment<Value>;
}

export type Thresholds = Readonly<Record<string, Threshold>>;
/** The thresholds of a rule that has none. */
export type NoThresholds = Record<string, never>;
/** The thresholds' values in the environment at hand. */
export type Config<T extends Thresholds> = {
  readonly [Key in keyof T]: T[Key] extends Threshold<infer Value> ? Value : never;
};

/** Declares a threshold: the type of its value comes first, so that no column narrows it. */
export function threshold<Value extends Json>(spec: Threshold<Value>): Threshold<Value> {
  return spec;
}

/**
 * A resource's type token that knows the properties behind it:
 * `const bucket = "aws:s3/bucket:Bucket" as ResourceType<Unwrap<BucketArgs>>`.
 */
export type ResourceType<Props extends object = object> = string & { readonly props?: Props };

/** A kind of resource that cannot be listed token by token. */
export interface TypePattern {
  readonly describe: string;
  matches(type: string): boolean;
}

/** The resource that is looked at, besides its properties. */
export interface Context<T extends Thresholds = Thresholds> {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly opts: PolicyResourceOptions;
  readonly provider: PolicyProviderResource | undefined;
  readonly stackTags: ReadonlyMap<string, string>;
  readonly config: Config<T>;
  /** Ends the check: the rule has nothing to say about this resource, for the reason given. */
  readonly notApplicable: (reason: string) => never;
}

/** What a reader of a policy's verdict needs to know, and how strict it is. */
export interface About<T extends Thresholds = Thresholds> {
  /** `<cloud>-<what>`; the file's name is the same. */
  readonly name: string;
  readonly severity: Severity;
  /** How strict, by environment: see levels.ts. A rule of level R writes the `fix` of its violations where nothing is. */
  readonly level: Level;
  /** One full sentence: what the rule demands. */
  readonly description: string;
  /** What to do about a violation. */
  readonly remediationSteps: string;
  /** The standard that the rule comes from; CrossGuard takes one, the others are tags. */
  readonly framework: PolicyComplianceFramework;
  /** Other standards' ids, such as `cis-k8s-1.12:5.2.2`. */
  readonly tags: readonly string[];
  /** Ids of the requirements that the rule enforces; they become tags `plumbline:<id>`. */
  readonly requirements: readonly string[];
  /** Type tokens of the resources that it looks at. */
  readonly on: readonly ResourceType[] | TypePattern;
  readonly thresholds?: T;
}

/** A policy: a pure check of one resource's properties. */
export interface Rule<Props = object, T extends Thresholds = Thresholds> extends About<T> {
  /**
   * Pure. Reading a value that is unknown in a preview throws the SDK's error: `collect` keeps what is certain.
   *
   * @throws Undecided, or the SDK's UnknownValueError
   */
  check(props: Props, context: Context<T>): readonly Violation[];
}

/** Declares a rule; the types of its properties and thresholds are checked, then forgotten, so that a table holds all. */
export function rule<Props extends object, T extends Thresholds = NoThresholds>(spec: Rule<Props, T>): Rule {
  return spec;
}

/** Whether a rule looks at resources of a type. */
export function appliesTo({ on }: Pick<About, "on">, type: string): boolean {
  return "matches" in on ? on.matches(type) : on.includes(type);
}

/** What a rule looks at, for a reader. */
export function looksAt({ on }: Pick<About, "on">): string {
  return "matches" in on ? on.describe : on.join(", ");
}

/** The config of a rule in one environment. */
export function configOf(
  { thresholds = {} }: Pick<About, "thresholds">,
  environment: keyof PerEnvironment<Json>,
): Record<string, Json> {
  return Object.fromEntries(Object.entries(thresholds).map(([key, { values }]) => [key, values[environment]]));
}

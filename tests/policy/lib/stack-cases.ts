import type { Exemption } from "../../../policy/lib/exemptions.ts";
import type { Json, Violation } from "../../../policy/lib/violation.ts";
import { type Changes, changed } from "./cases.ts";
import type { StackSubject } from "./stack-analyzer.ts";

/** A stack, and what a rule says about it: nothing where it is good. */
export interface StackCase {
  readonly title: string;
  readonly resources: readonly StackSubject[];
  /** Each as `name of the resource: message`. */
  readonly says: readonly string[];
  /** Thresholds other than prod's. */
  readonly config?: Readonly<Record<string, Json>>;
  /** What is exempt in the stack, for rules about exemptions. */
  readonly exemptions?: ExemptionCase;
  /** Set where the rule has nothing to say about any subject: the reason. */
  readonly notApplicable?: string;
}

/** Exemptions on a day, and what the pack's other rules have found before. */
export interface ExemptionCase {
  readonly entries: readonly Exemption[];
  /** @default "2026-06-30" */
  readonly today?: string;
  /** Policies that have no exemptions in the stack. */
  readonly absolute?: readonly string[];
  /** The policies that have looked at a resource, by its name, and what they found there. */
  readonly looked?: readonly { readonly policy: string; readonly at: string; readonly found?: Violation }[];
}

/** What to do to one resource of a good stack: changes to its properties, other fields, or to leave it out. */
export type Edit =
  | { readonly props: Changes }
  | { readonly set: Partial<Omit<StackSubject, "name" | "props">>; readonly props?: Changes }
  | "removed";

/** Cases over one stack, each an edit of the same good one, by the resource's name. */
export function stack(
  good: readonly StackSubject[],
): (
  title: string,
  edits: Readonly<Record<string, Edit>>,
  says?: readonly string[],
  extra?: Pick<StackCase, "config" | "notApplicable" | "exemptions"> & { readonly plus?: readonly StackSubject[] },
) => StackCase {
  return (title, edits, says = [], { plus = [], ...extra } = {}) => {
    const unknownName = Object.keys(edits).find((name) => good.every((one) => one.name !== name));
    if (unknownName !== undefined) throw new Error(`${title}: the good stack has no resource named ${unknownName}`);
    const resources = good.flatMap((one): StackSubject[] => {
      const edit = edits[one.name];
      if (edit === undefined) return [one];
      if (edit === "removed") return [];
      const props = changed(one.props, edit.props ?? {});
      return [{ ...one, ...("set" in edit && edit.set), props }];
    });
    return { title, resources: [...resources, ...plus], says, ...extra };
  };
}

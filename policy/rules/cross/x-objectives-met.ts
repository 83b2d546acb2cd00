import { copies } from "../../lib/copies.ts";
import { type Assumptions, sum, total } from "../../lib/recovery.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { isCopy, recoveries } from "../../lib/stores.ts";
import { tagsOf } from "../../lib/tags.ts";
import { collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

interface Namespace {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

const namespaceType = "kubernetes:core/v1:Namespace" as ResourceType<Namespace>;
const partOf = "app.kubernetes.io/part-of";
const annotations = { rto: "plumbline.dev/rto-seconds", rpo: "plumbline.dev/rpo-seconds" } as const;
const assumed = (description: string, seconds: number) =>
  threshold<number>({
    description: `Assumed, until a drill has measured it: ${description} Unit: seconds.`,
    type: "integer",
    values: { dev: seconds, staging: seconds, prod: seconds, "prod-azure": seconds },
  });

/**
 * A system's objectives are annotations of its namespace, where everybody who looks at the cluster finds them. What comes
 * back, and with which writes, is computed from what is deployed; what no resource says is a threshold of this rule.
 */
export default stackRule({
  name: "x-objectives-met",
  severity: "high",
  level: "Mp",
  description: "What is deployed must bring a store back within the recovery objectives of its system, at worst.",
  remediationSteps:
    "Deploy what shortens the largest term of the sum: a copy, a spare instance, a shorter archive interval, a faster check.",
  framework: guides("recovery objectives"),
  tags: ["nist-800-53:CP-2", "own:objectives"],
  requirements: ["CAP-067", "CAP-068", "FTE-049", "ECO-043"],
  on: [...recoveries.keys()],
  thresholds: {
    ...copies,
    alertedSeconds: assumed("until somebody acts on an alert.", 300),
    promotionSeconds: assumed("until a copy is promoted.", 120),
    warmUpSeconds: assumed("until pods serve again.", 120),
    replacementSeconds: assumed("until a new node of a store is there.", 600),
    lagSeconds: assumed("how far a copy in another region lags behind.", 60),
    uploadSeconds: assumed("until an archived log is in the object store.", 60),
    // https://learn.microsoft.com/azure/storage/common/storage-redundancy: mostly less than 15 minutes, with no bound.
    blobCopySeconds: assumed("until a blob is in the region that Azure copies its account to.", 900),
  },
  check(store: Resource, stack, { config, notApplicable }) {
    if (isCopy(store, stack)) return notApplicable("it is a copy; the store that it is of is judged");
    const system = systemOf(store);
    if (system === undefined) return notApplicable("it is of no system");
    const objectives = objectivesOf(stack, system);
    if (!objectives) {
      const path = `Namespace of ${system}: metadata.annotations["${annotations.rto}"]`;
      return ownedBySystem(store)
        ? [{ path, expected: "the system's objectives", found: "nothing" }]
        : notApplicable("its system has no objectives");
    }
    const deployed = { stack, assume: config satisfies Assumptions, regions: config.copies };
    return collect(recoveries.get(store.type)?.recover(store, deployed), ({ from, time, loss }): Violation[] => {
      const slow = total(time) > objectives.rto;
      const lost = typeof loss === "string" || total(loss) > objectives.rpo;
      return [
        ...(slow ? [{ path: `RTO after ${from}`, expected: `${objectives.rto} s or less`, found: sum(time) }] : []),
        ...(lost
          ? [
              {
                path: `RPO after ${from}`,
                expected: `${objectives.rpo} s or less`,
                found: typeof loss === "string" ? loss : sum(loss),
              },
            ]
          : []),
      ];
    });
  },
});

function systemOf({ type, props, provider }: Resource): string | undefined {
  const own = type.startsWith("kubernetes:")
    ? (props as Namespace).metadata?.labels?.[partOf]
    : tagsOf(props, provider)["system"];
  return typeof own === "string" ? own : undefined;
}

function objectivesOf(stack: Stack, system: string): { readonly rto: number; readonly rpo: number } | undefined {
  for (const { props } of stack.all(namespaceType)) {
    if (props.metadata?.labels?.[partOf] !== system) continue;
    const { [annotations.rto]: rto, [annotations.rpo]: rpo } = props.metadata.annotations ?? {};
    if (rto !== undefined && rpo !== undefined) return { rto: Number(rto), rpo: Number(rpo) };
  }
  return undefined;
}

function ownedBySystem({ parent }: Resource): boolean {
  if (!parent) return false;
  return parent.type.startsWith("plumbline:systems:") || ownedBySystem(parent);
}

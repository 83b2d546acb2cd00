import { letsThrough, podsOfPeer, podsSelected } from "../../lib/kubernetes/flows.ts";
import {
  type Direction,
  directions,
  fieldsOf,
  networkPolicy,
  type NetworkPolicy,
  openings,
  type Peer,
  type Port,
} from "../../lib/kubernetes/network-policies.ts";
import { clusterOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { selectsAll } from "../../lib/kubernetes/selectors.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const otherEnd = { Ingress: "Egress", Egress: "Ingress" } as const satisfies Record<Direction, Direction>;

/** A way is open when both of its ends say so; one that is open at one end alone is a policy that was lost, or one too many. */
export default stackRule({
  name: "k8s-netpol-both-ends",
  severity: "high",
  level: "M",
  description:
    "What a NetworkPolicy lets through between pods must be let through at the other end, too, where policies limit that.",
  remediationSteps:
    "Declare the rule of the other end, with the same port and the labels of these pods, or remove this one.",
  framework: kubernetesDocs("Network policies", "concepts/services-networking/network-policies/"),
  tags: ["nist-800-53:SC-7"],
  requirements: ["CAP-055", "ECO-033", "REC-045"],
  on: [networkPolicy],
  check: (subject: Resource<NetworkPolicy>, stack) =>
    collect(directions, (direction) => {
      const { rules, peers } = fieldsOf[direction];
      return collect(openings(subject, direction), (opening, index) =>
        collect(opening[peers], (peer, place) =>
          agrees(stack, subject, otherEnd[direction], peer, opening.ports ?? [])
            ? []
            : [
                {
                  path: `spec.${rules}[${index}].${peers}[${place}]`,
                  expected: `pods whose own policies have ${fieldsOf[otherEnd[direction]].rules} for these pods and ports`,
                  found: `${show(peer)}, with other policies`,
                },
              ],
        ),
      );
    }),
});

/** Pods that are named must all agree; of a namespace as a whole, some. */
function agrees(
  stack: Stack,
  subject: Resource<NetworkPolicy>,
  direction: Direction,
  peer: Peer,
  ports: readonly Port[],
): boolean {
  const cluster = clusterOf(subject);
  const home = namespaceOf(subject);
  const own = podsSelected(stack, cluster, home, subject.props.spec?.podSelector ?? {});
  const others = podsOfPeer(stack, cluster, home, peer);
  const wanted = ports.length > 0 ? ports : (["any"] as const);
  const agree = (other: (typeof others)[number]) =>
    own.every((pod) => wanted.every((port) => letsThrough(stack, other, direction, pod, port)));
  const isNamed = peer.podSelector && !selectsAll(peer.podSelector);
  return isNamed ? others.every(agree) : others.length === 0 || others.some(agree);
}

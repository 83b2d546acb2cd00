import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { namespaceNames } from "../../components/platform/namespaces.ts";
import { azureRegionsOfStack } from "../lib/azure-stack.ts";
import { chartPods } from "../lib/chart-pods.ts";
import { clusterGraphOf, clusterGraphWith, graphOf, graphWith, stacks } from "../lib/graph.ts";
import { namespacesOf, policiesOf } from "../lib/network-matrix.ts";
import { declared, ofAutoscaler, ofAzure, ofMesh, ofRegion } from "./network-platform-declared.ts";
import {
  allows,
  matches,
  type Namespaces,
  type NetworkPolicy,
  type Party,
  type Pod,
  type Target,
} from "../lib/network-policy.ts";

/** Who is no part of the platform in any stack: a system's pod that lets all in, the cluster's names, and what is no pod. */
const outsiders: readonly Party[] = [
  { kind: "pod", name: "app", namespace: "elsewhere", labels: { "app.kubernetes.io/name": "app" } },
  { kind: "pod", name: "store", namespace: "backup-store", labels: { "app.kubernetes.io/name": "s3" } },
  { kind: "pod", name: "dns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  { kind: "address", name: "internet", ip: "203.0.113.7" },
  { kind: "address", name: "node", ip: "10.0.1.5" },
  { kind: "address", name: "identity-agent", ip: "169.254.170.23" },
  { kind: "address", name: "metadata-service", ip: "169.254.169.254" },
];

/** A store that is no pod, but in the data subnets of the region of staging. */
const broker: Party = { kind: "address", name: "broker", ip: "10.10.192.5" };

/** A private endpoint of the primary region of prod-azure. */
const endpoint: Party = { kind: "address", name: "endpoint", ip: "10.0.192.5" };

/** Ports of what is no pod of the platform. */
const outerTargets: readonly Target[] = [
  ...[25, 53, 80, 443, 587, 6443, 9000, 9092, 9100, 10250, 11001, 11002, 31999].map((port) => ({ port })),
  { port: 53, protocol: "UDP" },
];

const apiPorts = ["443", "6443"];

const text = ({ port, protocol = "TCP" }: Target) => (protocol === "TCP" ? String(port) : `${port}/${protocol}`);

/** A pod that nobody knows, in each namespace of the platform. */
const stranger = (namespace: string): Pod => ({ kind: "pod", name: `stranger in ${namespace}`, namespace, labels: {} });

interface Scene {
  readonly outside: readonly Party[];
  readonly namespaces: Namespaces;
  readonly pods: readonly Pod[];
  readonly parties: readonly Party[];
  readonly policies: readonly NetworkPolicy[];
}

/** Whether one party reaches another at a target. */
type Reaches = (from: Party, to: Party, target: Target) => boolean;

function sceneOf(graph: Rendered, besides: readonly Party[] = []): Scene {
  const made = namespaceNames.filter((name) => name in namespacesOf(graph));
  const pods = chartPods(made);
  // What other namespaces let in is theirs to say.
  const policies = policiesOf(graph).filter(({ metadata }) => made.some((name) => name === metadata.namespace));
  const outside = [...outsiders, ...besides];
  const parties = [...pods, ...made.map(stranger), ...outside];
  return { namespaces: namespacesOf(graph), pods, parties, policies, outside };
}

function reachesIn({ namespaces, parties, policies }: Scene): Reaches {
  // Only policies that select one of the two decide, and each pair is asked for many targets.
  const selecting = new Map(
    parties.map((party) => [
      party,
      policies.filter(
        ({ metadata, spec }) =>
          party.kind === "pod" && metadata.namespace === party.namespace && matches(spec.podSelector, party.labels),
      ),
    ]),
  );
  return (from, to, target) =>
    allows([...(selecting.get(from) ?? []), ...(selecting.get(to) ?? [])], namespaces, from, to, target);
}

/** Who reaches each port of a pod of the platform, `everybody` where all do, as lines `pod:port <- callers`. */
function received({ pods, parties, outside }: Scene, reaches: Reaches): string[] {
  const strangers = parties.filter((party) => party.kind === "pod" && party.name.startsWith("stranger in "));
  return [...pods, ...strangers].flatMap((to) => {
    const targets: Target[] = (to.kind === "pod" ? (to.ports ?? []) : []).flatMap(({ port }) =>
      port === 9094 ? [{ port }, { port, protocol: "UDP" as const }] : [{ port }],
    );
    return [...targets, { port: 31999 }].flatMap((target) => {
      const callers = parties.filter((from) => from !== to && reaches(from, to, target));
      if (callers.length === 0) return [];
      const open = outside.every((party) => callers.includes(party));
      return [`${to.name}:${text(target)} <- ${open ? "everybody" : callers.map(({ name }) => name).join(", ")}`];
    });
  });
}

/** Where each pod of the platform gets outside of it, as lines `pod -> place:port`; `api` stands for the API server's ports at any address. */
function sent({ parties, outside }: Scene, reaches: Reaches): string[] {
  const addresses = outside.filter(({ kind }) => kind === "address");
  const senders = parties.filter((party) => !outside.includes(party));
  return senders.map((from) => {
    const open = (to: Party) => outerTargets.filter((target) => reaches(from, to, target)).map(text);
    const api = addresses.every((to) => apiPorts.every((port) => open(to).includes(port)));
    const places = outside.flatMap((to) => {
      const ports = open(to);
      const shown = api && to.kind === "address" ? ports.filter((port) => !apiPorts.includes(port)) : ports;
      if (shown.length === 0) return [];
      return [`${to.name}:${shown.length === outerTargets.length ? "any" : shown.join("+")}`];
    });
    return `${from.name} -> ${[...(api ? ["api"] : []), ...places].join(", ")}`;
  });
}

function matrix(scene: Scene): string[] {
  const reaches = reachesIn(scene);
  return [...received(scene, reaches), ...sent(scene, reaches)].sort();
}

const sender = (line: string) => line.split(" -> ")[0];

describe("connections of the platform", () => {
  for (const stack of stacks) {
    it(`in ${stack} are those that are declared, and no other`, async () => {
      const scene = sceneOf(await clusterGraphOf(stack));
      assert.deepEqual(matrix(scene), [...declared].sort());
    });
  }

  it("have Istio's besides where there is a mesh", async () => {
    const found = matrix(sceneOf(await clusterGraphWith("prod", "cluster.mesh", "istio")));
    assert.deepEqual(found.filter((line) => !declared.includes(line)).sort(), [...ofMesh].sort());
    assert.deepEqual(
      declared.filter((line) => !found.includes(line)),
      ["istio-cni -> dns:53+53/UDP"],
    );
  });

  it("are those of a region of AWS besides where the stack has one: the autoscaler's, to the brokers' exporters, and to the archive of logs", async () => {
    const found = matrix(sceneOf(await graphOf("staging"), [broker]));
    assert.deepEqual(found.filter((line) => !declared.includes(line)).sort(), [...ofAutoscaler, ...ofRegion].sort());
    assert.deepEqual(declared.filter((line) => !found.includes(line)).map(sender), ofRegion.map(sender));
  });

  it("are those of a region of Azure besides where the stack has one: to the archive of logs, by the log archiver alone", async () => {
    const graph = await graphWith("prod-azure", "regions", azureRegionsOfStack.slice(0, 1));
    const found = matrix(sceneOf(graph, [endpoint]));
    assert.deepEqual(found.filter((line) => !declared.includes(line)).sort(), [...ofAzure].sort());
    const before = declared.map(sender);
    assert.deepEqual(
      declared.filter((line) => !found.includes(line)).map(sender),
      ofAzure.map(sender).filter((one) => before.includes(one)),
    );
  });

  it("need every one of the policies", async () => {
    const scene = sceneOf(await clusterGraphOf("prod"));
    const right = matrix(scene).join();
    const needless = scene.policies.filter(
      (left) => matrix({ ...scene, policies: scene.policies.filter((each) => each !== left) }).join() === right,
    );
    // Where one policy selects every pod, denying all changes nothing until that one is made narrower.
    assert.deepEqual(
      needless.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
      [
        "cert-manager/default-deny",
        "external-secrets/default-deny",
        "argo-rollouts/default-deny",
        "operators/default-deny",
        "operators/allow-dns",
        "velero/default-deny",
        "metrics-server/default-deny",
      ],
    );
  });
});

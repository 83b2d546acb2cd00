import assert from "node:assert/strict";
import { allows, networkPolicy, type Party, type Pod, type Target } from "../../lib/network-policy.ts";

const pod = (namespace: string, app: string, more: Partial<Pod> = {}): Pod => ({
  kind: "pod",
  name: app,
  namespace,
  labels: { app },
  ...more,
});
const policy = (name: string, spec: object) =>
  networkPolicy({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: "a" },
    spec,
  });
const only = (app: string) => ({ podSelector: { matchLabels: { app } } });

const web = pod("a", "web", { ip: "10.0.0.1", ports: [{ name: "http", port: 8080, protocol: "TCP" }] });
const api = pod("a", "api");
const other = pod("b", "web");
const internet: Party = { kind: "address", name: "internet", ip: "203.0.113.7" };
const namespaces = { a: {}, b: { team: "red" } };

/** Which of these reach `web` on a port. */
function reaching(policies: Parameters<typeof allows>[0], target: Target = { port: 8080 }): string[] {
  const parties = { api, other, internet };
  return Object.entries(parties).flatMap(([name, from]) =>
    allows(policies, namespaces, from, web, target) ? [name] : [],
  );
}
const ingress = (...rules: object[]) => [policy("p", { ...only("web"), policyTypes: ["Ingress"], ingress: rules })];

describe("the evaluator of network policies", () => {
  it("allows everything where no policy selects", () => {
    assert.deepEqual(reaching([]), ["api", "other", "internet"]);
    assert.deepEqual(reaching([policy("p", only("api"))]), ["api", "other", "internet"]);
  });

  it("denies everything to a pod that is selected without rules", () => {
    assert.deepEqual(reaching([policy("p", {})]), []);
    assert.deepEqual(reaching([policy("p", { policyTypes: ["Ingress"], ingress: [] })]), []);
  });

  it("takes a policy to be of its own namespace alone", () => {
    const elsewhere = { ...policy("p", {}), metadata: { name: "p", namespace: "b" } };
    assert.deepEqual(reaching([elsewhere]), ["api", "other", "internet"]);
  });

  it("reads types as the API server defaults them: Ingress always, Egress with egress rules", () => {
    const egressOf = (spec: object) => allows([policy("p", spec)], namespaces, web, other, { port: 1 });
    assert.equal(egressOf({}), true);
    assert.equal(egressOf({ egress: [] }), true);
    assert.equal(egressOf({ egress: [{ ports: [{ port: 2 }] }] }), false);
    assert.equal(egressOf({ policyTypes: ["Egress"] }), false);
    assert.deepEqual(reaching([policy("p", { policyTypes: ["Egress"] })]), ["other", "internet"]);
  });

  it("gives a rule without peers to all, and one without ports to every port", () => {
    assert.deepEqual(reaching(ingress({})), ["api", "other", "internet"]);
    assert.deepEqual(reaching(ingress({ from: [], ports: [] }), { port: 1, protocol: "UDP" }), [
      "api",
      "other",
      "internet",
    ]);
  });

  it("joins the rules and the policies of a pod", () => {
    const rules = [{ from: [only("api")] }, { from: [{ namespaceSelector: { matchLabels: { team: "red" } } }] }];
    assert.deepEqual(reaching(ingress(...rules)), ["api", "other"]);
    assert.deepEqual(reaching(rules.flatMap((rule) => ingress(rule))), ["api", "other"]);
  });

  it("takes a pod selector alone for the own namespace, and with a namespace selector for both at once", () => {
    assert.deepEqual(reaching(ingress({ from: [{ podSelector: {} }] })), ["api"]);
    assert.deepEqual(reaching(ingress({ from: [{ namespaceSelector: {} }] })), ["api", "other"]);
    assert.deepEqual(reaching(ingress({ from: [{ namespaceSelector: {}, ...only("web") }] })), ["other"]);
    assert.deepEqual(reaching(ingress({ from: [{ namespaceSelector: {} }, only("web")] })), ["api", "other"]);
    const byName = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "b" } } };
    assert.deepEqual(reaching(ingress({ from: [byName] })), ["other"]);
  });

  it("understands the four operators", () => {
    const by = (expression: object) =>
      reaching(ingress({ from: [{ namespaceSelector: { matchExpressions: [expression] } }] }));
    assert.deepEqual(by({ key: "team", operator: "In", values: ["red", "blue"] }), ["other"]);
    assert.deepEqual(by({ key: "team", operator: "NotIn", values: ["red"] }), ["api"]);
    assert.deepEqual(by({ key: "team", operator: "Exists" }), ["other"]);
    assert.deepEqual(by({ key: "team", operator: "DoesNotExist" }), ["api"]);
  });

  it("compares protocols, numbers, ranges and names of ports", () => {
    const by = (port: object, target: Target) => reaching(ingress({ from: [only("api")], ports: [port] }), target);
    assert.deepEqual(by({ port: 8080 }, { port: 8080 }), ["api"]);
    assert.deepEqual(by({ port: 8080 }, { port: 8081 }), []);
    assert.deepEqual(by({ port: 8080, protocol: "UDP" }, { port: 8080 }), []);
    assert.deepEqual(by({ protocol: "UDP" }, { port: 5, protocol: "UDP" }), ["api"]);
    assert.deepEqual(by({ port: 8000, endPort: 8080 }, { port: 8080 }), ["api"]);
    assert.deepEqual(by({ port: 8000, endPort: 8079 }, { port: 8080 }), []);
    assert.deepEqual(by({ port: "http" }, { port: 8080 }), ["api"]);
    assert.deepEqual(by({ port: "http" }, { port: 8081 }), []);
    assert.deepEqual(by({ port: "metrics" }, { port: 8080 }), []);
  });

  it("resolves a named port at the receiver in egress rules, too", () => {
    const egress = [policy("p", { ...only("api"), policyTypes: ["Egress"], egress: [{ ports: [{ port: "http" }] }] })];
    assert.equal(allows(egress, namespaces, api, web, { port: 8080 }), true);
    assert.equal(allows(egress, namespaces, api, other, { port: 8080 }), false);
  });

  it("compares addresses with blocks and their exceptions", () => {
    const from = (cidr: string, except?: string[]) => reaching(ingress({ from: [{ ipBlock: { cidr, except } }] }));
    assert.deepEqual(from("0.0.0.0/0"), ["internet"]);
    assert.deepEqual(from("203.0.113.0/24"), ["internet"]);
    assert.deepEqual(from("203.0.113.0/24", ["203.0.113.4/30"]), []);
    assert.deepEqual(from("::/0"), []);
    assert.throws(() => from("203.0.113.7"), { message: "ipBlock: 203.0.113.7 is no CIDR" });
    const out = [policy("p", { policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] })];
    assert.equal(allows(out, namespaces, api, web, { port: 1 }), true);
    assert.equal(allows(out, namespaces, api, internet, { port: 1 }), false);
  });

  it("needs both ends to agree", () => {
    const inbound = ingress({ from: [only("api")] });
    const outbound = (port: number) =>
      policy("o", { ...only("api"), policyTypes: ["Egress"], egress: [{ ports: [{ port }] }] });
    assert.equal(allows([...inbound, outbound(8080)], namespaces, api, web, { port: 8080 }), true);
    assert.equal(allows([...inbound, outbound(1)], namespaces, api, web, { port: 8080 }), false);
    assert.equal(allows([...ingress(), outbound(8080)], namespaces, api, web, { port: 8080 }), false);
  });

  it("never keeps a pod from itself", () => {
    assert.equal(
      allows([policy("p", { policyTypes: ["Ingress", "Egress"] })], namespaces, web, web, { port: 1 }),
      true,
    );
  });

  it("refuses what it does not evaluate", () => {
    assert.throws(() => policy("p", { podSelectors: {} }), /Unrecognized key: .*podSelectors/);
    assert.throws(() => policy("p", { ingress: [{ to: [] }] }), /Unrecognized key: .*to/);
    assert.throws(() => policy("p", { ingress: [{ from: [{}] }] }), /either an ipBlock or selectors/);
    assert.throws(
      () => policy("p", { ingress: [{ ports: [{ port: "a", endPort: 5 }] }] }),
      /an endPort belongs to a number/,
    );
  });
});

import { Deployment, type DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import assert from "node:assert/strict";
import { type Rendered, renderProgram } from "../../cli/lib/render.ts";
import { profileOf } from "../../config/profiles.ts";
import { parseConfig } from "../../config/parse.ts";
import { graphOf, rawConfig, stacks } from "../lib/graph.ts";
import * as rules from "../lib/invariants.ts";
import type { Invariant } from "../lib/invariants.ts";

class Group extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("plumbline:test:Group", name, args, opts);
    this.registerOutputs({});
  }
}

/** A program that is right in every respect, but for what `add` does. */
async function broken(add: (parent: Group, provider: Provider) => unknown): Promise<Rendered> {
  return renderProgram("dev", {}, () => {
    const provider = new Provider("cluster");
    add(new Group("shop", {}, { providers: [provider] }), provider);
    return Promise.resolve({});
  });
}

const labels = {
  "app.kubernetes.io/name": "api",
  "app.kubernetes.io/part-of": "shop",
  "app.kubernetes.io/managed-by": "plumbline",
  "plumbline.dev/owner": "shop",
};
const metadata = { name: "api", namespace: "shop", labels };
const without = (label: string) => Object.fromEntries(Object.entries(labels).filter(([key]) => key !== label));
const pod = (spec: object, podLabels: Record<string, string> = labels): DeploymentArgs => ({
  metadata,
  spec: {
    selector: {},
    template: { metadata: { labels: podLabels }, spec: { containers: [{ name: "api" }], ...spec } },
  },
});
const map = "kubernetes:core/v1:ConfigMap";
const random = (parent: Group) =>
  new RandomBytes("shop-value", { length: 32 }, { parent, provider: new RandomProvider("random") });
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Stacks whose profile keeps data. */
const durable = (
  await Promise.all(
    stacks.map(async (stack) => {
      const { stage } = parseConfig(stack, await rawConfig(stack));
      return profileOf(stage).protectData ? [stack] : [];
    }),
  )
).flat();

interface Case {
  readonly rule: Invariant;
  /** What must not be. */
  readonly title: string;
  /** Breaks the rule, and may look right in other ways besides. */
  readonly add: (parent: Group, provider: Provider) => unknown;
  readonly found: readonly string[];
  /** @default - every stack */
  readonly only?: readonly string[];
}

const cases: readonly Case[] = [
  {
    rule: rules.withoutComponent,
    title: "a resource that no component answers for",
    add: (parent, provider) => {
      const owned = new ConfigMap("shop-a", { metadata }, { parent });
      new ConfigMap("shop-a-b", { metadata }, { parent: owned });
      const root = new ConfigMap("c", { metadata }, { provider });
      new ConfigMap("c-d", { metadata }, { parent: root });
    },
    found: [`${map} c`, `${map} c-d`],
  },
  {
    rule: rules.foreignNames,
    title: "a name that does not start with the parent's",
    add: (parent) => {
      new ConfigMap("shop-a", { metadata }, { parent });
      new ConfigMap("shopping", { metadata }, { parent });
    },
    found: [`${map} shopping below shop`],
  },
  {
    rule: rules.duplicates,
    title: "two resources of one type and name",
    add: (parent) => {
      new ConfigMap("shop-a", { metadata }, { parent });
      const inner = new Group("shop-inner", {}, { parent });
      new ConfigMap("shop-a", { metadata }, { parent: inner });
      new Secret("shop-a", { metadata }, { parent });
    },
    found: [`${map} shop-a`],
  },
  {
    rule: rules.sameObject,
    title: "one object that two resources claim",
    add: (parent) => {
      new ConfigMap("shop-a", { metadata }, { parent });
      new ConfigMap("shop-b", { metadata }, { parent });
      new ConfigMap("shop-c", { metadata: { ...metadata, namespace: "other" } }, { parent });
    },
    found: ["cluster kubernetes:core/v1:ConfigMap shop/api"],
  },
  {
    rule: rules.defaultProviders,
    title: "a provider that nobody configured",
    add: (parent) => new RandomBytes("shop-value", { length: 32 }, { parent }),
    found: ["random:index/randomBytes:RandomBytes shop-value"],
  },
  {
    rule: rules.leakyComponents,
    title: "a secret or a resource in a component's inputs",
    add: (parent) => {
      new Group("shop-a", { password: pulumi.secret("x") }, { parent });
      new Group("shop-b", { text: "x" }, { parent });
      new Group("shop-c", { address: parent.urn }, { parent });
    },
    found: ["plumbline:test:Group shop-a", "plumbline:test:Group shop-c"],
  },
  {
    rule: rules.shownSecrets,
    title: "a generated value in the open",
    add: (parent) => {
      const { hex } = random(parent);
      new ConfigMap("shop-a", { metadata, data: { conf: pulumi.interpolate`auth ${hex}` } }, { parent });
      // The three ways in which base64 falls upon the characters.
      for (const [name, prefix] of [
        ["b", ""],
        ["c", "a"],
        ["d", "ab"],
      ] as const) {
        const conf = hex.apply((value) => base64(prefix + value));
        new ConfigMap(`shop-${name}`, { metadata, data: { conf } }, { parent });
      }
      new ConfigMap("shop-e", { metadata, data: pulumi.secret({ conf: hex }) }, { parent });
    },
    found: ["a", "b", "c", "d"].map((each) => `${map} shop-${each}`),
  },
  {
    rule: rules.unprotected,
    title: "data that nothing protects",
    add: (parent) => {
      const args = { metadata, spec: { selector: {}, template: {}, serviceName: "api" } };
      new StatefulSet("shop-a", args, { parent });
      new StatefulSet("shop-b", args, { parent, protect: true });
    },
    found: ["kubernetes:apps/v1:StatefulSet shop-a"],
    only: durable,
  },
  {
    rule: rules.protectedOnes,
    title: "something that cannot be destroyed, where nothing is to be kept",
    add: (parent) => new ConfigMap("shop-a", { metadata }, { parent, protect: true }),
    found: [`${map} shop-a`],
    only: stacks.filter((stack) => !durable.includes(stack)),
  },
  {
    rule: rules.unlabelled,
    title: "an object or a pod without a recommended label",
    add: (parent) => {
      new ConfigMap("shop-a", { metadata: { ...metadata, labels: without("plumbline.dev/owner") } }, { parent });
      new Deployment("shop-b", pod({}, without("app.kubernetes.io/name")), { parent });
    },
    found: [
      `${map} shop-a: plumbline.dev/owner`,
      "pods of kubernetes:apps/v1:Deployment shop-b: app.kubernetes.io/name",
    ],
  },
  {
    rule: rules.foreignAccounts,
    title: "a pod with an account of others, or with a token",
    add: (parent) => {
      const account = { metadata, automountServiceAccountToken: false };
      new ServiceAccount("shop-account", account, { parent });
      const own = { serviceAccountName: "api", automountServiceAccountToken: false };
      new Deployment("shop-a", pod(own), { parent });
      new Deployment("shop-b", pod({ automountServiceAccountToken: false }), { parent });
      new Deployment("shop-c", pod({ serviceAccountName: "api" }), { parent });
      const inner = new Group("shop-inner", {}, { parent });
      new Deployment("shop-inner-d", pod(own), { parent: inner });
      new ServiceAccount("shop-inner-account", { metadata: { ...metadata, name: "token" } }, { parent: inner });
      new Deployment("shop-inner-e", pod({ ...own, serviceAccountName: "token" }), { parent: inner });
    },
    found: [
      "kubernetes:apps/v1:Deployment shop-b: account default is not its own",
      "kubernetes:apps/v1:Deployment shop-c: its pods mount a token",
      "kubernetes:apps/v1:Deployment shop-inner-d: account api is not its own",
      "kubernetes:apps/v1:Deployment shop-inner-e: its account hands out tokens",
    ],
  },
];

describe("graphs of every stack", () => {
  it("keep data in prod alone", () => {
    assert.deepEqual(durable, ["prod", "prod-azure"]);
  });

  for (const { rule, title, add, found, only = stacks } of cases) {
    describe(`never have ${title}`, () => {
      it("and the rule sees it where it is", async () => {
        assert.deepEqual(rule(await broken(add)), found);
      });

      for (const stack of only) {
        it(`in ${stack}`, async () => {
          assert.deepEqual(rule(await graphOf(stack)), []);
        });
      }
    });
  }
});

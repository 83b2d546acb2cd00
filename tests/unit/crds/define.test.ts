import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { KindArgs } from "../../../components/crds/define.ts";
import { Rollout } from "../../../components/crds/argo-rollouts.ts";
import { Certificate } from "../../../components/crds/cert-manager.ts";
import type { CertificateSpec } from "../../../components/crds/cert-manager.ts";
import { Elasticsearch } from "../../../components/crds/eck.ts";
import { HTTPRoute } from "../../../components/crds/gateway-api.ts";
import { ServiceMonitor } from "../../../components/crds/prometheus-operator.ts";
import { KafkaTopic } from "../../../components/crds/strimzi.ts";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: unknown;
}

/** What a program registers, as the engine would see it. */
async function registered(program: () => unknown): Promise<Registered[]> {
  const seen: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      const inputs = z.record(z.string(), z.unknown()).parse(args.inputs);
      seen.push({ type: args.type, name: args.name, inputs });
      return { id: `${args.name}-id`, state: inputs };
    },
    call: ({ token }) => {
      throw new Error(`unexpected invoke ${token}`);
    },
  });
  await pulumi.runtime.runInPulumiStack(async () => {
    await program();
  });
  await pulumi.runtime.disconnect();
  return seen.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

const promised = async <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("custom resources", () => {
  it("register as the official CustomResource does: token, apiVersion, kind and the fields as given", async () => {
    const resources = await registered(
      () =>
        new Certificate("web", {
          metadata: { name: "web", namespace: pulumi.output("shop") },
          spec: {
            secretName: pulumi.output("web-tls"),
            dnsNames: [pulumi.output("shop.example.com")],
            issuerRef: pulumi.output({ name: "internal", kind: "ClusterIssuer" }),
          },
        }),
    );
    assert.deepEqual(resources, [
      {
        type: "kubernetes:cert-manager.io/v1:Certificate",
        name: "web",
        inputs: {
          apiVersion: "cert-manager.io/v1",
          kind: "Certificate",
          metadata: { name: "web", namespace: "shop" },
          spec: {
            secretName: "web-tls",
            dnsNames: ["shop.example.com"],
            issuerRef: { name: "internal", kind: "ClusterIssuer" },
          },
        },
      },
    ]);
  });

  it("carry no metadata when none is given", async () => {
    const [topic] = await registered(() => new KafkaTopic("events", { spec: { partitions: 3, replicas: 3 } }));
    assert.deepEqual(topic?.inputs, {
      apiVersion: "kafka.strimzi.io/v1beta2",
      kind: "KafkaTopic",
      spec: { partitions: 3, replicas: 3 },
    });
  });

  it("say what they are without an instance", () => {
    assert.deepEqual(
      [HTTPRoute, ServiceMonitor, Rollout].map(({ token }) => token),
      [
        "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
        "kubernetes:monitoring.coreos.com/v1:ServiceMonitor",
        "kubernetes:argoproj.io/v1alpha1:Rollout",
      ],
    );
  });

  it("have typed outputs", async () => {
    let names: Promise<string[] | undefined> = Promise.resolve([]);
    await registered(() => {
      const certificate = new Certificate("web", certificateArgs({ dnsNames: ["a.example.com"] }));
      names = promised(certificate.spec.apply(({ dnsNames }): string[] | undefined => dnsNames));
    });
    assert.deepEqual(await names, ["a.example.com"]);
  });
});

const issuerRef = { name: "internal" };

function certificateArgs(more: Partial<CertificateSpec>): KindArgs<CertificateSpec> {
  return { spec: { secretName: "tls", issuerRef, ...more } };
}

/** Never called: the compiler is what is tested here (`npm run types`). */
export function refusedByTheCompiler(): void {
  // @ts-expect-error issuerRef is required
  new Certificate("a", { spec: { secretName: "tls" } });
  // @ts-expect-error the spec is required
  new Certificate("b", { metadata: { name: "b" } });
  // @ts-expect-error secretname is misspelt
  new Certificate("c", { spec: { secretName: "tls", issuerRef, secretname: "tls" } });
  // @ts-expect-error misspelt one level down
  new Certificate("d", { spec: { secretName: "tls", issuerRef: { name: "internal", knd: "Issuer" } } });
  // @ts-expect-error not one of the algorithms
  new Certificate("e", { spec: { secretName: "tls", issuerRef, privateKey: { algorithm: "DSA" } } });
  // @ts-expect-error an output of a number is not an output of a string
  new Certificate("f", { spec: { secretName: pulumi.output(1), issuerRef } });
  new HTTPRoute("g", {
    spec: {
      // @ts-expect-error misspelt in an element of a list in an element of a list
      rules: [{ backendRefs: [{ name: "web", port: 80, wieght: 1 }] }],
    },
  });
  // @ts-expect-error a port is a name in a ServiceMonitor
  new ServiceMonitor("h", { spec: { selector: {}, endpoints: [{ port: 8080 }] } });
  // @ts-expect-error metadata is Kubernetes' own type
  new KafkaTopic("i", { metadata: { nmae: "x" }, spec: {} });
}

/** Never called either: outputs have the types of the fields. */
export function outputsAreTyped(certificate: Certificate): [pulumi.Output<string>, pulumi.Output<number>] {
  // @ts-expect-error the name of a Secret is a string
  return [certificate.spec.secretName, certificate.spec.secretName];
}

/** Never called either: pod templates of the SDK fit where an operator embeds one, and unions take outputs. */
export function acceptedByTheCompiler(template: ConstructorParameters<typeof Rollout>[1]["spec"]): void {
  const pod = {
    metadata: { labels: { app: "a" } },
    spec: { containers: [{ name: "a", image: pulumi.output("a:1") }] },
  };
  new Rollout("a", { spec: template });
  new Rollout("b", {
    spec: { template: pulumi.output(pod), strategy: { canary: { maxSurge: "25%", steps: [{ setWeight: 10 }] } } },
  });
  new Elasticsearch("c", { spec: { version: "9.0.0", nodeSets: [{ name: "all", count: 3, podTemplate: pod }] } });
  // @ts-expect-error a pod template is typed although the CRD leaves it open
  new Elasticsearch("d", { spec: { version: "9.0.0", nodeSets: [{ name: "all", podTemplate: { spek: {} } }] } });
}

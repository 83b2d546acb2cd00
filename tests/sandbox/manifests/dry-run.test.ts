import assert from "node:assert/strict";
import { manifestsOf } from "../../../cli/lib/manifests.ts";
import type { Rendered } from "../../../cli/lib/render.ts";
import { ensureCrds } from "../../../sandbox/crds/crds.ts";
import { startControlPlane } from "../../../sandbox/lib/controlplane.ts";
import type { ControlPlane } from "../../../sandbox/lib/controlplane.ts";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { text } from "../../../sandbox/providers/kubernetes/objects.ts";
import type { KubeObject } from "../../../sandbox/providers/kubernetes/objects.ts";
import { graphOf, clusterGraphWith, stacks } from "../../lib/graph.ts";
import { temporaryFolder } from "../lifecycle/temporary.ts";
import { DryRun, parseManifest, podKinds } from "./dry-run.ts";

/** The objects of a rendered stack by cluster, as read from their files. */
function objectsByCluster(graph: Rendered): Map<string, KubeObject[]> {
  const manifests = manifestsOf(graph);
  const cluster = ({ path }: { path: string }) => path.split("/")[0] ?? "";
  const groups = Map.groupBy(manifests, cluster);
  return new Map([...groups].map(([name, group]) => [name, group.map((each) => parseManifest(each.text))]));
}

const guarded: KubeObject = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: "guarded",
    labels: { "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" },
  },
};

const privileged = {
  metadata: { labels: { app: "bad" } },
  spec: { containers: [{ name: "bad", image: "bad", securityContext: { privileged: true } }] },
};

const withTemplate = (apiVersion: string, kind: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: "bad", namespace: "guarded" },
  spec: { selector: { matchLabels: { app: "bad" } }, template: privileged },
});

describe("an API server, asked for a dry run", () => {
  let plane: ControlPlane;
  let dryRun: DryRun;

  before(async function () {
    this.timeout(900_000); // once per machine
    const crds = await ensureCrds(reportToTerminal);
    const dir = temporaryFolder("dry-run");
    plane = await startControlPlane({ name: "dry-run", dir, crds, report: reportToTerminal });
    dryRun = new DryRun(plane.kubeconfig);
  });
  after(() => plane.stop());

  for (const stack of stacks) {
    it(`accepts every object of ${stack} and a pod of each template, and warns of none`, async () => {
      const clusters = objectsByCluster(await graphOf(stack));
      assert.ok(clusters.size > 0);
      for (const [cluster, objects] of clusters) {
        const { asked, rejected, warnings } = await dryRun.rehearse(objects);
        assert.deepEqual({ cluster, rejected, warnings }, { cluster, rejected: [], warnings: [] });
        const owners = objects.filter((object) => podKinds.includes(text(object, "kind")));
        assert.equal(asked.objects, objects.length);
        assert.equal(asked.pods, owners.length);
        assert.ok(asked.pods > 0);
      }
    });
  }

  it("accepts a stack in a mesh just so", async () => {
    const [[cluster, objects] = ["none", []]] = objectsByCluster(
      await clusterGraphWith("prod", "cluster.mesh", "istio"),
    );
    assert.equal(cluster, "cluster");
    assert.ok(objects.some((object) => text(object, "kind") === "AuthorizationPolicy"));
    const { rejected, warnings } = await dryRun.rehearse(objects);
    assert.deepEqual({ rejected, warnings }, { rejected: [], warnings: [] });
  });

  it("warns of a template whose pods the namespace would refuse, and refuses the pod", async () => {
    const { rejected, warnings } = await dryRun.rehearse([guarded, withTemplate("apps/v1", "Deployment")]);
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0] ?? "",
      /^deployment guarded\/bad: would violate PodSecurity "restricted:latest": privileged/,
    );
    assert.equal(rejected.length, 1);
    assert.match(
      rejected[0] ?? "",
      /^pod guarded\/bad: pods "bad" is forbidden: violates PodSecurity "restricted:latest": privileged/,
    );
  });

  it("refuses the pods of a Rollout, of whose template it knows nothing", async () => {
    const rollout = withTemplate("argoproj.io/v1alpha1", "Rollout");
    const { rejected, warnings } = await dryRun.rehearse([guarded, rollout]);
    assert.deepEqual(warnings, []);
    assert.equal(rejected.length, 1);
    assert.match(rejected[0] ?? "", /^pod guarded\/bad: pods "bad" is forbidden: violates PodSecurity/);
  });

  it("warns of a version that goes away", async () => {
    const endpoints = { apiVersion: "v1", kind: "Endpoints", metadata: { name: "old", namespace: "guarded" } };
    const { rejected, warnings } = await dryRun.rehearse([guarded, endpoints]);
    assert.deepEqual(rejected, []);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /^endpoints guarded\/old: v1 Endpoints is deprecated in v1\.33\+/);
  });

  it("refuses an invalid custom resource, an unknown field, an unknown kind and a namespace that is not there", async () => {
    const metadata = { name: "bad", namespace: "guarded" };
    const certificate = { apiVersion: "cert-manager.io/v1", kind: "Certificate", metadata };
    const valid = { secretName: "tls", issuerRef: { name: "ca" } };
    const { rejected } = await dryRun.rehearse([
      guarded,
      { ...certificate, spec: { secretName: "tls" } },
      { ...certificate, metadata: { ...metadata, name: "typo" }, spec: { ...valid, secretname: "tls" } },
      { ...certificate, metadata: { ...metadata, name: "kind" }, kind: "Certificates", spec: valid },
      { ...certificate, metadata: { ...metadata, namespace: "nowhere" }, spec: valid },
    ]);
    assert.equal(rejected.length, 5, rejected.join("\n"));
    assert.match(rejected[0] ?? "", /^certificate guarded\/bad: .*spec\.issuerRef: Required value/);
    assert.match(rejected[1] ?? "", /^certificate guarded\/typo: .*\.spec\.secretname: field not declared in schema/);
    assert.match(rejected[2] ?? "", /^certificate nowhere\/bad: namespaces "nowhere" not found/);
    assert.equal(rejected[3], "certificate nowhere/bad: nothing makes its namespace");
    assert.match(rejected[4] ?? "", /^certificates guarded\/kind: the cluster .* does not know Certificates/);
  });

  it("rejects what is in a namespace that only others made", async () => {
    const settings = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "late", namespace: "guarded" } };
    assert.deepEqual((await dryRun.rehearse([guarded, settings])).rejected, []);
    const { rejected } = await dryRun.rehearse([settings]);
    assert.deepEqual(rejected, ["configmap guarded/late: nothing makes its namespace"]);
  });
});

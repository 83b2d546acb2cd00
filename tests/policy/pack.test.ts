import assert from "node:assert/strict";
import { execa } from "execa";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { toPolicy } from "../../policy/lib/pack.ts";
import { rules } from "../../policy/rules/index.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { changed } from "./lib/cases.ts";
import { type PackProcess, startPack } from "./lib/pack-process.ts";
import { goodPod, podAt } from "./lib/pods.ts";

const deployment = "kubernetes:apps/v1:Deployment";
const { MANDATORY, ADVISORY } = analyzer.EnforcementLevel;

describe("the built policy pack", () => {
  let pack: PackProcess;

  before(async () => {
    await execa("npm", ["run", "-s", "build", "-w", "plumbline-policy"], { cwd: projectRoot });
    pack = await startPack();
  });
  after(() => pack.stop());

  it("tells the engine of every rule, with its metadata", async () => {
    const info = await pack.info();
    assert.equal(info.getName(), "plumbline");
    assert.deepEqual(
      info.getPoliciesList().map((policy) => ({
        name: policy.getName(),
        description: policy.getDescription(),
        remediationSteps: policy.getRemediationSteps(),
        severity: policy.getSeverity(),
        framework: policy.getFramework()?.toObject(),
        tags: policy.getTagsList(),
        schema: policy.getConfigschema()?.getProperties()?.toJavaScript(),
      })),
      rules
        .map((rule) => toPolicy(rule))
        .map((policy) => ({
          name: policy.name,
          description: policy.description,
          remediationSteps: policy.remediationSteps,
          severity: ["", "low", "medium", "high", "critical"].indexOf(policy.severity ?? ""),
          framework: policy.framework,
          tags: policy.tags,
          schema: policy.configSchema?.properties,
        })),
    );
  });

  it("is as strict as in prod when it is given no config", async () => {
    const subject = podAt(deployment, changed(goodPod(), { "/containers/0/image": "app:1.0.0" }));
    const found = (await pack.analyze({ type: deployment, ...subject })).getDiagnosticsList();
    assert.deepEqual(
      found.map((diagnostic) => [diagnostic.getPolicyname(), diagnostic.getEnforcementlevel()]),
      [["k8s-image-pinned", MANDATORY]],
    );
  });

  it("takes thresholds and levels from the stack's file", async () => {
    const images = { "/containers/0/image": "app:1.0.0", "/initContainers/0/image": "app:latest" };
    const subject = { type: deployment, ...podAt(deployment, changed(goodPod(), images)) };
    const run = async (stack: "dev" | "prod") => {
      await pack.configure(stack);
      const found = (await pack.analyze(subject)).getDiagnosticsList();
      return found.map((one) => [one.getMessage().split("\n")[1], one.getEnforcementlevel()]);
    };
    const path = "spec.template.spec";
    const digest = "expected an image with a digest, @sha256:…";
    assert.deepEqual(await run("dev"), [
      [`${path}.initContainers[0].image: expected an image with a version, not latest, found "app:latest"`, ADVISORY],
    ]);
    assert.deepEqual(await run("prod"), [
      [`${path}.containers[0].image: ${digest}, found "app:1.0.0"`, MANDATORY],
      [`${path}.initContainers[0].image: ${digest}, found "app:latest"`, MANDATORY],
    ]);
  });

  it("shows severity with each violation", async () => {
    const privileged = { "/containers/0/securityContext/privileged": true };
    const subject = podAt(deployment, changed(goodPod(), privileged));
    const found = (await pack.analyze({ type: deployment, ...subject })).getDiagnosticsList();
    assert.deepEqual(
      found.map((one) => [one.getPolicyname(), one.getSeverity(), one.getMessage()]),
      [
        [
          "k8s-no-privileged",
          analyzer.PolicySeverity.POLICY_SEVERITY_CRITICAL,
          "A container must not be privileged.\nspec.template.spec.containers[0].securityContext.privileged: expected false, found true",
        ],
      ],
    );
  });
});

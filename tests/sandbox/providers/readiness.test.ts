import assert from "node:assert/strict";
import {
  daemonSet,
  deployment,
  job,
  pod,
  podProblem,
  statefulSet,
} from "../../../sandbox/providers/kubernetes/await/workloads.ts";
import { waitFor } from "../../../sandbox/providers/kubernetes/await/wait-for.ts";
import { isAwaited } from "../../../sandbox/providers/kubernetes/await/await.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

const at = (spec: JsonObject, status: JsonObject, generation = 1): JsonObject => ({
  metadata: { name: "web", generation },
  spec,
  status: { observedGeneration: 1, ...status },
});

describe("readiness", () => {
  const cases: [string, { done: boolean; text: string; hopeless?: boolean }, string | true][] = [
    [
      "a deployment that its controller has not seen",
      deployment(at({}, {}, 2)),
      "[1/2] waiting for the deployment controller",
    ],
    [
      "a deployment without all new pods",
      deployment(at({ replicas: 3 }, { updatedReplicas: 1 })),
      "[1/2] waiting for the new pods: 1 of 3 replicas made",
    ],
    [
      "a deployment without all pods available",
      deployment(at({ replicas: 3 }, { updatedReplicas: 3, availableReplicas: 1, replicas: 3 })),
      "[2/2] waiting for 2 of 3 replicas to be available",
    ],
    [
      "a deployment with old pods left",
      deployment(at({ replicas: 1 }, { updatedReplicas: 1, availableReplicas: 2, replicas: 2 })),
      "[2/2] waiting for 1 old pods to end",
    ],
    [
      "a deployment with all pods",
      deployment(at({ replicas: 1 }, { updatedReplicas: 1, availableReplicas: 1, replicas: 1 })),
      true,
    ],
    ["a paused deployment", deployment(at({ paused: true }, {})), true],
    ["a deployment of no pods", deployment(at({ replicas: 0 }, {})), true],
    [
      "a stateful set in the middle of an update",
      statefulSet(
        at({ replicas: 2 }, { currentRevision: "a", updateRevision: "b", updatedReplicas: 1, readyReplicas: 2 }),
      ),
      "[1/2] waiting for the new version: 1 of 2 replicas updated",
    ],
    [
      "a stateful set that updates only the pods above its partition",
      statefulSet(
        at(
          { replicas: 2, updateStrategy: { rollingUpdate: { partition: 1 } } },
          { currentRevision: "a", updateRevision: "b", updatedReplicas: 1, readyReplicas: 2 },
        ),
      ),
      true,
    ],
    [
      "a stateful set with a pod that is not ready",
      statefulSet(at({ replicas: 2 }, { currentRevision: "a", updateRevision: "a", readyReplicas: 1 })),
      "[2/2] waiting for 1 of 2 replicas to be ready",
    ],
    [
      "a daemon set without a pod on each node",
      daemonSet(at({}, { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 1 })),
      "[2/2] waiting for pods on 2 of 3 nodes to be available",
    ],
    ["a job that runs", job(at({ completions: 2 }, { succeeded: 1 })), "waiting for the job: 1 of 2 completed"],
    ["a job that is complete", job(at({}, { conditions: [{ type: "Complete", status: "True" }] })), true],
    ["a pod that is ready", pod(at({}, { phase: "Running", conditions: [{ type: "Ready", status: "True" }] })), true],
    ["a pod that has done its work", pod(at({}, { phase: "Succeeded" })), true],
  ];
  for (const [what, progress, expected] of cases) {
    it(`of ${what}`, () => {
      assert.deepEqual(progress, expected === true ? { done: true, text: "" } : { done: false, text: expected });
    });
  }

  it("is hopeless for a job or a rollout that failed", () => {
    const failed = job(at({}, { conditions: [{ type: "Failed", status: "True", message: "too many retries" }] }));
    assert.deepEqual(failed, { done: false, hopeless: true, text: "the job failed: too many retries" });
    const conditions = [
      { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "timed out" },
    ];
    assert.deepEqual(deployment(at({}, { conditions })), { done: false, hopeless: true, text: "timed out" });
  });

  it("says what a pod's containers lack", () => {
    const containerStatuses: JsonObject[] = [
      {
        name: "app",
        ready: false,
        restartCount: 3,
        state: { waiting: { reason: "CrashLoopBackOff", message: "back-off" } },
      },
      { name: "helper", ready: true, state: { running: {} } },
    ];
    assert.equal(podProblem(at({}, { containerStatuses })), "container app: CrashLoopBackOff: back-off (3 restarts)");
  });
});

describe("the annotation pulumi.com/waitFor", () => {
  const live = at({}, { phase: "Running", conditions: [{ type: "Ready", status: "True" }] });
  const expectations: [string, boolean][] = [
    ["condition=Ready", true],
    ["condition=Ready=false", false],
    ["condition=Synced", false],
    ["jsonpath={.status.phase}=Running", true],
    ["jsonpath={.status.phase}=Failed", false],
    ["jsonpath={.status.phase}", true],
    ["jsonpath={.status.ip}", false],
    [`["condition=Ready", "jsonpath={.status.ip}"]`, false],
  ];
  for (const [expression, holds] of expectations) {
    it(`${holds ? "holds" : "waits"} for ${expression}`, () => {
      assert.equal(waitFor(expression)(live).done, holds);
    });
  }

  for (const expression of ["Ready", "jsonpath=status", `["condition=Ready"`, "[1]"]) {
    it(`refuses ${expression}`, () => {
      assert.throws(
        () => waitFor(expression),
        /^Error: pulumi\.com\/waitFor: .* is not understood; write condition=TYPE/,
      );
    });
  }
});

describe("what is waited for", () => {
  const asked = (apiVersion: string, kind: string, more: JsonObject = {}): boolean => {
    const object = {
      apiVersion,
      kind,
      metadata: { name: "one", annotations: { "pulumi.com/waitFor": "condition=Ready", ...more } },
    };
    return isAwaited(object, object);
  };

  it("is an object whose annotation asks for it, unless it says otherwise", () => {
    assert.equal(asked("argoproj.io/v1alpha1", "Rollout"), true);
    assert.equal(asked("argoproj.io/v1alpha1", "Rollout", { "pulumi.com/skipAwait": "true" }), false);
    assert.equal(isAwaited({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" } }, {}), false);
  });

  it("is no object that an operator would have to look after that does not run here", () => {
    assert.equal(asked("external-secrets.io/v1alpha1", "PushSecret"), false);
  });
});

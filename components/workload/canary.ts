import type { types } from "@pulumi/kubernetes";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { onceMade } from "../core/known.ts";
import { AnalysisTemplate, Rollout, type RolloutStep } from "../crds/generated/argo-rollouts.ts";
import type { Deployed, WorkloadParts } from "./parts.ts";
import { restartsForSecrets } from "./reload.ts";
import { servicePorts } from "./service.ts";
import type { CanaryStrategy } from "./spec.ts";

const apiVersion = "argoproj.io/v1alpha1";

/** Name of the Service that only the new version's pods answer to. */
export const canaryService = (component: string) => `${component}-canary`;

/** Name of the Service that only the stable version's pods answer to. */
export const stableService = (component: string) => `${component}-stable`;

/**
 * An Argo Rollout that moves the weights of an HTTPRoute step by step, between a stable and a canary Service of its own.
 * The workload's Service selects the pods of both, and stays out of the controller's hands: a change to or from another
 * strategy has to change its selector. A failed analysis, or a version that does not get ready in time, sends all traffic back to the stable version.
 */
export function deployCanary(parts: WorkloadParts, strategy: CanaryStrategy): Deployed {
  const { parent, name, component, namespace, labels, spec } = parts;
  const metadata = (object: string) => ({ name: object, namespace, labels });
  // Pods that it shares with the workload's own Service are scraped there; those of the canary's by themselves, too.
  const notScraped = { ...labels, "app.kubernetes.io/name": stableService(component) };
  const stable = versionService(parts, `${name}-stable-service`, {
    ...metadata(stableService(component)),
    labels: notScraped,
  });
  const canary = versionService(parts, `${name}-canary-service`, metadata(canaryService(component)));
  const analysis = new AnalysisTemplate(
    `${name}-analysis`,
    { metadata: metadata(component), spec: { metrics: [failureMetric(strategy)] } },
    { parent },
  );
  const rollout = new Rollout(
    name,
    {
      // Enough pods of the stable version, which a release keeps: its steps are the controller's, not the update's, to wait for.
      metadata: {
        ...metadata(component),
        annotations: { "pulumi.com/waitFor": "condition=Available", ...restartsForSecrets },
      },
      spec: {
        replicas: spec.replicas,
        // The configuration is the history. In a longer one, what is left of an aborted version would keep the controller from
        // giving up a later one whose pods do not get ready.
        revisionHistoryLimit: 0,
        progressDeadlineSeconds: strategy.deadlineSeconds ?? 600,
        progressDeadlineAbort: true,
        selector: { matchLabels: parts.selector },
        template: parts.template({ image: spec.image, labels: {}, env: {}, hash: "rollouts-pod-template-hash" }),
        strategy: {
          canary: {
            stableService: stableService(component),
            canaryService: canaryService(component),
            maxUnavailable: 0,
            maxSurge: 1,
            trafficRouting: {
              plugins: { "argoproj-labs/gatewayAPI": { httpRoute: strategy.route, namespace } },
            },
            analysis: { templates: [{ templateName: component }], startingStep: 1 },
            steps: stepsOf(strategy),
          },
        },
      },
    },
    // Once it is made, the autoscaler has the replicas.
    { parent, dependsOn: [stable, canary, analysis, ...parts.before], ignoreChanges: ["spec.replicas"] },
  );
  const target = {
    suffix: "",
    apiVersion,
    kind: "Rollout",
    name: onceMade(rollout, component),
    selector: parts.selector,
  };
  return { targets: [target], serving: parts.selector, ready: [rollout] };
}

/** A Service that the controller points at one version, by adding the version's hash to the selector. */
function versionService(
  { parent, selector, spec }: WorkloadParts,
  name: string,
  metadata: types.input.meta.v1.ObjectMeta,
): Service {
  return new Service(
    name,
    {
      // It has no pods until the Rollout has, and the canary's has none of its own until a release is in flight.
      metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
      spec: { type: "ClusterIP", selector, ports: servicePorts(spec) },
    },
    { parent, ignoreChanges: ["spec.selector"] },
  );
}

function stepsOf({ steps }: CanaryStrategy): RolloutStep[] {
  return steps.flatMap(({ weight, pauseSeconds }) => [
    { setWeight: weight },
    { pause: { duration: `${pauseSeconds}s` } },
  ]);
}

function failureMetric({ analysis }: CanaryStrategy) {
  return {
    name: "failure-ratio",
    interval: `${analysis.intervalSeconds}s`,
    // Two bad answers in a row of a scrape that is late are no verdict, three are.
    failureLimit: 2,
    inconclusiveLimit: 3,
    successCondition: `len(result) == 0 || isNaN(result[0]) || result[0] <= ${analysis.maxFailureRatio}`,
    provider: { prometheus: { address: analysis.prometheus, query: analysis.failureRatio } },
  };
}

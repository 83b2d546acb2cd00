import type { types } from "@pulumi/kubernetes";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import type { Labels } from "../core/labels.ts";
import type { Deployed, WorkloadParts } from "./parts.ts";
import { type BlueGreenStrategy, colours, type RollingStrategy } from "./spec.ts";

/** One Deployment that replaces its pods one by one, each only after its successor is ready. */
export function deployRolling(parts: WorkloadParts, strategy: RollingStrategy): Deployed {
  const version = { image: parts.spec.image, labels: {}, env: {} };
  const suffix = strategy.suffix === undefined ? "" : `-${strategy.suffix}`;
  const deployment = new Deployment(
    `${parts.name}${suffix}`,
    {
      metadata: { name: `${parts.component}${suffix}`, namespace: parts.namespace, labels: parts.labels },
      spec: deploymentSpec(parts.selector, parts.template(version)),
    },
    { parent: parts.parent, dependsOn: [...parts.before] },
  );
  const { name } = deployment.metadata;
  return {
    targets: [{ suffix, apiVersion: "apps/v1", kind: "Deployment", name, selector: parts.selector }],
    serving: parts.selector,
    ready: [deployment],
  };
}

/** Label that tells the colours apart; the Service selects by it. */
const colourLabel = "version";

/** One Deployment a colour, and a Service that selects the active one. */
export function deployBlueGreen(parts: WorkloadParts, strategy: BlueGreenStrategy): Deployed {
  const deployed = colours.map((colour) => {
    const idle = colour !== strategy.active;
    const selector = { ...parts.selector, [colourLabel]: colour };
    const version = {
      image: strategy.images[colour],
      labels: { [colourLabel]: colour },
      env: { DEPLOYMENT_VERSION: colour },
    };
    const cold = idle && strategy.idle === "cold";
    const deployment = new Deployment(
      `${parts.name}-${colour}`,
      {
        metadata: {
          name: `${parts.component}-${colour}`,
          namespace: parts.namespace,
          labels: { ...parts.labels, [colourLabel]: colour },
        },
        spec: { ...deploymentSpec(selector, parts.template(version)), ...(cold && { replicas: 0 }) },
      },
      { parent: parts.parent, dependsOn: [...parts.before] },
    );
    const { name } = deployment.metadata;
    const target = { suffix: `-${colour}`, apiVersion: "apps/v1", kind: "Deployment", name, selector };
    return { deployment, targets: cold ? [] : [target] };
  });
  return {
    targets: deployed.flatMap(({ targets }) => targets),
    serving: { ...parts.selector, [colourLabel]: strategy.active },
    ready: deployed.map(({ deployment }) => deployment),
  };
}

function deploymentSpec(
  selector: Labels,
  template: types.input.core.v1.PodTemplateSpec,
): types.input.apps.v1.DeploymentSpec {
  return {
    // No replicas: the autoscaler owns them.
    revisionHistoryLimit: 5,
    progressDeadlineSeconds: 600,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    selector: { matchLabels: selector },
    template,
  };
}

import type { types } from "@pulumi/kubernetes";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { onceMade } from "../core/known.ts";
import { domain, type Labels } from "../core/labels.ts";
import type { Deployed, WorkloadParts } from "./parts.ts";
import { followsSecrets } from "./reload.ts";
import { type BlueGreenStrategy, type Colour, colours, type RollingStrategy } from "./spec.ts";

/** One Deployment that replaces its pods one by one, each only after its successor is ready. */
export function deployRolling(parts: WorkloadParts, strategy: RollingStrategy): Deployed {
  const version = { image: parts.spec.image, labels: {}, env: {} };
  const suffix = strategy.suffix === undefined ? "" : `-${strategy.suffix}`;
  const object = `${parts.component}${suffix}`;
  const deployment = new Deployment(
    `${parts.name}${suffix}`,
    {
      metadata: { name: object, namespace: parts.namespace, labels: parts.labels, annotations: followsSecrets },
      spec: deploymentSpec(parts.selector, parts.template(version)),
    },
    { parent: parts.parent, dependsOn: [...parts.before] },
  );
  const name = onceMade(deployment, object);
  return {
    targets: [{ suffix, apiVersion: "apps/v1", kind: "Deployment", name, selector: parts.selector }],
    serving: parts.selector,
    ready: [deployment],
  };
}

/** Label that tells the colours apart; the Service selects by it. */
const colourLabel = "version";

/** Says which colour the users reach. */
const servingLabel = `${domain}/serving`;

/**
 * One Deployment for the active colour and one for a warm one, and a Service that selects the active colour. A cold colour has
 * nothing.
 *
 * No change of the configuration can lead the users to less than the least pods. A colour is made with all of them, not with one
 * that its autoscaler adds to, and its Deployment changes with its part, so that Pulumi waits for all of its pods again
 * before it touches the Service. What a cold colour had goes last, after the Service has left it.
 */
export function deployBlueGreen(parts: WorkloadParts, strategy: BlueGreenStrategy): Deployed {
  const running = colours.filter((colour) => colour === strategy.active || strategy.idle === "warm");
  const deployed = running.map((colour) => deployColour(parts, strategy, colour));
  return {
    targets: deployed.map(({ target }) => target),
    serving: { ...parts.selector, [colourLabel]: strategy.active },
    ready: deployed.map(({ deployment }) => deployment),
  };
}

function deployColour(parts: WorkloadParts, strategy: BlueGreenStrategy, colour: Colour) {
  const selector = { ...parts.selector, [colourLabel]: colour };
  const version = {
    image: strategy.images[colour],
    labels: { [colourLabel]: colour },
    env: { DEPLOYMENT_VERSION: colour },
  };
  const serving = String(colour === strategy.active);
  const object = `${parts.component}-${colour}`;
  const deployment = new Deployment(
    `${parts.name}-${colour}`,
    {
      metadata: {
        name: object,
        namespace: parts.namespace,
        labels: { ...parts.labels, [colourLabel]: colour, [servingLabel]: serving },
        annotations: followsSecrets,
      },
      spec: {
        ...deploymentSpec(selector, parts.template(version), strategy.deadlineSeconds),
        replicas: parts.spec.replicas,
      },
    },
    // From then on, the autoscaler has them.
    { parent: parts.parent, dependsOn: [...parts.before], ignoreChanges: ["spec.replicas"] },
  );
  const name = onceMade(deployment, object);
  return { deployment, target: { suffix: `-${colour}`, apiVersion: "apps/v1", kind: "Deployment", name, selector } };
}

function deploymentSpec(
  selector: Labels,
  template: types.input.core.v1.PodTemplateSpec,
  progressDeadlineSeconds = 600,
): types.input.apps.v1.DeploymentSpec {
  return {
    // No replicas: the autoscaler owns them.
    revisionHistoryLimit: 5,
    progressDeadlineSeconds,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    selector: { matchLabels: selector },
    template,
  };
}

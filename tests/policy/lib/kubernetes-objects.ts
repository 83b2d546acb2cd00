import type { Json } from "../../../policy/lib/violation.ts";
import { podTypes } from "../../../policy/lib/kubernetes/pods.ts";
import { podAt } from "./pods.ts";
import type { StackSubject } from "./stack-analyzer.ts";

type Fields = Readonly<Record<string, Json>>;

/** A cluster other than that of objects which name none. */
export const elsewhere = { set: { provider: { name: "elsewhere" } } } as const;

/** An object in the namespace `app`, named like its resource. */
export function object(type: string, name: string, spec: Fields, labels: Fields = {}): StackSubject {
  return { type: `kubernetes:${type}`, name, props: { metadata: { name, namespace: "app", labels }, spec } };
}

/** The namespace that the objects are in. */
export const namespace: StackSubject = {
  type: "kubernetes:core/v1:Namespace",
  name: "space",
  props: { metadata: { name: "app" } },
};

/** A workload with one container, whose pods have the label `app` with its name. */
export function workload(type: string, name: string, spec: Fields = {}): StackSubject {
  const container = { name, ports: [{ name: "http", containerPort: 8080 }] };
  return object(type, name, {
    ...spec,
    template: { metadata: { labels: { app: name } }, spec: { containers: [container] } },
  });
}

/** The kinds of workloads that serve, one of each. */
export const servers = (spec: Fields = {}): StackSubject[] => [
  workload("apps/v1:Deployment", "web", spec),
  workload("apps/v1:StatefulSet", "db", spec),
  workload("argoproj.io/v1alpha1:Rollout", "api", spec),
];

/** How something selects the pods of one of them. */
export const selector = (name: string) => ({ matchLabels: { app: name } });

/** A workload of every type that makes pods, in a namespace without policies. */
export const unlimited: readonly StackSubject[] = podTypes.map((type) => {
  const { props } = podAt(type, { containers: [] });
  return { type, name: `unlimited-${type}`, props: { ...props, metadata: { name: "a", namespace: "unlimited" } } };
});

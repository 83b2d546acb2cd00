import assert from "node:assert/strict";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { sharedCluster, kubectl } from "./provider-cluster.ts";
import { Plugin } from "./provider-plugin.ts";
import type { Diffed, State } from "./provider-plugin.ts";

export const urn = (type: string, name: string): string => `urn:pulumi:dev::app::kubernetes:${type}::${name}`;

export const configMap = (name: string, data: JsonObject, annotations?: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, ...(annotations && { annotations }) },
  data,
});

export const workload = (name: string, spec: JsonObject = {}, pod: JsonObject = {}): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "app", image: "app:1" }], ...pod } },
    ...spec,
  },
});

export const service = (spec: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "svc" },
  spec: { ports: [{ port: 80 }], ...spec },
});

/** Does with one namespace what an engine does with a resource. */
export class Workbench {
  readonly plugin: Plugin;
  readonly kubeconfig: string;
  readonly namespace: string;

  private constructor(plugin: Plugin, kubeconfig: string, namespace: string) {
    this.plugin = plugin;
    this.kubeconfig = kubeconfig;
    this.namespace = namespace;
  }

  static async open(namespace: string): Promise<Workbench> {
    const [{ kubeconfig }, plugin] = await Promise.all([sharedCluster(), Plugin.start("kubernetes")]);
    await plugin.configure({ kubeconfig, namespace });
    await kubectl("create", "namespace", namespace);
    return new Workbench(plugin, kubeconfig, namespace);
  }

  async make(type: string, name: string, news: JsonObject): Promise<State> {
    const { inputs, failures } = await this.plugin.check(urn(type, name), news);
    assert.deepEqual(failures, []);
    return this.plugin.create(urn(type, name), inputs);
  }

  async change(
    type: string,
    name: string,
    old: State,
    news: JsonObject,
    ignoreChanges: string[] = [],
  ): Promise<Diffed> {
    const { inputs } = await this.plugin.check(urn(type, name), news, old.inputs);
    return this.plugin.diff(urn(type, name), old, inputs, ignoreChanges);
  }
}

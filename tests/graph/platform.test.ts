import assert from "node:assert/strict";
import { clusterGraphOf, clusterGraphWith, objectsOf, stacks } from "../lib/graph.ts";
import { at } from "../lib/json.ts";

describe("what a stack says of its platform", () => {
  it("decides which gateway serves its routes: every Gateway of it, and no object of another (REC-011)", async () => {
    const classes = async (given: string | undefined) => {
      const graph =
        given === undefined
          ? await clusterGraphOf("staging")
          : await clusterGraphWith("staging", "cluster.gatewayClass", given);
      const gateways = objectsOf(graph).filter(({ kind }) => kind === "Gateway");
      assert.equal(gateways.length, 5);
      return [...new Set(gateways.map(({ body }) => at(body, "spec", "gatewayClassName")))];
    };
    assert.deepEqual(await classes(undefined), ["envoy"]);
    assert.deepEqual(await classes("nginx"), ["nginx"]);
  });

  it("decides who hears of alerts: nobody in dev, and in the others both Slack and e-mail (REC-083)", async () => {
    for (const stack of stacks) {
      const found = objectsOf(await clusterGraphOf(stack)).filter(({ kind }) => kind === "AlertmanagerConfig");
      const receivers = found.map(({ body }) => [
        at(body, "spec", "receivers", 1, "slackConfigs", 0, "channel"),
        at(body, "spec", "receivers", 1, "emailConfigs", 0, "to"),
      ]);
      assert.deepEqual(receivers, stack === "dev" ? [] : [[`#${stack}-alerts`, `on-call@${stack}.example.com`]]);
    }
  });

  it("decides which further fields no log shows (CAP-066)", async () => {
    const mask = async (fields: readonly string[]) => {
      const graph = await clusterGraphWith("dev", "platform.maskedFields", fields);
      const config = objectsOf(graph).find(({ kind, name }) => kind === "ConfigMap" && name === "fluentd-config");
      return String(at(config?.body, "data", "mask.lua"));
    };
    assert.match(await mask(["iban"]), /^ {2}\["iban"\] = true,$/m);
    assert.doesNotMatch(await mask([]), /iban/);
  });

  it("decides by the stage alone how many of everything there are (REC-083)", async () => {
    const sizes = async (stack: string) => {
      const chart = (await clusterGraphOf(stack)).resources.find(
        ({ name }) => name === "platform-kube-prometheus-stack",
      );
      const value = (...path: string[]) => at(chart?.inputs, "values", ...path, "replicas");
      return [value("prometheus", "prometheusSpec"), value("alertmanager", "alertmanagerSpec")];
    };
    assert.deepEqual(await sizes("dev"), [1, 1]);
    assert.deepEqual(await sizes("staging"), [1, 2]);
    assert.deepEqual(await sizes("prod"), [2, 3]);
    assert.deepEqual(await sizes("prod-azure"), [2, 3]);
  });
});

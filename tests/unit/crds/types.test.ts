import assert from "node:assert/strict";
import type { Schema } from "../../../sandbox/crds/crd.ts";
import { kubernetesType } from "../../../sandbox/crds/types/kubernetes.ts";
import { Model } from "../../../sandbox/crds/types/model.ts";
import { printModule } from "../../../sandbox/crds/types/print.ts";
import type { TypedKinds } from "../../../sandbox/crds/kinds.ts";

const string: Schema = { type: "string" };
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  properties,
  required,
});
const list = (items: Schema): Schema => ({ type: "array", items });

/** The interfaces of kind Thing, as they are printed. */
function interfaces(spec: Schema, more: Partial<TypedKinds> = {}): string {
  const model = new Model({ operator: "test", kinds: ["Thing"], ...more });
  model.addSpec("Thing", spec);
  return printModule("test v1", [], model.interfaces).split("\n\n").slice(1).join("\n\n").trim();
}

describe("types of custom resources", () => {
  it("take values, outputs and promises at every depth", () => {
    const spec = object(
      {
        name: { ...string, description: "The name. More of it." },
        size: { type: "integer", default: 3 },
        share: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, string] },
        mode: { ...string, enum: ["Fast", "Safe"] },
        labels: { type: "object", additionalProperties: string },
        rules: list(object({ "on-error": { type: "boolean" } }, ["on-error"])),
        config: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        value: { "x-kubernetes-preserve-unknown-fields": true },
        marker: { type: "object" },
      },
      ["name", "size", "rules"],
    );
    assert.equal(
      interfaces(spec),
      `export interface ThingSpec {
  /** The name. */
  name: Input<string>;
  /** @default 3 */
  size?: Input<number | undefined>;
  share?: Input<number | string | undefined>;
  mode?: Input<"Fast" | "Safe" | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
  rules: Input<Input<ThingRule>[]>;
  config?: Input<Record<string, Input<Json>> | undefined>;
  value?: Input<Json | undefined>;
  marker?: Input<Record<string, never> | undefined>;
}

export interface ThingRule {
  "on-error": Input<boolean>;
}`,
    );
  });

  it("are shared where they are equal, docs included, and told apart by their place where they are not", () => {
    const ref = object({ name: string });
    const spec = object({
      a: object({ ref, other: object({ ref: object({ name: { ...string, description: "Another." } }) }) }),
      b: object({ ref }),
    });
    assert.equal(
      interfaces(spec),
      `export interface ThingSpec {
  a?: Input<ThingA | undefined>;
  b?: Input<ThingB | undefined>;
}

export interface ThingA {
  ref?: Input<ThingRef | undefined>;
  other?: Input<ThingOther | undefined>;
}

export interface ThingB {
  ref?: Input<ThingRef | undefined>;
}

export interface ThingRef {
  name?: Input<string | undefined>;
}

export interface ThingOther {
  ref?: Input<ThingOtherRef | undefined>;
}

export interface ThingOtherRef {
  /** Another. */
  name?: Input<string | undefined>;
}`,
    );
  });

  it("of elements have singular names", () => {
    const fields = ["matches", "policies", "addresses", "analyses", "tls", "status", "boxes", "hosts"];
    const spec = object(Object.fromEntries(fields.map((field) => [field, list(object({ [`${field}X`]: string }))])));
    const names = [...interfaces(spec).matchAll(/^export interface Thing(\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(names, ["Spec", "Match", "Policy", "Address", "Analysis", "Tls", "Status", "Box", "Host"]);
  });

  it("of plain objects keep their names", () => {
    assert.match(
      interfaces(object({ timeouts: object({ a: string }) })),
      /timeouts\?: Input<ThingTimeouts \| undefined>/,
    );
  });

  it("leave alternatives out as the table says, and refuse a name that is not there", () => {
    const spec = object({ provider: object({ aws: object({ a: string }), gcp: object({ b: string }) }) });
    assert.doesNotMatch(interfaces(spec, { only: { "Thing.provider": ["aws"] } }), /gcp|Gcp/);
    assert.throws(() => interfaces(spec, { only: { "Thing.provider": ["azure"] } }), {
      message: 'kinds.ts: Thing.provider has no "azure"',
    });
  });

  it("of fields that the CRD leaves open come from the table", () => {
    const open: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
    const known = { "Thing.sets.template": "core.v1.PodTemplateSpec" };
    assert.match(
      interfaces(object({ sets: list(object({ template: open })) }), { known }),
      /template\?: Input<core\.v1\.PodTemplateSpec \| undefined>/,
    );
  });

  it("cannot be ended early by a description", () => {
    assert.match(
      interfaces(object({ a: { ...string, description: "cron */5 * * * *" } })),
      /\/\*\* cron \*\\\/5 \* \* \* \* \*\//,
    );
  });
});

describe("Kubernetes' own types in a CRD", () => {
  const selector = (values: Schema): Schema =>
    object({
      matchExpressions: list(object({ key: string, operator: string, values }, ["key", "operator"])),
      matchLabels: { type: "object", additionalProperties: string },
    });

  it("are the SDK's", () => {
    assert.equal(kubernetesType(selector(list(string))), "meta.v1.LabelSelector");
  });

  it("are not, when a field differs at any depth", () => {
    assert.equal(kubernetesType(selector(list({ type: "integer" }))), undefined);
  });

  it("are not, when the CRD knows a field that the SDK does not", () => {
    const more = selector(list(string));
    assert.equal(kubernetesType({ ...more, properties: { ...more.properties, extra: string } }), undefined);
  });

  it("are not, when the SDK requires what the CRD does not", () => {
    const valueFrom: Schema = { type: "object" };
    assert.equal(kubernetesType(object({ name: string, value: string, valueFrom }, ["name"])), "core.v1.EnvVar");
    assert.equal(kubernetesType(object({ name: string, value: string, valueFrom })), undefined);
  });
});

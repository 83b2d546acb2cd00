import assert from "node:assert/strict";
import { outputsOf, previewOutputs } from "../../../sandbox/providers/kubernetes/outputs.ts";
import { reveal, unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

const word = "correct-horse";
const object = (rest: JsonObject): JsonObject => ({
  apiVersion: "example.com/v1",
  kind: "Login",
  metadata: { name: "it" },
  ...rest,
});

describe("the state of an object", () => {
  it("hides a secret where the program said so, and where the cluster repeats it", () => {
    const inputs = { value: object({ spec: { word, user: "horse" } }), secrets: [["spec", "word"]] };
    const status = { url: `https://user:${word}@host`, encoded: Buffer.from(word).toString("base64"), other: "horse" };
    const { value, secrets } = reveal(outputsOf({ ...inputs.value, status }, inputs, "me"));
    assert.deepEqual(value, { ...inputs.value, status, __fieldManager: "me", __initialApiVersion: "example.com/v1" });
    assert.deepEqual(secrets, [
      ["spec", "word"],
      ["status", "url"],
      ["status", "encoded"],
    ]);
  });

  it("does not hide what the program shows openly itself", () => {
    const inputs = { value: object({ spec: { word, hint: word } }), secrets: [["spec", "word"]] };
    assert.deepEqual(reveal(outputsOf(inputs.value, inputs, "me")).secrets, [["spec", "word"]]);
  });

  it("hides what kubectl noted of a Secret, and leaves out who manages its fields", () => {
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": "{}", open: "1" };
    const live: JsonObject = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "it", annotations, managedFields: [] },
      data: {},
    };
    const { value, secrets } = reveal(outputsOf(live, { value: {}, secrets: [] }, "me"));
    assert.deepEqual(value["metadata"], { name: "it", annotations });
    assert.deepEqual(secrets, [
      ["metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"],
      ["data"],
    ]);
  });

  it("is unknown in a preview only where the update will tell, and secret only where it is", () => {
    const inputs = { value: object({ spec: { word: unknown } }), secrets: [["spec", "word"]] };
    const { value, secrets } = reveal(previewOutputs({ ...inputs.value, status: {} }, inputs, "me"));
    assert.deepEqual(value["metadata"], {
      name: "it",
      uid: unknown,
      creationTimestamp: unknown,
      resourceVersion: unknown,
      generation: unknown,
    });
    assert.equal("status" in value, false);
    assert.deepEqual(secrets, [["spec", "word"]]);
  });

  it("keeps the version under which the object was made first", () => {
    const made = outputsOf(object({}), { value: {}, secrets: [] }, "me", {
      __initialApiVersion: "example.com/v1beta1",
    });
    assert.equal(made["__initialApiVersion"], "example.com/v1beta1");
  });
});

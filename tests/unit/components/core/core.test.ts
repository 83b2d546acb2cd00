import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe as describeValue, InvalidInput, Unsupported } from "../../../../components/core/errors.ts";
import { imageReference, thirdPartyImages } from "../../../../components/core/images.ts";
import { objectLabels, selectorLabels } from "../../../../components/core/labels.ts";
import { assertDnsLabel } from "../../../../components/core/names.ts";
import { canonicalCpu, canonicalMemory, mebibytes, millicores } from "../../../../components/core/quantities.ts";

describe("errors", () => {
  it("say who, which field, what is allowed and what was given", () => {
    const error = new InvalidInput("cache db", "maxClients", "1 to 65000", 0);
    assert.equal(error.message, "cache db: maxClients: expected 1 to 65000, got 0");
    assert.ok(error instanceof pulumi.RunError);
  });

  it("say what to do where a cloud lacks something", () => {
    const error = new Unsupported("azure", "a FIFO queue", "use sessions");
    assert.equal(error.message, "a FIFO queue is not supported on azure: use sessions");
    assert.ok(error instanceof pulumi.RunError);
  });

  it("show values short and on one line", () => {
    assert.deepEqual([undefined, null, NaN, Infinity, "a\nb", ["x"], { a: 1 }, true].map(describeValue), [
      "nothing",
      "null",
      "NaN",
      "Infinity",
      '"a\\nb"',
      '["x"]',
      '{"a":1}',
      "true",
    ]);
    const text = describeValue("x".repeat(500));
    assert.equal(text, `"${"x".repeat(116)}...`);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const shown = describeValue(value);
        assert.ok(shown.length <= 120 && !shown.includes("\n"));
      }),
    );
  });
});

describe("names", () => {
  const refused = (name: string) => ({
    message: `system x: name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got ${JSON.stringify(name)}`,
  });

  it("are DNS-1123 labels", () => {
    for (const name of ["a", "0", "app-cp", "a--b", "a".repeat(63)]) {
      assert.equal(assertDnsLabel("system x", "name", name), name);
    }
    for (const name of ["", "app_cp", "App", "-a", "a-", "a.b", "ä", "a\n", "a".repeat(64)]) {
      assert.throws(() => assertDnsLabel("system x", "name", name), refused(name));
    }
  });

  it("are refused whenever they have another character", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 63 }), (name) => {
        const valid = /^[a-z0-9-]+$/.test(name) && !name.startsWith("-") && !name.endsWith("-");
        if (valid) assert.equal(assertDnsLabel("system x", "name", name), name);
        else assert.throws(() => assertDnsLabel("system x", "name", name), InvalidInput);
      }),
    );
  });
});

describe("quantities", () => {
  it("of memory in MiB", () => {
    assert.deepEqual(["512Mi", "1Gi", "20Gi", "0Mi", "2Ti"].map(mebibytes), [512, 1024, 20480, 0, 2_097_152]);
    for (const text of ["", "1", "1G", "1.5Gi", "1Ki", "-1Mi", " 1Mi", "Mi"]) {
      assert.throws(() => mebibytes(text), {
        message: `quantity: memory: expected a whole number of Mi, Gi or Ti, got "${text}"`,
      });
    }
  });

  it("are written by the program as Kubernetes itself writes them", () => {
    assert.deepEqual(["500m", "1", "1000m", "1500m", "16000m"].map(canonicalCpu), ["500m", "1", "1", "1500m", "16"]);
    const memory = ["512Mi", "1024Mi", "1536Mi", "8Gi", "2048Gi", "1048576Mi"];
    assert.deepEqual(memory.map(canonicalMemory), ["512Mi", "1Gi", "1536Mi", "8Gi", "2Ti", "1Ti"]);
  });

  it("of CPU in thousandths of a core", () => {
    assert.deepEqual(["500m", "1", "16", "1000m"].map(millicores), [500, 1000, 16000, 1000]);
    for (const text of ["", "m", "0.5", "-1", "1 m", "1M"]) {
      assert.throws(() => millicores(text), {
        message: `quantity: cpu: expected whole cores, or a whole number of m, got "${text}"`,
      });
    }
  });

  it("survive writing and reading", () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        assert.equal(mebibytes(`${count}Mi`), count);
        assert.equal(mebibytes(`${count}Gi`), count * 1024);
        assert.equal(millicores(`${count}m`), count);
        assert.equal(millicores(String(count)), count * 1000);
      }),
    );
  });
});

describe("images", () => {
  it("are referred to by tag and digest", () => {
    const digest = `sha256:${"ab".repeat(32)}`;
    const reference = imageReference({ registry: "registry.example.com:5000", repository: "a/b", tag: "1.0", digest });
    assert.equal(reference, `registry.example.com:5000/a/b:1.0@${digest}`);
  });

  it("of third parties are pinned, and never latest", () => {
    for (const [name, { digest, tag }] of Object.entries(thirdPartyImages)) {
      assert.match(digest, /^sha256:[0-9a-f]{64}$/, name);
      assert.doesNotMatch(tag, /latest/, name);
    }
  });
});

describe("labels", () => {
  const id = { system: "cap", component: "app-cp" };

  it("of selectors never hold what changes", () => {
    assert.deepEqual(selectorLabels(id), {
      "app.kubernetes.io/name": "app-cp",
      "app.kubernetes.io/part-of": "cap",
    });
  });

  it("of objects hold the selector's, the manager, the owner and what is given", () => {
    assert.deepEqual(objectLabels(id, { "app.kubernetes.io/version": "1" }), {
      "app.kubernetes.io/name": "app-cp",
      "app.kubernetes.io/part-of": "cap",
      "app.kubernetes.io/managed-by": "plumbline",
      "plumbline.dev/owner": "cap",
      "app.kubernetes.io/version": "1",
    });
  });
});

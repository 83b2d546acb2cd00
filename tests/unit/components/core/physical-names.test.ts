import assert from "node:assert/strict";
import fc from "fast-check";
import { type Named, nameLimits, physicalName } from "../../../../components/core/physical-names.ts";
import { arnOf, regionalName } from "../../../../components/core/place.ts";
import { stackTags, tagsFor } from "../../../../components/core/tags.ts";
import { awsRegions } from "../../../../config/aws-regions.ts";
import { systems } from "../../../../config/schema.ts";
import { stacks } from "../../../lib/graph.ts";

const kinds = Object.keys(nameLimits).filter((key): key is Named => Object.hasOwn(nameLimits, key));
const longest = (words: readonly string[]) => words.reduce((a, b) => (b.length > a.length ? b : a), "");

describe("physical names", () => {
  it("are the parts, joined, where the service has room", () => {
    assert.equal(physicalName("role", "prod", "firefly", "backup"), "prod-firefly-backup");
    assert.equal(physicalName("bucket", "a".repeat(63)), "a".repeat(63));
  });

  it("are cut and end in a hash of the whole where it has none", () => {
    const component = "a-component-with-quite-a-long-name";
    assert.equal(
      physicalName("cache", "prod", "reconciliation", component),
      "prod-reconciliation-a-component-64491985",
    );
    assert.notEqual(
      physicalName("cache", "prod", "reconciliation", `${component}1`),
      physicalName("cache", "prod", "reconciliation", `${component}2`),
    );
  });

  it("are refused when no service would take a part", () => {
    for (const part of ["", "A", "a_b", "-a", "a-", "a--b", "a.b"]) {
      assert.throws(() => physicalName("role", "prod", part), {
        message: `name of a role: part: expected a-z, 0-9 and single "-" between them, got ${JSON.stringify(part)}`,
      });
    }
    assert.throws(() => physicalName("role"), /got nothing/);
  });

  it("fit the limit of every service, for the longest stack, system and region, and never collide", () => {
    const [stack, system, region] = [longest(stacks), longest(systems), longest(awsRegions)];
    for (const kind of kinds) {
      const names = ["a", "b"].map((last) =>
        physicalName(kind, stack, system, "a-component-as-long-as-kubernetes-lets-a-label-be", region, last),
      );
      for (const name of names) {
        assert.ok(name.length <= nameLimits[kind], `${kind}: ${name}`);
        assert.match(name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      }
      assert.equal(new Set(names).size, 2);
    }
  });

  it("always fit, and are the same at every run", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,2}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom(...kinds), (parts, kind) => {
        const name = physicalName(kind, ...parts);
        assert.ok(name.length <= nameLimits[kind] && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), name);
        assert.equal(physicalName(kind, ...parts), name);
      }),
    );
  });
});

describe("places", () => {
  it("give a suffix to the names of all regions but the primary", () => {
    assert.equal(regionalName({ region: "us-east-1", role: "primary" }, "network"), "network");
    assert.equal(regionalName({ region: "us-west-2", role: "replica" }, "network"), "network-us-west-2");
  });

  it("know the ARN of what has a name", () => {
    const place = { partition: "aws", region: "us-west-2", accountId: "012345678901" };
    assert.equal(arnOf(place, "sqs", "jobs"), "arn:aws:sqs:us-west-2:012345678901:jobs");
  });
});

describe("tags", () => {
  it("say whose a resource is, what it keeps and who pays", () => {
    assert.deepEqual(stackTags("prod", "shop"), { "managed-by": "plumbline", stage: "prod", "cost-centre": "shop" });
    assert.deepEqual(tagsFor({ system: "cap", component: "db" }), { system: "cap", component: "db", owner: "cap" });
    assert.deepEqual(tagsFor({ system: "cap", component: "db" }, "personal", { purpose: "backup" }), {
      system: "cap",
      component: "db",
      owner: "cap",
      "data-class": "personal",
      purpose: "backup",
    });
  });
});

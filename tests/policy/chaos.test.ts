import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { chaos, type Damage } from "../../cli/lib/chaos/chaos.ts";
import { droppedTypes, weakenings } from "../../cli/lib/chaos/damage.ts";
import { render } from "../../cli/lib/render.ts";

/** Kinds of damage that no rule catches, each with the reason; a kind that a rule catches by now leaves this file. */
const missed = z
  .record(z.string(), z.string().min(20))
  .parse(parse(readFileSync(path.join(import.meta.dirname, "chaos-missed.yaml"), "utf8")));

const kind = ({ what, type }: Damage): string => `${what.split(".").at(-1) ?? what} ${type}`;

describe("chaos", function () {
  this.timeout(300_000);
  let found: Damage[];

  before(async () => {
    found = chaos("dev", await render("dev"));
  });

  it("is caught by the policies, but for kinds that are known and explained", () => {
    const caught = found.filter(({ caughtBy }) => caughtBy.length > 0).length;
    console.log(`      dev: ${caught} of ${found.length} damages are caught`);
    const kinds = new Set(found.filter(({ caughtBy }) => caughtBy.length === 0).map(kind));
    assert.deepEqual(
      [...kinds].filter((one) => !(one in missed)),
      [],
    );
  });

  it("drops every resource of a type that protects others", async () => {
    const { resources } = await render("dev");
    const wanted = resources.filter(({ type }) => droppedTypes.has(type)).map(({ name }) => name);
    assert.deepEqual(
      found.filter(({ what }) => what === "dropped").map(({ name }) => name),
      wanted,
    );
    assert.notEqual(wanted.length, 0);
  });

  it("names the policy that catches a damage", () => {
    const undone = found.find(({ name, what }) => name === "cap-app-cp" && what.endsWith("allowPrivilegeEscalation"));
    assert.deepEqual(undone?.caughtBy, ["k8s-no-escalation"]);
  });

  it("undoes each property that protects something, one at a time", () => {
    const pod = {
      spec: {
        securityContext: { runAsNonRoot: true },
        containers: [{ securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true } }, { name: "b" }],
      },
    };
    assert.deepEqual(
      [...weakenings(pod)].map(({ path: at, inputs }) => [at, JSON.stringify(inputs)]),
      [
        [
          "runAsNonRoot",
          '{"spec":{"securityContext":{"runAsNonRoot":false},"containers":[{"securityContext":{"runAsNonRoot":false,"readOnlyRootFilesystem":true}},{"name":"b"}]}}',
        ],
        [
          "spec.containers.0.securityContext.readOnlyRootFilesystem",
          '{"spec":{"securityContext":{"runAsNonRoot":true},"containers":[{"securityContext":{"runAsNonRoot":true,"readOnlyRootFilesystem":false}},{"name":"b"}]}}',
        ],
      ],
    );
  });
});

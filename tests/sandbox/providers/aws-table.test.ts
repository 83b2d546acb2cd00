import assert from "node:assert/strict";
import { aws } from "../../../sandbox/providers/aws/aws.ts";
import type { Member, Members, Shape } from "../../../sandbox/providers/cloud/shapes.ts";
import type { Need, Row } from "../../../sandbox/providers/cloud/table.ts";
import { parsePath } from "../../../sandbox/providers/lib/paths.ts";
import type { Path } from "../../../sandbox/providers/lib/values.ts";

const { rows, sdk } = aws();

/** Whether the SDK declares an input at a path. */
function isDeclared(members: Members, [step, ...rest]: Path): boolean {
  const member: Member | undefined = members.get(String(step));
  return member !== undefined && leadsOn(member.shape, rest);
}

function leadsOn(shape: Shape, path: Path): boolean {
  if (path.length === 0) return true;
  switch (shape.kind) {
    case "either":
      return shape.shapes.some((each) => leadsOn(each, path));
    case "list":
    case "map":
      return path[0] === "*" && leadsOn(shape.of, path.slice(1));
    case "object":
      return isDeclared(sdk.membersOf(shape.type), path);
    default:
      return false;
  }
}

const typesOf = ({ type }: Need): readonly string[] => (typeof type === "string" ? [type] : type);

/** Paths of inputs that a row speaks of. */
const pathsOf = (row: Row): string[] => [
  ...(row.replaces ?? []),
  ...(row.replacesWhenRemoved ?? []),
  ...(row.unique ?? []),
  ...Object.keys(row.defaults ?? {}),
  ...Object.keys(row.needs ?? {}),
  ...Object.keys(row.rules ?? {}),
  ...(row.name ? [row.name.property] : []),
];

describe("table of the aws provider", () => {
  for (const [token, row] of Object.entries(rows)) {
    it(`knows ${token} as the SDK does`, () => {
      const shape = sdk.classOf(token);
      assert.ok(shape, "the SDK has no such class");
      const { inputs, computed } = shape;
      const told = [...Object.keys(row.computed ?? {}), ...(row.hooks?.outputs ?? [])];
      // What a program may read, and nothing that it may not.
      const missing = computed.filter((name) => name !== "tagsAll" && !told.includes(name));
      const invented = told.filter((name) => !computed.includes(name) && !inputs.has(name));
      const unknown = pathsOf(row).filter((path) => !isDeclared(inputs, parsePath(path)));
      const types = Object.values(row.needs ?? {}).flatMap((need) => typesOf(need).filter((type) => !rows[type]));
      assert.deepEqual({ missing, invented, unknown, types }, { missing: [], invented: [], unknown: [], types: [] });
    });
  }

  it("finds what a row has wrong", () => {
    const { inputs } = sdk.classOf("aws:rds/cluster:Cluster") ?? assert.fail();
    const paths = [
      "engine",
      "scalingConfiguration.maxCapacity",
      "vpcSecurityGroupIds.*",
      "engin",
      "tags.a.b",
      "engine.x",
    ];
    assert.deepEqual(
      paths.filter((path) => isDeclared(inputs, parsePath(path))),
      ["engine", "scalingConfiguration.maxCapacity", "vpcSecurityGroupIds.*"],
    );
  });
});

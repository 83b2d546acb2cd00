import type { Cloud } from "../../../sandbox/providers/cloud/cloud.ts";
import type { Sdk } from "../../../sandbox/providers/cloud/sdk.ts";
import type { Member, Members, Shape } from "../../../sandbox/providers/cloud/shapes.ts";
import type { Need, Row } from "../../../sandbox/providers/cloud/table.ts";
import { parsePath } from "../../../sandbox/providers/lib/paths.ts";
import type { Path } from "../../../sandbox/providers/lib/values.ts";

/** Whether the SDK declares an input at a path. */
export function isDeclared(sdk: Sdk, members: Members, [step, ...rest]: Path): boolean {
  const member: Member | undefined = members.get(String(step));
  return member !== undefined && leadsOn(sdk, member.shape, rest);
}

function leadsOn(sdk: Sdk, shape: Shape, path: Path): boolean {
  if (path.length === 0) return true;
  switch (shape.kind) {
    case "either":
      return shape.shapes.some((each) => leadsOn(sdk, each, path));
    case "list":
    case "map":
      return path[0] === "*" && leadsOn(sdk, shape.of, path.slice(1));
    case "object":
      return isDeclared(sdk, sdk.membersOf(shape.type), path);
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

/** What a row says that the SDK does not, and the other way round; nothing in any list where it is right. */
export interface RowFaults {
  /** Outputs that a program may read, and that the row does not make. */
  readonly missing: readonly string[];
  /** Outputs that no program may read. */
  readonly invented: readonly string[];
  /** Inputs that there are not. */
  readonly unknown: readonly string[];
  /** Types that the table has not. */
  readonly types: readonly string[];
}

/**
 * @param given outputs that the provider makes for every row
 * @throws where the SDK has no such class
 */
export function rowFaults({ rows, sdk }: Cloud, token: string, row: Row, given: readonly string[] = []): RowFaults {
  const shape = sdk.classOf(token);
  if (!shape) throw new Error(`the SDK has no class ${token}`);
  const { inputs, computed } = shape;
  const told = [...Object.keys(row.computed ?? {}), ...(row.hooks?.outputs ?? [])];
  return {
    missing: computed.filter((name) => !given.includes(name) && !told.includes(name)),
    invented: told.filter((name) => !computed.includes(name) && !inputs.has(name)),
    unknown: pathsOf(row).filter((path) => !isDeclared(sdk, inputs, parsePath(path))),
    types: Object.values(row.needs ?? {}).flatMap((need) => typesOf(need).filter((type) => !rows[type])),
  };
}

export const noFaults: RowFaults = { missing: [], invented: [], unknown: [], types: [] };

import { isDeepStrictEqual } from "node:util";
import { changes } from "../lib/diff.ts";
import { formatPath, isWithin, parsePath } from "../lib/paths.ts";
import type { DiffRequest, DiffResponse, PropertyChange } from "../lib/provider.ts";
import { at, reveal } from "../lib/values.ts";
import type { Json, JsonObject } from "../lib/values.ts";
import { isGenerated, nameRule, ownInputs } from "./naming.ts";
import type { Session } from "./session.ts";
import type { Row } from "./table.ts";

/** What differs between the inputs of last time and the new ones, and which of it needs a new resource. */
export function diff(session: Session, { type, oldInputs, oldOutputs, news }: DiffRequest): DiffResponse {
  const { row, shape } = session.typeOf(type);
  const [before, after] = [plain(oldInputs), plain(news)];
  const rule = nameRule(row, shape);
  const fixed = [...(row.replaces ?? []), ...(rule && !rule.renames ? [rule.property] : [])].map(parsePath);
  const found = changes(before, after).filter(({ path }) => !isSameDocument(at(before, path), at(after, path)));
  const moved = movesTo(session, type, plain(oldOutputs), after);
  const result: Record<string, PropertyChange> = Object.fromEntries(
    found.map(({ path, kind }) => {
      const isDropped = kind === "delete" && (row.replacesWhenRemoved ?? []).includes(formatPath(path));
      const isFixed =
        isDropped || fixed.some((prefix) => isWithin(path, prefix)) || (path[0] === "region" && moved !== undefined);
      return [formatPath(path), { kind, replace: isFixed }];
    }),
  );
  if (moved !== undefined) result["region"] = { kind: "update", replace: true };
  const isReplaced = Object.values(result).some(({ replace }) => replace);
  const name = rule && after[rule.property];
  const keepsName =
    rule !== undefined &&
    name !== undefined &&
    name === before[rule.property] &&
    !isGenerated(reveal(news).value, rule);
  return {
    changes: result,
    deleteBeforeReplace:
      isReplaced && moved === undefined && (row.deleteFirst ?? (keepsName && isTakenByName(row, rule.property))),
  };
}

/** Names that are no id may be given twice, such as those of tags. */
const isTakenByName = (row: Row, property: string): boolean =>
  typeof row.id === "function" || row.id.includes(`{${property}}`) || (row.unique ?? []).includes(property);

const plain = (bag: JsonObject): JsonObject => ownInputs(reveal(bag).value);

/** The region that a resource goes to, when it is another than that in which it is. */
function movesTo(session: Session, type: string, outputs: JsonObject, inputs: JsonObject): string | undefined {
  const { shape } = session.typeOf(type);
  const now = outputs["region"];
  const next = session.settings.placeOf(shape, inputs).region;
  return shape.inputs.has("region") && typeof now === "string" && now !== next ? next : undefined;
}

/** Policies and other documents differ by what they say, not by white space or the order of keys. */
function isSameDocument(before: Json | undefined, after: Json | undefined): boolean {
  const [old, now] = [parsed(before), parsed(after)];
  return old !== undefined && isDeepStrictEqual(old, now);
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}

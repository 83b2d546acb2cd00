import { formatPath, parsePath } from "../lib/paths.ts";
import type { CheckRequest, CheckResponse, Failure } from "../lib/provider.ts";
import { conceal, hasUnknowns, isUnknown, reveal, withoutNulls } from "../lib/values.ts";
import type { JsonObject } from "../lib/values.ts";
import { judgeInputs } from "./inputs.ts";
import { nameRule, ownInputs, withName } from "./naming.ts";
import { settle, valuesAt } from "./paths.ts";
import type { Session } from "./session.ts";
import type { Row } from "./table.ts";

/** Completes the inputs, and holds them to what the SDK and the table say. */
export function check(session: Session, request: CheckRequest): CheckResponse {
  const { row, shape } = session.typeOf(request.type);
  const { value, secrets } = reveal(request.news);
  const given = ownInputs(value);
  const judged = judgeInputs(session.cloud.sdk, shape, given);
  const olds = request.olds && withoutNulls(reveal(request.olds).value);
  const rule = nameRule(row, shape);
  const { inputs, failures } = rule ? withName(rule, { ...request, olds }, judged.inputs) : { ...judged, failures: [] };
  const all = judged.failures.length > 0 ? judged.failures : [...failures, ...ruleFailures(row, inputs)];
  const completed = session.settings.complete(shape, inputs);
  return { inputs: conceal(completed, settle(completed, secrets)), failures: all };
}

function ruleFailures(row: Row, inputs: JsonObject): Failure[] {
  const alone = Object.entries(row.rules ?? {}).flatMap(([text, rule]) =>
    valuesAt(inputs, parsePath(text)).flatMap(({ path, value }) => {
      const reason = isUnknown(value) ? undefined : rule(value);
      return reason === undefined ? [] : [{ property: String(path[0]), reason: `${formatPath(path)} ${reason}` }];
    }),
  );
  if (alone.length > 0 || hasUnknowns(inputs)) return alone;
  const together = row.validate?.(inputs);
  return together === undefined ? [] : [{ property: "", reason: together }];
}

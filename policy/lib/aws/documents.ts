import { collect } from "../unknown.ts";
import { show, type Violation } from "../violation.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A statement of a policy document; what may be one or many is a list. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `*`, or each principal without its kind. */
  readonly principals: readonly string[];
  /** Identity providers among the principals. */
  readonly federated: readonly string[];
  readonly conditions: readonly Condition[];
  /** Has `NotAction`, `NotResource` or `NotPrincipal`: what it covers is everything but those. */
  readonly inverted: boolean;
}

/** One test of a condition block. */
export interface Condition {
  /** Operator without its prefix and suffix, in lower case: `stringequals`. */
  readonly operator: string;
  /** Key in lower case: `aws:securetransport`. */
  readonly key: string;
  readonly values: readonly string[];
}

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {});
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const texts = (value: unknown): readonly string[] => list(value).map(String);

/**
 * Checks each statement of a policy document, which is text or an object; `path` is the statement's own. A document that
 * is missing has none.
 */
export function eachStatement(
  path: string,
  document: unknown,
  check: (statement: Statement, path: string) => readonly Violation[],
): Violation[] {
  if (document === undefined || document === null) return [];
  const parsed = typeof document === "string" ? parse(document) : document;
  if (typeof parsed !== "object" || parsed === null) {
    return [{ path, expected: "a policy document in JSON", found: show(document) }];
  }
  return collect(list(fields(parsed)["Statement"]), (each, index) =>
    check(statementOf(fields(each)), `${path}.Statement[${index}]`),
  );
}

/** Every statement of a document; none of one that is missing or malformed. */
export function statementsOf(document: unknown): readonly Statement[] {
  const parsed = fields(typeof document === "string" ? parse(document) : document);
  return list(parsed["Statement"]).map((each) => statementOf(fields(each)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statementOf(statement: Fields): Statement {
  const principal = statement["Principal"];
  const byKind = fields(principal);
  const excluded = ["NotAction", "NotResource", "NotPrincipal"];
  return {
    allows: statement["Effect"] === "Allow",
    actions: texts(statement["Action"]),
    resources: texts(statement["Resource"]),
    principals: typeof principal === "string" ? [principal] : Object.values(byKind).flatMap(texts),
    federated: texts(byKind["Federated"]),
    conditions: Object.entries(fields(statement["Condition"])).flatMap(([operator, tests]) =>
      Object.entries(fields(tests)).map(([key, values]) => ({
        operator: operator
          .toLowerCase()
          .replace(/^for(any|all)values?:/, "")
          .replace(/ifexists$/, ""),
        key: key.toLowerCase(),
        values: texts(values),
      })),
    ),
    inverted: excluded.some((field) => field in statement),
  };
}

/** Whether a statement speaks of everybody. */
export const isForAll = ({ principals }: Statement): boolean => principals.includes("*");

/** Whether a condition asks for a value of a key, and not for any. */
export function asksFor({ conditions }: Statement, key: RegExp): boolean {
  const positive = /^(string|arn)(equals|like)(ignorecase)?$|^ipaddress$/;
  return conditions.some(
    (one) =>
      positive.test(one.operator) &&
      key.test(one.key) &&
      one.values.length > 0 &&
      one.values.every((value) => !/^[*?]*$/.test(value) && value !== "0.0.0.0/0" && value !== "::/0"),
  );
}

/** Keys of conditions that name who may come: an account, an organisation, an identity or the resource that calls. */
export const narrowing =
  /^(aws:(principalaccount|principalarn|principalorgid|principalorgpaths|sourceaccount|sourcearn|sourceorgid|sourcevpc|sourcevpce|sourceip)|kms:calleraccount)$/;

/** Actions and principals that are no service's or account's in particular, for those who may only deny. */
export function wildcardPrincipals(
  path: string,
  document: unknown,
  { conditioned }: { readonly conditioned: boolean },
): Violation[] {
  return eachStatement(path, document, (statement, where) => {
    const open = statement.allows && (isForAll(statement) || notPrincipal(statement));
    if (!open || (conditioned && asksFor(statement, narrowing))) return [];
    const instead = "named principals";
    const expected = conditioned ? `${instead}, or a condition that names an account` : instead;
    return [{ path: `${where}.Principal`, expected, found: '"*"' }];
  });
}

/** Everybody but some is everybody. */
const notPrincipal = ({ inverted, principals }: Statement): boolean => inverted && principals.length === 0;

/**
 * Demands that a policy denies an action to everybody who comes without TLS.
 *
 * @param action one of a service, or all of them: `sqs:*`
 */
export function deniesPlainText(policy: unknown, action: string): Violation[] {
  const wide = ["*", action.replace(/:.*$/, ":*"), action].map((each) => each.toLowerCase());
  const denied = statementsOf(policy).some(
    (statement) =>
      !statement.allows &&
      isForAll(statement) &&
      statement.actions.some((each) => wide.includes(each.toLowerCase())) &&
      statement.conditions.some(
        ({ operator, key, values }) =>
          operator === "bool" && key === "aws:securetransport" && values.every((value) => value === "false"),
      ) &&
      // Another condition beside it would let somebody through.
      statement.conditions.length === 1,
  );
  const expected = `a denial of ${action} for everybody where aws:SecureTransport is false`;
  return denied ? [] : [{ path: "policy", expected, found: "none" }];
}

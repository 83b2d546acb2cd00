/** A policy document whose statements allow anything to anybody, without conditions; text that is no such document is kept. */
export function openedToAll(value: unknown): unknown {
  if (typeof value !== "string" || !value.includes('"Statement"')) return value;
  const document = JSON.parse(value) as Record<string, unknown> & { readonly Statement: unknown };
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return JSON.stringify({ ...document, Statement: statements.map(opened) });
}

function opened(statement: unknown): unknown {
  if (typeof statement !== "object" || statement === null) return statement;
  const rest = Object.fromEntries(Object.entries(statement).filter(([key]) => key !== "Condition"));
  if (rest["Effect"] !== "Allow") return statement;
  return "Principal" in rest ? { ...rest, Principal: "*" } : { ...rest, Action: "*", Resource: "*" };
}

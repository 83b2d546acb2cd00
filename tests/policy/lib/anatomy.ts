const order = [
  "name",
  "severity",
  "level",
  "description",
  "remediationSteps",
  "framework",
  "tags",
  "requirements",
  "on",
  "thresholds",
  "check",
  "also",
];

/** The fields of the rule in a source file as they stand, and in the order that all rules have. */
export function fieldsInOrder(source: string): { readonly found: string[]; readonly wanted: string[] } {
  const body = source.slice(source.search(/\b(podRule|rule)(<\w+>)?\(\{/));
  const end = body.indexOf("\n});");
  const found = [...body.slice(0, end).matchAll(/^ {2}(\w+)[:(,]/gm)].flatMap(([, field]) => field ?? []);
  return { found, wanted: order.filter((field) => found.includes(field)) };
}

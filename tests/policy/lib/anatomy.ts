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

/** The fields of each rule in a source file as they stand, and in the order that all rules have. */
export function fieldsInOrder(source: string): { readonly found: string[]; readonly wanted: string[] }[] {
  return [...source.matchAll(/\b\w*[rR]ule(<[^>()]+>)?\(\{$/gm)].map((start) => {
    const body = source.slice(start.index);
    const found = [...body.slice(0, body.indexOf("\n});")).matchAll(/^ {2}(\w+)[:(,]/gm)].flatMap(
      ([, field]) => field ?? [],
    );
    return { found, wanted: order.filter((field) => found.includes(field)) };
  });
}

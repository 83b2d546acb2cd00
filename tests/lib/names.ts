/** How a service names a kind of thing. */
export interface NameRule {
  /** Most characters. */
  readonly most: number;
  /** Least characters. @default 1 */
  readonly least?: number;
  readonly form: RegExp;
}

/** What a service would say of a name. */
export function refusals(name: string, { least = 1, most, form }: NameRule): string[] {
  return [
    ...(name.length > most ? [`${name} has ${name.length} characters of ${most}`] : []),
    ...(name.length < least ? [`${name} has ${name.length} characters, and needs ${least}`] : []),
    ...(form.test(name) ? [] : [`${name} is of the wrong form`]),
  ];
}

/** What is there more than once, each once. */
export const repeated = (claims: readonly string[]): string[] => [
  ...new Set(claims.filter((claim, index) => claims.indexOf(claim) !== index)),
];

export type Labels = Readonly<Record<string, string>>;

/** A label selector, as the API has it. */
export interface Selector {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?:
    readonly { readonly key?: string; readonly operator?: string; readonly values?: readonly string[] | null }[] | null;
}

/** Whether labels have every entry of a map, as a Service selects; an empty map or none selects nothing. */
export function hasAll(wanted: Labels | null | undefined, labels: Labels): boolean {
  const keys = Object.keys(wanted ?? {});
  return keys.length > 0 && keys.every((key) => labels[key] === wanted?.[key]);
}

/** Whether a selector selects labels; an empty one selects all, none at all selects nothing. */
export function selects(selector: Selector | null | undefined, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  const { matchLabels, matchExpressions } = selector;
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every(({ key = "", operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case "In":
          return value !== undefined && (values?.includes(value) ?? false);
        case "NotIn":
          return value === undefined || !(values?.includes(value) ?? false);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** Whether a selector selects everything. */
export function selectsAll(selector: Selector | null | undefined): boolean {
  return (
    selector !== undefined &&
    selector !== null &&
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions?.length ?? 0) === 0
  );
}

/** Label matchers of a selector, each by equality: `absent` gives them to what it returns. */
export function label(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${pairs.join(",")}}`;
}

/** How long ago a time was, where that is longer than allowed; in seconds. */
export const olderThan = (time: string, seconds: number): string => `time() - ${time} > ${seconds}`;

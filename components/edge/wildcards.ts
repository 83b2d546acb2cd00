/** Names of all hosts by one star for each domain, which stands for one label. */
export function wildcards(hosts: readonly string[]): string[] {
  return [...new Set(hosts.map((host) => `*.${host.split(".").slice(1).join(".")}`))].sort();
}

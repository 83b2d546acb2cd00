/** Who a command runs as. */
export interface RunsAs {
  /** @default - who this process is */
  readonly userId?: number | undefined;
  /** May read what only root may: programs in the cache, which can be in root's home. @default false */
  readonly readsAll?: boolean;
}

/** A command line with what makes it somebody else: PostgreSQL refuses to be root. */
export function commandAs({ userId, readsAll = false }: RunsAs, command: string, args: readonly string[]): string[] {
  if (userId === undefined) return [command, ...args];
  const reads = readsAll ? ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"] : [];
  return ["setpriv", `--reuid=${userId}`, `--regid=${userId}`, "--clear-groups", ...reads, command, ...args];
}

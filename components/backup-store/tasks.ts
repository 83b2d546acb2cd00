import { InvalidInput } from "../core/errors.ts";
import type { PrefixArgs } from "./spec.ts";

/** Service accounts by what their pods do, where pods are known by their identity and not by a key. */
export interface TaskAccounts {
  /** Save. They can neither read nor delete what is there (ONB-063), and see what it is called, since that decides the tier. */
  readonly writers: readonly string[];
  /** Save, and add to what was saved: they read what describes it besides, which says where it ended. @default [] */
  readonly adders?: readonly string[];
  /** Restore for a drill, and leave a receipt. */
  readonly drillers: readonly string[];
  /** Restore. They cannot write. */
  readonly readers: readonly string[];
  /** Tell what backups there are: they read what describes them alone. */
  readonly observers: readonly string[];
}

/** @throws InvalidInput when a service account is in two lists: it would be let in by one of two roles. */
export function assertOneTask(name: string, accounts: TaskAccounts): void {
  const { writers, adders = [], drillers, readers, observers } = accounts;
  const all = [writers, adders, drillers, readers, observers].flat();
  const twice = all.find((account, index) => all.indexOf(account) !== index);
  if (twice !== undefined) {
    throw new InvalidInput(`backup access ${name}`, "accounts", "each service account in one list", twice);
  }
}

/** Folders of a bucket by what is in them. */
export interface TaskFolders {
  readonly backups: readonly string[];
  readonly receipts: readonly string[];
}

/** The folders of backups, and that of receipts, which is one of them all. */
export function taskFolders(given: {
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  readonly receipts?: string;
}): TaskFolders {
  const all = Object.keys(given.prefixes);
  return {
    backups: all.filter((folder) => folder !== given.receipts),
    receipts: all.filter((folder) => folder === given.receipts),
  };
}

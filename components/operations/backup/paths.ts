/** Folders and files of the jobs' pods. */
export const backupPaths = {
  job: "/etc/plumbline",
  program: "/program",
  programFile: "program.mjs.br",
  runtime: "/runtime",
  keys: "/secrets/keys",
  keyFile: "keys",
  access: "/secrets/backup-access",
  scratch: "/scratch",
} as const;

/** Where the files of a mount of this name are. */
export const secretFolder = (mount: string): string => `/secrets/${mount}`;

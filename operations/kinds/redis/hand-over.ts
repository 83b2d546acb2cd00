import { setTimeout as sleep } from "node:timers/promises";
import { BackupError } from "../../lib/errors.ts";
import { RedisConnection, type RedisLogin } from "./connection.ts";
import { loginOf, type RedisSettings } from "./settings.ts";
import { infoOf } from "./snapshot.ts";

/** How long the server in use may look for the restored one before it is taken that they do not reach each other. Unit: seconds. */
const patienceSeconds = 60;

/**
 * Gives what was restored to the server in use, which becomes a replica for as long as it takes to have everything, and then itself again:
 * its clients are served all the while. It writes its own files anew.
 *
 * @throws BackupError when the server in use replicates from another one, whose content it would have again at once.
 */
export async function handOver(
  restored: RedisConnection,
  settings: RedisSettings,
  signal: AbortSignal,
): Promise<string> {
  const { scratch } = settings;
  const host = scratch?.host ?? process.env.POD_IP;
  if (!scratch || host === undefined) {
    throw new BackupError(
      "the job does not say where the server in use finds the restored one: settings.scratch.host, or POD_IP",
    );
  }
  const login = loginOf(settings);
  const inUse = await RedisConnection.open(login, signal);
  try {
    const { role, master_host: source = "" } = await infoOf(inUse, "replication");
    if (role !== "master") {
      throw new BackupError(
        `${settings.host} replicates from ${source}, and would have its content again: restore that`,
      );
    }
    if (scratch.tls) await serve(restored, scratch.port, scratch.tls, passwordOf(settings.host, login));
    await follow(inUse, { host, port: scratch.port, password: scratch.tls && login.password }, signal);
  } finally {
    inUse.close();
  }
  return `${settings.host}:${settings.port} has what was restored; its clients were served until it had`;
}

function passwordOf(host: string, { password }: RedisLogin): string {
  if (password !== undefined) return password;
  throw new BackupError(`${host} has no password, by which what was restored could be closed to others: set one`);
}

/** Opens the restored server to others, by TLS and with the password of the one in use; without TLS it is open no more. */
async function serve(
  restored: RedisConnection,
  port: number,
  tls: { readonly certificateFile: string; readonly keyFile: string },
  password: string,
): Promise<void> {
  const set = (...words: readonly string[]) => restored.ask("CONFIG", "SET", ...words);
  await set("requirepass", password);
  await set("port", "0");
  const shown = ["tls-cert-file", tls.certificateFile, "tls-key-file", tls.keyFile];
  // Who comes shows the password, and no certificate.
  await set("tls-auth-clients", "no", ...shown, "tls-port", String(port));
  await set("bind", "* -::*");
}

interface Source {
  readonly host: string;
  readonly port: number;
  /** @default - it asks for none */
  readonly password: string | undefined;
}

async function follow(inUse: RedisConnection, { host, port, password }: Source, signal: AbortSignal): Promise<void> {
  const former = await inUse.ask("CONFIG", "GET", "masterauth");
  const [, formerPassword = ""] = typeof former === "object" && former !== null ? former : [];
  if (password !== undefined) await inUse.ask("CONFIG", "SET", "masterauth", password);
  await inUse.ask("REPLICAOF", host, String(port));
  try {
    for (let waited = 0; ; waited += 0.1) {
      const { master_link_status: link, master_sync_in_progress: busy } = await infoOf(inUse, "replication");
      if (link === "up" && busy === "0") break;
      if (busy === "1") waited = 0;
      if (waited > patienceSeconds) {
        throw new BackupError(`the server in use does not get what was restored from ${host}:${port}: see its log`);
      }
      await sleep(100, undefined, { signal });
    }
  } finally {
    await inUse.ask("REPLICAOF", "NO", "ONE");
    if (password !== undefined) await inUse.ask("CONFIG", "SET", "masterauth", String(formerPassword));
  }
  await inUse.ask("BGREWRITEAOF").catch(() => undefined);
}

import { Admin } from "@platformatic/kafka";
import { readFileSync } from "node:fs";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { KafkaSettings } from "./settings.ts";

/** For an answer of a broker. Unit: milliseconds. */
const patience = 10_000;

/**
 * Runs with a connection, which is closed in any case.
 *
 * @throws BackupError when the brokers cannot be reached, or do not let it in.
 */
export async function withAdmin<T>(
  settings: KafkaSettings,
  signal: AbortSignal,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const { bootstrap, user, mechanism, authorityFile } = settings;
  const admin = new Admin({
    clientId: "plumbline-backup",
    bootstrapBrokers: bootstrap,
    sasl: { mechanism, username: user, password: read(settings.passwordFile) },
    ...(authorityFile !== undefined && {
      tls: { ca: read(authorityFile), minVersion: "TLSv1.2" },
      tlsServerName: true,
    }),
    connectTimeout: patience,
    requestTimeout: patience,
    retries: 5,
    retryDelay: 500,
  });
  const stop = () => void admin.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await work(admin);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof BackupError ? error : new BackupError(`Kafka: ${causeOf(error)}`);
  } finally {
    signal.removeEventListener("abort", stop);
    await admin.close();
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new BackupError(`the file ${file} cannot be read`);
  }
}

/** The client tells of each try and each broker; the first cause of all is what helps. */
function causeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error && !(error.cause instanceof AggregateError)) {
    return `${messageOf(error)} ${causeOf(error.cause)}`;
  }
  return messageOf(error);
}

import { Admin, type BaseOptions, Consumer, Producer } from "@platformatic/kafka";
import { readFileSync } from "node:fs";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { KafkaSettings } from "./settings.ts";

/** For a broker to let a client in. Unit: milliseconds. */
const connectPatience = 10_000;

/**
 * For an answer of a broker: as long as Kafka's own clients wait (`request.timeout.ms`), since a second request for what is done already, and
 * was not answered in time, is refused. Unit: milliseconds.
 */
const patience = 30_000;

type Connected = Pick<KafkaSettings, "authorityFile" | "bootstrap" | "mechanism" | "passwordFile" | "user">;

function options({ bootstrap, user, mechanism, passwordFile, authorityFile }: Connected): BaseOptions {
  return {
    clientId: "plumbline-backup",
    bootstrapBrokers: bootstrap,
    sasl: { mechanism, username: user, password: read(passwordFile) },
    ...(authorityFile !== undefined && {
      tls: { ca: read(authorityFile), minVersion: "TLSv1.2" },
      tlsServerName: true,
    }),
    connectTimeout: connectPatience,
    requestTimeout: patience,
    retries: 5,
    retryDelay: 500,
  };
}

/**
 * Runs with a connection, which is closed in any case.
 *
 * @throws BackupError when the brokers cannot be reached, or do not let it in.
 */
export const withAdmin = <T>(
  settings: Connected,
  signal: AbortSignal,
  work: (admin: Admin) => Promise<T>,
): Promise<T> => using(new Admin(options(settings)), signal, work);

/** A connection to read records by, for its opener to close. It joins no group, which has a name all the same. */
export const newConsumer = (settings: Connected): Consumer =>
  new Consumer({ ...options(settings), groupId: "plumbline-backup" });

/** As `withAdmin`, to write records. */
export const withProducer = <T>(
  settings: Connected,
  signal: AbortSignal,
  work: (producer: Producer) => Promise<T>,
): Promise<T> => using(new Producer(options(settings)), signal, work);

async function using<Client extends { close(): Promise<void> }, T>(
  client: Client,
  signal: AbortSignal,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const stop = () => void client.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await work(client);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error);
  } finally {
    signal.removeEventListener("abort", stop);
    await client.close();
  }
}

/** What a client threw, in a line. */
export const failureOf = (error: unknown): BackupError =>
  error instanceof BackupError ? error : new BackupError(`Kafka: ${causeOf(error)}`);

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

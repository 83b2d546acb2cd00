import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { GetObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { execa } from "execa";
import { z } from "zod";
import type { Receipt } from "../../../../../operations/lib/receipt.ts";
import { Failure, type Report } from "../../../../../sandbox/lib/failure.ts";
import { loopback } from "../../../../../sandbox/lib/ports.ts";
import type { PostgresPrograms } from "../../../../../sandbox/lib/postgres-programs.ts";
import { ensurePythonTool } from "../../../../../sandbox/lib/python-tools.ts";
import type { Target } from "../../targets/target.ts";
import { commandAs } from "../identity.ts";
import type { PostgresServer } from "../server.ts";
import type { ArchiveSettings } from "./archive-settings.ts";

const folder = "postgres";

const s3Store = z.object({
  type: z.literal("s3"),
  bucket: z.string(),
  region: z.string(),
  endpoint: z.string(),
});

const backupsForm = z.object({
  backups_list: z.array(z.object({ backup_id: z.string(), begin_time: z.string(), end_time: z.string() })),
});

/** A base backup that is in the archive. */
export type BaseBackup = NonNullable<Receipt["backup"]>;

/** The programs that the operator's plugin runs beside each instance: base backups and WAL, to and from an S3 bucket. */
export class BarmanCloud {
  /** What they need to sign in at the store, and to find themselves. */
  readonly env: Readonly<Record<string, string>>;
  readonly #programs: string;
  readonly #settings: ArchiveSettings;
  readonly #store: z.infer<typeof s3Store>;
  readonly #userId: number | undefined;

  private constructor(programs: string, settings: ArchiveSettings, target: Target, userId: number | undefined) {
    const store = s3Store.safeParse(target.store).data;
    if (!store) throw new Failure("WAL is archived to S3 here, as clusters do: say --to aws or --to local");
    this.#programs = programs;
    this.#settings = settings;
    this.#store = store;
    this.#userId = userId;
    this.env = { ...target.env, AWS_DEFAULT_REGION: store.region, PYTHONDONTWRITEBYTECODE: "1" };
  }

  /** @throws Failure if they cannot be installed, or the store is not S3 */
  static async prepare(
    settings: ArchiveSettings,
    target: Target,
    { userId }: PostgresPrograms,
    report: Report,
  ): Promise<BarmanCloud> {
    return new BarmanCloud(dirname(await ensurePythonTool("barman", report)), settings, target, userId);
  }

  /** For `archive_command`. */
  get archiveCommand(): string {
    return this.#line("wal-archive", ["--gzip"], ["%p"]);
  }

  /**
   * For `restore_command`.
   *
   * @param spool folder of one instance alone, for segments that are fetched ahead: they are called the same in every archive, and by itself the
   * program keeps those of a whole machine in one folder
   */
  restoreCommand(spool: string): string {
    const ahead = ["--parallel", String(this.#settings.parallel), "--spool-dir", spool];
    return this.#line("wal-restore", ahead, ["%f", "%p"]);
  }

  /** The archive, for people. */
  get destination(): string {
    return `s3://${this.#store.bucket}/${folder}/${this.#settings.cluster}/`;
  }

  /** The programs' versions. */
  async tools(): Promise<Readonly<Record<string, string>>> {
    const { stdout } = await execa(join(this.#programs, "barman-cloud-backup"), ["--version"]);
    return { "barman-cloud": stdout.trim() };
  }

  /** Copies the files of a server that goes on writing. */
  async backUp(server: PostgresServer, home: string): Promise<BaseBackup> {
    const who = ["--host", loopback, "--port", String(server.port), "--user", "postgres"];
    const how = ["--gzip", "--jobs", String(this.#settings.jobs), "--immediate-checkpoint"];
    await this.#run("backup", [...how, ...who], [], home, { PGPASSWORD: server.password });
    const listed = await this.#run("backup-list", ["--format", "json"], [], home);
    const newest = backupsForm.parse(JSON.parse(listed)).backups_list.at(-1);
    if (!newest) throw new Failure("the archive has no base backup after one was made");
    const { bytes, sha256 } = await this.#digest(newest.backup_id);
    return { id: newest.backup_id, taken: new Date(newest.end_time).toISOString(), bytes, sha256 };
  }

  /** Makes the data folder of a new server. */
  async restore(backup: BaseBackup, data: string, home: string): Promise<void> {
    await this.#run("restore", [], [backup.id, data], home);
  }

  #arguments(options: readonly string[], rest: readonly string[]): string[] {
    const { bucket, endpoint } = this.#store;
    const where = [`s3://${bucket}/${folder}`, this.#settings.cluster];
    return ["--cloud-provider", "aws-s3", "--endpoint-url", endpoint, ...options, ...where, ...rest];
  }

  #line(program: string, options: readonly string[], rest: readonly string[]): string {
    return [join(this.#programs, `barman-cloud-${program}`), ...this.#arguments(options, rest)].join(" ");
  }

  async #run(
    program: string,
    options: readonly string[],
    rest: readonly string[],
    home: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const path = join(this.#programs, `barman-cloud-${program}`);
    const as = { userId: this.#userId, readsAll: true };
    const [command = "", ...args] = commandAs(as, path, this.#arguments(options, rest));
    const all = { ...this.env, HOME: home, ...env };
    const { failed, stdout, stderr } = await execa(command, args, {
      env: all,
      cwd: home,
      reject: false,
      stdin: "ignore",
    });
    if (failed) throw new Failure(`barman-cloud-${program} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
    return stdout;
  }

  /** What a base backup takes, and the checksum of all of it. */
  async #digest(id: string): Promise<{ bytes: number; sha256: string }> {
    const { bucket: Bucket, endpoint, region } = this.#store;
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = this.env;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      const Prefix = `${folder}/${this.#settings.cluster}/base/${id}/`;
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
        for (const { Key } of Contents) {
          const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
          if (!(Body instanceof Readable)) throw new Failure(`${Key ?? ""} of the base backup has no content`);
          for await (const chunk of Body.iterator() as AsyncIterable<Buffer>) {
            hash.update(chunk);
            bytes += chunk.length;
          }
        }
      }
    } finally {
      client.destroy();
    }
    return { bytes, sha256: hash.digest("hex") };
  }
}

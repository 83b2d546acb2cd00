import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { cacheDir, projectRoot } from "../../../sandbox/lib/paths.ts";
import { temporaryFolder } from "./temporary.ts";

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A second checkout of this working tree, with the same packages and the same cache, and a sandbox of its own. */
export class Checkout {
  readonly dir = temporaryFolder("checkout");

  static async create(): Promise<Checkout> {
    const checkout = new Checkout();
    const { stdout } = await execa("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: projectRoot,
    });
    for (const file of stdout.split("\0").filter((name) => name !== "")) {
      mkdirSync(dirname(join(checkout.dir, file)), { recursive: true });
      cpSync(join(projectRoot, file), join(checkout.dir, file), { force: true, errorOnExist: false });
    }
    symlinkSync(join(projectRoot, "node_modules"), join(checkout.dir, "node_modules"));
    await checkout.git("init", "-q");
    await checkout.git("add", "-A");
    await checkout.git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "-qm", "as it is");
    return checkout;
  }

  /** Runs a script of package.json. */
  async run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const { exitCode, stdout, stderr } = await execa("npm", ["run", "-s", script, "--", ...args], {
      cwd: this.dir,
      env: { PLUMBLINE_CACHE: cacheDir, ...env },
      stdin: "ignore",
      reject: false,
    });
    return { exitCode, stdout, stderr };
  }

  /** What git sees as changed. */
  async changes(): Promise<string> {
    return this.git("status", "--porcelain");
  }

  async git(...args: string[]): Promise<string> {
    return (await execa("git", args, { cwd: this.dir })).stdout;
  }
}

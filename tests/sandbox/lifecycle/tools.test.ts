import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";
import { isRunning, recordedProcess } from "../../../sandbox/lib/processes.ts";
import versions from "../../../sandbox/versions.json" with { type: "json" };
import { temporaryFolder } from "./temporary.ts";

const ensure = `import { controlPlaneTools, ensureTools } from ${JSON.stringify(join(projectRoot, "sandbox/lib/tools.ts"))};
  try { await ensureTools([...controlPlaneTools, "pulumi"], console.log); }
  catch (error) { console.log(error.constructor.name + ": " + error.message); process.exitCode = 1; }`;
const arguments_ = ["--input-type=module", "-e", ensure];

const order = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok", "pulumi"];

/** A machine with a cache of its own and a `go` that writes down what it builds instead of building it. */
class Machine {
  readonly folder = temporaryFolder("machine");
  readonly cache = join(this.folder, "cache");
  readonly built = join(this.folder, "built");

  /** @param build what `go build` does, as shell script: `$out` is the file to write, `$name` the tool */
  constructor(build: string, version = "echo go1.26.8") {
    const stages = join(this.folder, "kwok");
    for (const path of ["stage/node/fast", "stage/node/heartbeat-with-lease", "stage/pod/fast", "rbac"]) {
      mkdirSync(join(stages, "kustomize", path), { recursive: true });
    }
    for (const path of ["stage/volume/fast", "stage/volume/rbac"])
      mkdirSync(join(stages, "kustomize", path), { recursive: true });
    writeFileSync(join(stages, "kustomize/stage/pod/fast/pod.yaml"), "kind: Stage\nmetadata: {name: pod-ready}\n");
    writeFileSync(
      join(stages, "kustomize/stage/volume/fast/class.yaml"),
      "kind: StorageClass\nmetadata: {name: volume}\n",
    );
    writeFileSync(
      join(stages, "kustomize/stage/volume/fast/claim.yaml"),
      "kind: Stage\nmetadata: {name: claim}\nspec: {expression: \"self.spec.storageClassName == 'kwok-volume'\"}\n",
    );
    mkdirSync(join(this.folder, "bin"));
    writeFileSync(this.built, "");
    this.go(build, version);
  }

  go(build: string, version = "echo go1.26.8"): void {
    const script = `#!/bin/sh
case "$1" in
env) ${version} ;;
list) echo ${join(this.folder, "kwok")} ;;
build)
  while [ "$1" != -o ]; do shift; done
  out=$2; name=$(basename "$out" .unfinished)
  echo "$name" >> ${this.built}
  ${build}
esac
`;
    writeFileSync(join(this.folder, "bin/go"), script);
    chmodSync(join(this.folder, "bin/go"), 0o755);
  }

  get environment(): NodeJS.ProcessEnv {
    return { PLUMBLINE_CACHE: this.cache, PATH: [join(this.folder, "bin"), "/usr/bin", "/bin"].join(delimiter) };
  }

  async ensure(): Promise<{ lines: string[]; exitCode: number | undefined }> {
    const { stdout, exitCode } = await execa(pinnedNode, arguments_, {
      env: this.environment,
      extendEnv: false,
      reject: false,
    });
    return { lines: stdout === "" ? [] : stdout.split("\n"), exitCode };
  }

  /** Names of the tools that `go build` was called for, since the last call. */
  takeBuilt(): string[] {
    const names = readFileSync(this.built, "utf8")
      .split("\n")
      .filter((name) => name !== "");
    writeFileSync(this.built, "");
    return names;
  }

  get toolsDir(): string {
    return join(this.cache, readdirSync(this.cache)[0] ?? "");
  }

  get tools(): string[] {
    return readdirSync(join(this.toolsDir, "bin")).sort();
  }
}

const succeed = `echo "$name" > "$out"`;

describe("the tools of the sandbox", () => {
  it("are pinned once: the Go module and the packages name the same versions", () => {
    const goMod = readFileSync(join(projectRoot, "sandbox/go/go.mod"), "utf8");
    const required = (path: string) => new RegExp(`^\\t${path} v(\\S+)`, "m").exec(goMod)?.[1];
    const packages = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    assert.deepEqual(versions, {
      pulumi: required("github.com/pulumi/pulumi/pkg/v3"),
      kubernetes: required("k8s.io/kubernetes"),
      etcd: required("go.etcd.io/etcd/server/v3"),
      kwok: required("sigs.k8s.io/kwok"),
    });
    assert.equal(packages.dependencies["@pulumi/pulumi"], versions.pulumi);
    assert.equal(packages.devDependencies.pulumi, versions.pulumi);
    const staging = [...goMod.matchAll(/^\tk8s\.io\/\S+ => k8s\.io\/\S+ v(\S+)$/gm)].map(([, version]) => version);
    assert.deepEqual(new Set(staging), new Set([versions.kubernetes.replace(/^1/, "0")]));
  });

  it("are built one after the other with an estimate, and never again", async () => {
    const machine = new Machine(succeed);
    const { lines, exitCode } = await machine.ensure();
    assert.equal(exitCode, 0, lines.join("\n"));
    assert.deepEqual(machine.takeBuilt(), order);
    assert.deepEqual(machine.tools, [...order].sort());
    assert.equal(lines.length, order.length);
    assert.equal(lines[0], "Building etcd (1 of 7, once per machine): 0:00 elapsed, about 6:38 left");
    assert.match(
      lines[6] ?? "",
      /^Building pulumi \(7 of 7, once per machine\): \d+:\d\d elapsed, about \d+:\d\d left$/,
    );
    assert.deepEqual(await machine.ensure(), { lines: [], exitCode: 0 });
    assert.deepEqual(machine.takeBuilt(), []);
  });

  it("are built from where a kill -9 cut the build off", async () => {
    const machine = new Machine(`if [ "$name" = kubectl ]; then exec sleep 600; fi; ${succeed}`);
    const killed = spawn(pinnedNode, arguments_, { env: machine.environment, stdio: "ignore" });
    while (!readFileSync(machine.built, "utf8").includes("kubectl")) await sleep(20);
    killed.kill("SIGKILL");
    await once(killed, "exit");
    assert.deepEqual(machine.tools, ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]);
    const orphan = recordedProcess(join(machine.toolsDir, "build.pid"));
    assert.ok(orphan);
    machine.takeBuilt();
    machine.go(succeed);
    const { lines, exitCode } = await machine.ensure();
    assert.equal(exitCode, 0, lines.join("\n"));
    assert.deepEqual(machine.takeBuilt(), ["kubectl", "kwok", "pulumi"]);
    assert.equal(isRunning(orphan), false);
    assert.deepEqual(machine.tools, [...order].sort());
  });

  it("are built once when two checkouts ask at the same time", async () => {
    const machine = new Machine(`sleep 0.1; ${succeed}`);
    const [one, two] = await Promise.all([machine.ensure(), machine.ensure()]);
    assert.deepEqual([one.exitCode, two.exitCode], [0, 0]);
    assert.deepEqual(machine.takeBuilt(), order);
    const waits = [...one.lines, ...two.lines].filter((line) => line.startsWith("Waiting for process "));
    assert.equal(waits.length, 1);
  });

  it("say in one line that Go is missing, and where it is too old, what is needed", async () => {
    const machine = new Machine(succeed);
    const wanted = "install Go 1.26.0 or newer";
    machine.go(succeed, "echo 'go: go.mod requires go >= 1.26.0 (running go 1.21.0; GOTOOLCHAIN=local)' >&2; exit 1");
    const old = "go: go.mod requires go >= 1.26.0 (running go 1.21.0; GOTOOLCHAIN=local)";
    assert.deepEqual(await machine.ensure(), {
      lines: [`Failure: this Go cannot build the sandbox's tools (${old}): ${wanted}`],
      exitCode: 1,
    });
    const withoutGo = { PLUMBLINE_CACHE: machine.cache, PATH: "/usr/bin:/bin" };
    const { stdout, exitCode } = await execa(pinnedNode, arguments_, {
      env: withoutGo,
      extendEnv: false,
      reject: false,
    });
    assert.equal(existsSync("/usr/bin/go") || existsSync("/bin/go"), false);
    assert.equal(stdout, `Failure: Go is not installed, and the sandbox's tools have to be built: ${wanted}`);
    assert.equal(exitCode, 1);
  });

  it("say which one does not build, with the compiler's last word and where the rest is", async () => {
    const machine = new Machine(
      `[ "$name" = kwok ] && { echo first; echo 'kwok.go:1: no such thing'; exit 1; }; ${succeed}`,
    );
    const { lines, exitCode } = await machine.ensure();
    assert.equal(exitCode, 1);
    assert.match(
      lines.at(-1) ?? "",
      /^Failure: building kwok failed: kwok\.go:1: no such thing \(the whole output is in .*kwok\.log\); run the command again$/,
    );
    assert.deepEqual(machine.tools, ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"]);
  });
});

import { quantity } from "../../../policy/lib/kubernetes/quantity.ts";
import { failed, type Finding, ok, reason, unknown } from "./finding.ts";

/** Something that one may do; `*` stands for everything. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** @default - in every namespace */
  readonly namespace?: string;
}

/** How a node's kubelet turns the files of the containers' logs over. */
export interface LogRotation {
  readonly containerLogMaxSize: string;
  readonly containerLogMaxFiles: number;
}

/** A machine of the cluster; quantities are Kubernetes' own. */
export interface NodeView {
  readonly name: string;
  readonly zone: string | undefined;
  readonly capacity: Readonly<Partial<Record<"cpu" | "memory" | "ephemeral-storage", string>>>;
}

/** What the checks ask a cluster. */
export interface ClusterView {
  /** Version of Kubernetes, such as `1.36`. */
  version(): Promise<string>;
  allowed(right: Right): Promise<boolean>;
  nodes(): Promise<readonly NodeView[]>;
  /** Undefined where the node does not say. */
  logRotation(node: string): Promise<LogRotation | undefined>;
  hasVolumeDriver(name: string): Promise<boolean>;
  /** Undefined where there is no such issuer. */
  issuerIsReady(name: string): Promise<boolean | undefined>;
}

/** What the stack asks of its cluster. */
export interface ClusterNeeds {
  /** It makes the platform: operators, classes, and rights of others. */
  readonly ownsPlatform: boolean;
  /** Rights that it needs where it does not. */
  readonly rights: readonly Right[];
  /** Replicas must be in different zones. */
  readonly zones: number;
  /** @default - the class is another stack's matter */
  readonly volumeDriver?: string;
  /** Issuer of the public certificates. @default - each system's own authority, or the platform to come */
  readonly publicIssuer?: string;
}

/** First version with everything that pods and policies use. */
const leastMinor = 34;

/** What all nodes have to have together (REC-003). Units: cores, and bytes. */
const leastCapacity = { cpu: 4, memory: 8 * 2 ** 30, "ephemeral-storage": 50 * 2 ** 30 } as const;

/** What the guide keeps of a container's log on its node (CAP-064). Unit of the size: bytes. */
const mostLog = { bytes: 10 * 1024 * 1024, files: 3 } as const;

/** Everything that a cluster has to bring; a check that cannot be made says why, and the others are made all the same. */
export async function clusterFindings(view: ClusterView, needs: ClusterNeeds): Promise<Finding[]> {
  const reached = await guarded("cluster", () => reach(view));
  // Nothing else can be asked.
  if (reached.some(({ verdict }) => verdict === "failed")) return reached;
  const checks: readonly [string, () => Promise<Finding[]>][] = [
    ["rights", () => rights(view, needs)],
    ["zones", () => zones(view, needs)],
    ["capacity", () => capacity(view)],
    ["log rotation", () => rotation(view)],
    ["volumes", () => volumes(view, needs)],
    ["certificates", () => issuer(view, needs)],
  ];
  const found = await Promise.all(checks.map(([check, run]) => guarded(check, run)));
  return [...reached, ...found.flat()];
}

async function guarded(check: string, run: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await run();
  } catch (error) {
    return [failed(check, `the cluster does not answer: ${reason(error)}`)];
  }
}

async function reach(view: ClusterView): Promise<Finding[]> {
  const version = await view.version();
  const minor = Number(/^1\.(\d+)/.exec(version)?.[1]);
  const found = `Kubernetes ${version}`;
  return [
    minor >= leastMinor ? ok("cluster", found) : failed("cluster", `${found}; 1.${leastMinor} or newer is needed`),
  ];
}

async function rights(view: ClusterView, { ownsPlatform, rights: wanted }: ClusterNeeds): Promise<Finding[]> {
  if (ownsPlatform) {
    return [
      (await view.allowed({ verb: "*", group: "*", resource: "*" }))
        ? ok("rights", "an administrator's, which the platform takes")
        : failed(
            "rights",
            "the platform takes an administrator's; sign in as one, or set plumbline:platform to mode shared",
          ),
    ];
  }
  const answers = await Promise.all(wanted.map(async (right) => ({ right, may: await view.allowed(right) })));
  const missing = answers.filter(({ may }) => !may).map(({ right }) => describe(right));
  return [
    missing.length === 0
      ? ok("rights", `all ${wanted.length} that the systems take`)
      : failed("rights", `missing: ${missing.join(", ")}; an administrator gives them by the role plumbline-deployer`),
  ];
}

const describe = ({ verb, group, resource, namespace }: Right) =>
  `${verb} ${resource}${group === "" ? "" : `.${group}`}${namespace === undefined ? "" : ` in ${namespace}`}`;

async function zones(view: ClusterView, needs: ClusterNeeds): Promise<Finding[]> {
  const nodes = await view.nodes();
  const found = new Set(nodes.flatMap(({ zone }) => zone ?? []));
  const message = `${nodes.length} nodes in ${found.size} zones`;
  if (nodes.length === 0) return [failed("zones", "no node; pods have nowhere to run")];
  if (found.size >= needs.zones) return [ok("zones", message)];
  return [
    failed(
      "zones",
      `${message}, and replicas must be in ${needs.zones}; label the nodes with topology.kubernetes.io/zone`,
    ),
  ];
}

async function capacity(view: ClusterView): Promise<Finding[]> {
  const check = "capacity";
  const nodes = await view.nodes();
  // That there are none is said of the zones.
  if (nodes.length === 0) return [];
  const sum = (what: keyof typeof leastCapacity) =>
    nodes.reduce((all, node) => all + (quantity(node.capacity[what]) ?? 0), 0);
  const gibibytes = (size: number) => Math.floor(size / 2 ** 30);
  const has = { cpu: sum("cpu"), memory: sum("memory"), "ephemeral-storage": sum("ephemeral-storage") };
  const say = ({ cpu, memory, "ephemeral-storage": disk }: Readonly<Record<keyof typeof leastCapacity, number>>) =>
    `${cpu} cores, ${gibibytes(memory)} GiB of memory and ${gibibytes(disk)} GiB of disks`;
  const enough =
    has.cpu >= leastCapacity.cpu &&
    has.memory >= leastCapacity.memory &&
    has["ephemeral-storage"] >= leastCapacity["ephemeral-storage"];
  return [
    enough
      ? ok(check, say(has))
      : failed(check, `${say(has)}; the guides ask for ${say(leastCapacity)} at the least: add nodes`),
  ];
}

async function rotation(view: ClusterView): Promise<Finding[]> {
  const nodes = await view.nodes();
  const answers = await Promise.all(nodes.map(async ({ name }) => ({ name, says: await view.logRotation(name) })));
  const check = "log rotation";
  const silent = answers.filter(({ says }) => says === undefined).map(({ name }) => name);
  const wrong = answers.flatMap(({ name, says }) => {
    if (says === undefined) return [];
    // What cannot be read is no size that fits.
    const size = quantity(says.containerLogMaxSize) ?? Infinity;
    const fits = size <= mostLog.bytes && says.containerLogMaxFiles <= mostLog.files;
    return fits ? [] : [`${name} (${says.containerLogMaxSize}, ${says.containerLogMaxFiles} files)`];
  });
  return [
    ...(wrong.length === 0
      ? []
      : [failed(check, `set containerLogMaxSize 10Mi and containerLogMaxFiles 3 on ${wrong.join(", ")}`)]),
    ...(silent.length === 0
      ? []
      : [unknown(check, `${silent.join(", ")} did not say; see the nodes' kubelet configuration`)]),
    ...(wrong.length + silent.length > 0 ? [] : [ok(check, `10Mi and 3 files at most on ${nodes.length} nodes`)]),
  ];
}

async function volumes(view: ClusterView, { volumeDriver }: ClusterNeeds): Promise<Finding[]> {
  const check = "volumes";
  if (volumeDriver === undefined) return [];
  if (await view.hasVolumeDriver(volumeDriver)) return [ok(check, `the driver ${volumeDriver}`)];
  const advice = "install it, or name the cluster's in plumbline:platform.volumeDriver";
  // Only drivers of CSI say that they are there.
  return /(^|\.)csi\./.test(volumeDriver)
    ? [failed(check, `no driver ${volumeDriver}; ${advice}`)]
    : [unknown(check, `nothing says whether there is a driver ${volumeDriver}; if not, ${advice}`)];
}

async function issuer(view: ClusterView, { publicIssuer }: ClusterNeeds): Promise<Finding[]> {
  if (publicIssuer === undefined) return [];
  const ready = await view.issuerIsReady(publicIssuer);
  if (ready === true) return [ok("certificates", `the issuer ${publicIssuer} is ready`)];
  const found = ready === undefined ? `no ClusterIssuer ${publicIssuer}` : `the issuer ${publicIssuer} is not ready`;
  return [failed("certificates", `${found}; the stack with the platform makes it`)];
}

import { join } from "node:path";
import { loopback } from "../ports.ts";
import { stagesFile, toolPath } from "../tools.ts";
import type { ToolName } from "../tools.ts";

/** Where one control plane listens. */
export interface Ports {
  readonly apiserver: number;
  readonly etcd: number;
  readonly etcdPeer: number;
}

/** The folders of one control plane; everything of it is below one of them. */
export interface Layout {
  readonly dir: string;
  readonly pki: string;
  readonly kubeconfigs: string;
  readonly run: string;
  readonly logs: string;
  /** For people and programs: full rights, mode 0600. */
  readonly kubeconfig: string;
}

export function layout(dir: string): Layout {
  return {
    dir,
    pki: join(dir, "pki"),
    kubeconfigs: join(dir, "kubeconfigs"),
    run: join(dir, "run"),
    logs: join(dir, "logs"),
    kubeconfig: join(dir, "kubeconfig.yaml"),
  };
}

export const partNames = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"] as const;

/** A process of a control plane, by the name of its program. */
export type PartName = (typeof partNames)[number] & ToolName;

/** etcd and the API server are the others' ground: started first, stopped last. */
export const servers: readonly PartName[] = ["etcd", "kube-apiserver"];
export const controllers: readonly PartName[] = ["kube-controller-manager", "kube-scheduler", "kwok"];

export const pidFile = (at: Layout, part: PartName): string => join(at.run, `${part}.pid`);
export const logFile = (at: Layout, part: PartName): string => join(at.logs, `${part}.log`);

/** Program and arguments of a part. */
export function commandOf(part: PartName, at: Layout, ports: Ports): { command: string; args: string[] } {
  return { command: toolPath(part), args: argumentsOf[part](at, ports) };
}

const argumentsOf: Record<PartName, (at: Layout, ports: Ports) => string[]> = {
  etcd: (at, ports) => [
    `--name=etcd`,
    `--data-dir=${join(at.dir, "etcd")}`,
    `--listen-client-urls=https://${loopback}:${ports.etcd}`,
    `--advertise-client-urls=https://${loopback}:${ports.etcd}`,
    `--listen-peer-urls=https://${loopback}:${ports.etcdPeer}`,
    `--initial-advertise-peer-urls=https://${loopback}:${ports.etcdPeer}`,
    `--initial-cluster=etcd=https://${loopback}:${ports.etcdPeer}`,
    `--client-cert-auth=true`,
    `--trusted-ca-file=${join(at.pki, "etcd-ca.crt")}`,
    `--cert-file=${join(at.pki, "etcd.crt")}`,
    `--key-file=${join(at.pki, "etcd.key")}`,
    `--peer-client-cert-auth=true`,
    `--peer-trusted-ca-file=${join(at.pki, "etcd-ca.crt")}`,
    `--peer-cert-file=${join(at.pki, "etcd.crt")}`,
    `--peer-key-file=${join(at.pki, "etcd.key")}`,
    `--log-level=warn`,
    `--auto-compaction-retention=1h`,
  ],
  "kube-apiserver": (at, ports) => [
    `--bind-address=${loopback}`,
    `--advertise-address=${loopback}`,
    `--secure-port=${ports.apiserver}`,
    // The default reconciler publishes the API server's address, and a loopback address is not allowed there.
    `--endpoint-reconciler-type=none`,
    `--etcd-servers=https://${loopback}:${ports.etcd}`,
    `--etcd-cafile=${join(at.pki, "etcd-ca.crt")}`,
    `--etcd-certfile=${join(at.pki, "etcd-client.crt")}`,
    `--etcd-keyfile=${join(at.pki, "etcd-client.key")}`,
    `--client-ca-file=${join(at.pki, "ca.crt")}`,
    `--tls-cert-file=${join(at.pki, "apiserver.crt")}`,
    `--tls-private-key-file=${join(at.pki, "apiserver.key")}`,
    `--tls-min-version=VersionTLS12`,
    `--anonymous-auth=false`,
    `--authorization-mode=Node,RBAC`,
    `--enable-admission-plugins=NodeRestriction`,
    `--service-account-issuer=https://kubernetes.default.svc.cluster.local`,
    `--service-account-key-file=${join(at.pki, "service-accounts.pub")}`,
    `--service-account-signing-key-file=${join(at.pki, "service-accounts.key")}`,
    `--service-cluster-ip-range=10.96.0.0/16`,
    // As on real clusters, whose network plugins need it: Pod Security is what refuses privileged pods.
    `--allow-privileged=true`,
    `--profiling=false`,
  ],
  "kube-controller-manager": (at) => [
    `--kubeconfig=${join(at.kubeconfigs, "kube-controller-manager")}`,
    `--service-account-private-key-file=${join(at.pki, "service-accounts.key")}`,
    `--root-ca-file=${join(at.pki, "ca.crt")}`,
    `--use-service-account-credentials=true`,
    `--leader-elect=false`,
    `--secure-port=0`,
    `--profiling=false`,
    `--flex-volume-plugin-dir=${join(at.dir, "volume-plugins")}`, // the default is a folder of the system
  ],
  "kube-scheduler": (at) => [
    `--kubeconfig=${join(at.kubeconfigs, "kube-scheduler")}`,
    `--leader-elect=false`,
    `--secure-port=0`,
    `--profiling=false`,
  ],
  kwok: (at) => [
    `--kubeconfig=${join(at.kubeconfigs, "kwok")}`,
    `--config=${stagesFile}`,
    `--manage-all-nodes=true`,
    `--node-lease-duration-seconds=40`,
    `--node-ip=192.0.2.1`, // an address set aside for documentation: nobody's
    `--cidr=10.244.0.0/16`,
  ],
};

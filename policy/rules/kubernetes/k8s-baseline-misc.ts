import type { PodTemplate } from "../../lib/kubernetes/pods.ts";
import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { entry, expected, show, type Violation } from "../../lib/violation.ts";

const safeSysctls = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
]);
const seLinuxTypes = new Set(["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]);
const appArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

type Security = NonNullable<PodTemplate["spec"]["securityContext"]>;
/** What a pod's and a container's securityContext have in common. */
type Shared = Pick<Security, "seLinuxOptions" | "appArmorProfile" | "windowsOptions">;

export default podRule({
  name: "k8s-baseline-misc",
  severity: "high",
  level: "M!",
  description:
    "A pod must keep the rest of the baseline Pod Security Standard: /proc mounts, sysctls, SELinux, AppArmor, HostProcess and probe hosts.",
  remediationSteps: "Remove the field that is named, or set it to the value that is named.",
  framework: podSecurity("baseline", "/proc Mount Type, Sysctls, SELinux, AppArmor, HostProcess, Host Probes"),
  tags: ["pss:baseline", "cis-k8s-1.12:5.2.10", "trivy:KSV-0025", "trivy:KSV-0026", "trivy:KSV-0027", "trivy:KSV-0103"],
  requirements: ["FTE-063", "REC-056"],
  check: (pod) => {
    const security = `${pod.path}.securityContext`;
    return allOf(
      () => shared(pod.spec.securityContext, security),
      () =>
        collect(pod.spec.securityContext?.sysctls, ({ name }, index) =>
          safeSysctls.has(name)
            ? []
            : [{ path: `${security}.sysctls[${index}].name`, expected: "a safe sysctl", found: show(name) }],
        ),
      () => appArmorAnnotations(pod),
      () =>
        eachContainer(pod, (container, path) =>
          allOf(
            () => shared(container.securityContext, `${path}.securityContext`),
            () => {
              const procMount = container.securityContext?.procMount;
              return procMount === undefined || procMount === "Default"
                ? []
                : [expected(`${path}.securityContext.procMount`, "Default", procMount)];
            },
            () => hosts(container, path),
          ),
        ),
    );
  },
});

function shared(context: Shared | undefined, path: string): Violation[] {
  return allOf(
    () => {
      const type = context?.seLinuxOptions?.type ?? "";
      return seLinuxTypes.has(type)
        ? []
        : [{ path: `${path}.seLinuxOptions.type`, expected: "a container type", found: show(type) }];
    },
    () =>
      collect(["user", "role"] as const, (field) => {
        const value = context?.seLinuxOptions?.[field];
        return value ? [{ path: `${path}.seLinuxOptions.${field}`, expected: "nothing", found: show(value) }] : [];
      }),
    () => {
      const type = context?.appArmorProfile?.type;
      return type === "Unconfined" ? [expected(`${path}.appArmorProfile.type`, "RuntimeDefault", type)] : [];
    },
    () => {
      const hostProcess = context?.windowsOptions?.hostProcess;
      return hostProcess ? [expected(`${path}.windowsOptions.hostProcess`, false, hostProcess)] : [];
    },
  );
}

function appArmorAnnotations({ annotations, annotationsPath }: PodTemplate): Violation[] {
  const names = Object.keys(annotations).filter((name) => name.startsWith(appArmorAnnotation));
  return collect(names, (name) => {
    const profile = annotations[name] ?? "";
    return profile === "runtime/default" || profile.startsWith("localhost/")
      ? []
      : [expected(entry(annotationsPath, name), "runtime/default", profile)];
  });
}

/** A probe or hook that names its host makes the node connect wherever the pod's author wants. */
function hosts(container: Parameters<Parameters<typeof eachContainer>[1]>[0], path: string): Violation[] {
  const { lifecycle } = container;
  const handlers = [
    ["livenessProbe", container.livenessProbe],
    ["readinessProbe", container.readinessProbe],
    ["startupProbe", container.startupProbe],
    ["lifecycle.postStart", lifecycle?.postStart],
    ["lifecycle.preStop", lifecycle?.preStop],
  ] as const;
  return collect(handlers, ([name, handler]) =>
    collect(["httpGet", "tcpSocket"] as const, (action) => {
      const host = handler?.[action]?.host;
      return host ? [{ path: `${path}.${name}.${action}.host`, expected: "the pod itself", found: show(host) }] : [];
    }),
  );
}

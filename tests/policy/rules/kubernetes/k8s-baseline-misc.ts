import { type Changes, inAnnotations, inContainer, inPod } from "../../lib/cases.ts";

const inBoth = (title: string, field: string, value: Changes[string], text: string) => [
  ...inContainer(`${title} of a container`, { [`/securityContext/${field}`]: value }, [
    `CONTAINER.securityContext.${text}`,
  ]),
  ...inPod(`${title} of the pod`, { [`/securityContext/${field}`]: value }, [`POD.securityContext.${text}`]),
];
const annotation = "container.apparmor.security.beta.kubernetes.io/app";

export default [
  ...inContainer("the defaults, said", {
    "/securityContext/procMount": "Default",
    "/securityContext/seLinuxOptions": { type: "container_t", level: "s0:c1" },
    "/securityContext/appArmorProfile": { type: "RuntimeDefault" },
    "/securityContext/windowsOptions": { hostProcess: false },
    "/lifecycle": { preStop: { httpGet: { path: "/stop", port: 8080 } } },
  }),
  ...inPod("safe sysctls", { "/securityContext/sysctls": [{ name: "net.ipv4.tcp_keepalive_time", value: "60" }] }),
  ...inAnnotations("a profile by annotation", { [annotation]: "runtime/default" }),
  ...inAnnotations("no profile by annotation", { [annotation]: "unconfined" }, [
    `ANNOTATIONS["${annotation}"]: expected "runtime/default", found "unconfined"`,
  ]),
  ...inContainer("an unmasked /proc", { "/securityContext/procMount": "Unmasked" }, [
    'CONTAINER.securityContext.procMount: expected "Default", found "Unmasked"',
  ]),
  ...inPod("an unsafe sysctl", { "/securityContext/sysctls": [{ name: "kernel.msgmax", value: "1" }] }, [
    'POD.securityContext.sysctls[0].name: expected a safe sysctl, found "kernel.msgmax"',
  ]),
  ...inBoth(
    "the SELinux type",
    "seLinuxOptions",
    { type: "spc_t" },
    'seLinuxOptions.type: expected a container type, found "spc_t"',
  ),
  ...inBoth("the SELinux user", "seLinuxOptions", { user: "u" }, 'seLinuxOptions.user: expected nothing, found "u"'),
  ...inBoth("the SELinux role", "seLinuxOptions", { role: "r" }, 'seLinuxOptions.role: expected nothing, found "r"'),
  ...inBoth(
    "the AppArmor profile",
    "appArmorProfile",
    { type: "Unconfined" },
    'appArmorProfile.type: expected "RuntimeDefault", found "Unconfined"',
  ),
  ...inBoth(
    "HostProcess",
    "windowsOptions",
    { hostProcess: true },
    "windowsOptions.hostProcess: expected false, found true",
  ),
  ...["livenessProbe", "readinessProbe", "startupProbe"].flatMap((probe) =>
    inContainer(`the host of a ${probe}`, { [`/${probe}`]: { tcpSocket: { host: "10.0.0.1", port: 1 } } }, [
      `CONTAINER.${probe}.tcpSocket.host: expected the pod itself, found "10.0.0.1"`,
    ]),
  ),
  ...["postStart", "preStop"].flatMap((hook) =>
    inContainer(`the host of ${hook}`, { "/lifecycle": { [hook]: { httpGet: { host: "10.0.0.1", port: 1 } } } }, [
      `CONTAINER.lifecycle.${hook}.httpGet.host: expected the pod itself, found "10.0.0.1"`,
    ]),
  ),
];

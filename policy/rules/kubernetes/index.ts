import type { Rule } from "../../lib/rule.ts";
import baselineMisc from "./k8s-baseline-misc.ts";
import corsOrigins from "./k8s-cors-origins.ts";
import dropAllCaps from "./k8s-drop-all-caps.ts";
import imagePinned from "./k8s-image-pinned.ts";
import logLevel from "./k8s-log-level.ts";
import namespacePsa from "./k8s-namespace-psa.ts";
import noDefaultCredentials from "./k8s-no-default-credentials.ts";
import noEscalation from "./k8s-no-escalation.ts";
import noHostNamespaces from "./k8s-no-host-namespaces.ts";
import noHostpath from "./k8s-no-hostpath.ts";
import noHostport from "./k8s-no-hostport.ts";
import noPlainSecrets from "./k8s-no-plain-secrets.ts";
import noPrivileged from "./k8s-no-privileged.ts";
import noTokenAutomount from "./k8s-no-token-automount.ts";
import notDefaultNamespace from "./k8s-not-default-namespace.ts";
import ownServiceAccount from "./k8s-own-service-account.ts";
import probes from "./k8s-probes.ts";
import readonlyRoot from "./k8s-readonly-root.ts";
import redisHasPvc from "./k8s-redis-has-pvc.ts";
import resources from "./k8s-resources.ts";
import runAsNonRoot from "./k8s-run-as-non-root.ts";
import seccomp from "./k8s-seccomp.ts";
import volumeTypes from "./k8s-volume-types.ts";
import randomCredentialLength from "./random-credential-length.ts";

/** Rules over Kubernetes objects, in the order of the catalogue. */
export const kubernetesRules: readonly Rule[] = [
  noPrivileged,
  noHostNamespaces,
  noEscalation,
  runAsNonRoot,
  dropAllCaps,
  seccomp,
  noHostpath,
  noHostport,
  volumeTypes,
  baselineMisc,
  readonlyRoot,
  namespacePsa,
  resources,
  imagePinned,
  probes,
  noTokenAutomount,
  ownServiceAccount,
  notDefaultNamespace,
  noPlainSecrets,
  noDefaultCredentials,
  logLevel,
  corsOrigins,
  redisHasPvc,
  randomCredentialLength,
];

import type { AnyRule } from "../../lib/table.ts";
import backupDrilled from "./backup-drilled.ts";
import backupEveryStore from "./backup-every-store.ts";
import backupMeetsRpo from "./backup-meets-rpo.ts";
import crdAlertsReceived from "./crd-alerts-received.ts";
import crdAnalysis from "./crd-analysis.ts";
import crdCnpgBackup from "./crd-cnpg-backup.ts";
import crdCnpgHa from "./crd-cnpg-ha.ts";
import crdExternalsecret from "./crd-externalsecret.ts";
import crdGatewayTlsVersion from "./crd-gateway-tls-version.ts";
import crdKafkaGuarded from "./crd-kafka-guarded.ts";
import crdMonitorAlerted from "./crd-monitor-alerted.ts";
import crdMonitorLetIn from "./crd-monitor-let-in.ts";
import crdOperatorPodsRestricted from "./crd-operator-pods-restricted.ts";
import crdProxyTlsVersion from "./crd-proxy-tls-version.ts";
import crdQueueKept from "./crd-queue-kept.ts";
import crdRequiredAlerts from "./crd-required-alerts.ts";
import crdRolloutSteps from "./crd-rollout-steps.ts";
import crdRuleQuality from "./crd-rule-quality.ts";
import crdScheduleAlerted from "./crd-schedule-alerted.ts";
import crdScrapeAlerted from "./crd-scrape-alerted.ts";
import crdServicemonitorTarget from "./crd-servicemonitor-target.ts";
import crdStoreMonitored from "./crd-store-monitored.ts";
import crdStoreTls from "./crd-store-tls.ts";
import crdSystemAlerted from "./crd-system-alerted.ts";
import crdVeleroCovers from "./crd-velero-covers.ts";
import crdVeleroSchedule from "./crd-velero-schedule.ts";
import crdWorkloadMonitored from "./crd-workload-monitored.ts";
import adminRoute from "./k8s-admin-route.ts";
import apiServed from "./k8s-api-served.ts";
import autoscaled from "./k8s-autoscaled.ts";
import backendTls from "./k8s-backend-tls.ts";
import baselineMisc from "./k8s-baseline-misc.ts";
import chartValuesRestricted from "./k8s-chart-values-restricted.ts";
import corsOrigins from "./k8s-cors-origins.ts";
import cronjobHygiene from "./k8s-cronjob-hygiene.ts";
import dropAllCaps from "./k8s-drop-all-caps.ts";
import gatewayRedirect from "./k8s-gateway-redirect.ts";
import gatewayTls from "./k8s-gateway-tls.ts";
import gracefulStop from "./k8s-graceful-stop.ts";
import hpaBehavior from "./k8s-hpa-behavior.ts";
import hpaSane from "./k8s-hpa-sane.ts";
import imagePinned from "./k8s-image-pinned.ts";
import imageRegistry from "./k8s-image-registry.ts";
import ingressTls from "./k8s-ingress-tls.ts";
import javaVersion from "./k8s-java-version.ts";
import jobBounded from "./k8s-job-bounded.ts";
import labels from "./k8s-labels.ts";
import logLevel from "./k8s-log-level.ts";
import namespacePsa from "./k8s-namespace-psa.ts";
import namespaceQuota from "./k8s-namespace-quota.ts";
import netpolBothEnds from "./k8s-netpol-both-ends.ts";
import netpolDefaultDeny from "./k8s-netpol-default-deny.ts";
import netpolDns from "./k8s-netpol-dns.ts";
import netpolNoWorld from "./k8s-netpol-no-world.ts";
import netpolNotDangling from "./k8s-netpol-not-dangling.ts";
import netpolOwn from "./k8s-netpol-own.ts";
import netpolPorts from "./k8s-netpol-ports.ts";
import noBarePod from "./k8s-no-bare-pod.ts";
import noClusterAdmin from "./k8s-no-cluster-admin.ts";
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
import pdb from "./k8s-pdb.ts";
import pdbShared from "./k8s-pdb-shared.ts";
import podCovered from "./k8s-pod-covered.ts";
import probes from "./k8s-probes.ts";
import pvcClass from "./k8s-pvc-class.ts";
import rbacNoEscalation from "./k8s-rbac-no-escalation.ts";
import rbacNoExec from "./k8s-rbac-no-exec.ts";
import rbacNoSystemGroups from "./k8s-rbac-no-system-groups.ts";
import rbacNoWildcard from "./k8s-rbac-no-wildcard.ts";
import rbacSecrets from "./k8s-rbac-secrets.ts";
import readonlyRoot from "./k8s-readonly-root.ts";
import redisHasPvc from "./k8s-redis-has-pvc.ts";
import replicas from "./k8s-replicas.ts";
import resources from "./k8s-resources.ts";
import rollingUpdate from "./k8s-rolling-update.ts";
import routeLimited from "./k8s-route-limited.ts";
import runAsNonRoot from "./k8s-run-as-non-root.ts";
import seccomp from "./k8s-seccomp.ts";
import secretMade from "./k8s-secret-made.ts";
import secretsAsFiles from "./k8s-secrets-as-files.ts";
import serviceNotDangling from "./k8s-service-not-dangling.ts";
import serviceType from "./k8s-service-type.ts";
import sizeFloor from "./k8s-size-floor.ts";
import spread from "./k8s-spread.ts";
import storageEncrypted from "./k8s-storage-encrypted.ts";
import systemKinds from "./k8s-system-kinds.ts";
import volumeTypes from "./k8s-volume-types.ts";
import randomCredentialLength from "./random-credential-length.ts";

/** Rules over Kubernetes objects, in the order of the catalogue. */
export const kubernetesRules: readonly AnyRule[] = [
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
  crdOperatorPodsRestricted,
  chartValuesRestricted,
  namespaceQuota,
  resources,
  sizeFloor,
  javaVersion,
  imagePinned,
  imageRegistry,
  probes,
  replicas,
  pdb,
  pdbShared,
  spread,
  rollingUpdate,
  gracefulStop,
  noTokenAutomount,
  ownServiceAccount,
  notDefaultNamespace,
  noPlainSecrets,
  noDefaultCredentials,
  secretsAsFiles,
  secretMade,
  labels,
  noBarePod,
  cronjobHygiene,
  jobBounded,
  netpolDefaultDeny,
  podCovered,
  netpolNoWorld,
  netpolPorts,
  netpolNotDangling,
  netpolBothEnds,
  netpolOwn,
  netpolDns,
  serviceType,
  serviceNotDangling,
  ingressTls,
  gatewayTls,
  backendTls,
  gatewayRedirect,
  adminRoute,
  routeLimited,
  noClusterAdmin,
  rbacNoWildcard,
  rbacSecrets,
  rbacNoEscalation,
  rbacNoExec,
  rbacNoSystemGroups,
  hpaSane,
  hpaBehavior,
  autoscaled,
  pvcClass,
  storageEncrypted,
  apiServed,
  systemKinds,
  logLevel,
  corsOrigins,
  redisHasPvc,
  crdRolloutSteps,
  crdAnalysis,
  crdServicemonitorTarget,
  crdWorkloadMonitored,
  crdMonitorAlerted,
  crdMonitorLetIn,
  crdStoreMonitored,
  crdRuleQuality,
  crdRequiredAlerts,
  crdScheduleAlerted,
  crdScrapeAlerted,
  crdSystemAlerted,
  crdAlertsReceived,
  crdCnpgHa,
  crdCnpgBackup,
  crdVeleroSchedule,
  crdVeleroCovers,
  backupEveryStore,
  backupDrilled,
  backupMeetsRpo,
  crdStoreTls,
  crdKafkaGuarded,
  crdQueueKept,
  crdGatewayTlsVersion,
  crdProxyTlsVersion,
  crdExternalsecret,
  randomCredentialLength,
];

import type { BackupStoreSpec } from "./spec.ts";

/** Folders that the pod mounts. */
export const storePaths = {
  data: "/data",
  scripts: "/etc/backup-store/scripts",
  accounts: "/etc/backup-store/accounts",
  root: "/etc/backup-store/root",
  tls: "/etc/backup-store/tls",
} as const;

/** Port of the service, and of the destination `backup-store` in NetworkPolicies. */
export const storePort = 9000;

/** Region that clients sign their requests for. */
export const storeRegion = "us-east-1";

const objects = `${storePaths.data}/objects`;
const versions = `${storePaths.data}/versions`;

/**
 * Starts the server, which keeps earlier versions of every object, and has it read a renewed certificate twice a day.
 *
 * A signal interrupts `wait`, so the server's own end is waited for once more.
 */
export function startScript(): string {
  const { accounts, root, tls } = storePaths;
  return `#!/bin/sh
set -u
mkdir -p ${objects} ${versions} || exit 1
ROOT_ACCESS_KEY="$(cat ${root}/AWS_ACCESS_KEY_ID)"
ROOT_SECRET_KEY="$(cat ${root}/AWS_SECRET_ACCESS_KEY)"
export ROOT_ACCESS_KEY ROOT_SECRET_KEY
versitygw --port :${storePort} --region ${storeRegion} --cert ${tls}/tls.crt --key ${tls}/tls.key \\
  --iam-dir ${accounts} --health /health --quiet posix --versioning-dir ${versions} ${objects} &
server=$!
trap 'kill -TERM "$server"' TERM INT
(while sleep 43200; do kill -HUP "$server" || exit; done) &
reload=$!
wait "$server"
status=$?
if kill -0 "$server" 2>/dev/null; then
  wait "$server"
  status=$?
fi
kill "$reload" 2>/dev/null
exit "$status"
`;
}

/** Removes what is older than its folder's retention, and versions that can no longer be brought back; every hour. */
export function expiryScript({ systems, undeleteDays }: BackupStoreSpec): string {
  const rules = Object.values(systems).flatMap(({ bucket, prefixes }) =>
    Object.entries(prefixes).flatMap(([prefix, { retentionDays }]) =>
      retentionDays === undefined ? [] : [`  expire ${objects}/${bucket}/${prefix} ${retentionDays}`],
    ),
  );
  return `#!/bin/sh
set -u
trap 'exit 0' TERM INT
expire() {
  [ ! -d "$1" ] || find "$1" -type f -mmin "+$(($2 * 1440))" -delete
}
while true; do
${[...rules, `  expire ${versions} ${undeleteDays}`].join("\n")}
  [ "\${1:-}" != once ] || exit 0
  sleep 3600 & wait $!
done
`;
}

/** Makes each bucket that is missing, versioned and owned by its system's account. */
export function bucketScript({ systems }: BackupStoreSpec): string {
  const calls = Object.entries(systems).map(([system, { bucket }]) => `bucket ${bucket} ${system}`);
  return `#!/bin/sh
set -eu
admin() {
  versitygw admin --region ${storeRegion} "$@"
}
tries=0
until existing="$(admin list-buckets)"; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 5
done
bucket() {
  if echo "$existing" | grep -q "^$1 "; then
    admin change-bucket-owner --bucket "$1" --owner "$2"
  else
    admin create-bucket --bucket "$1" --owner "$2" --object-lock-enabled-for-bucket
  fi
}
${calls.join("\n")}
`;
}

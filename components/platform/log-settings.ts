import type * as pulumi from "@pulumi/pulumi";
import { thirdPartyImages } from "../core/images.ts";
import { Preparation } from "../workload/preparation.ts";
import { kibana, type LogStorage } from "./log-store.ts";
import { logRetention, logStore } from "./log-streams.ts";
import { savedObjects } from "./saved-objects.ts";
import { platformSecrets } from "./secrets.ts";

const { logKeeper } = platformSecrets;

/** Files of the script, in its container. */
const folder = "/settings";

/** Templates of the data streams, one for each: a document is gone so long after it came (FTE-081). */
export function logTemplates(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(logRetention).map(([stream, retention]) => [
      `${stream}.json`,
      JSON.stringify({
        index_patterns: [stream],
        // Above the store's own.
        priority: 500,
        data_stream: {},
        template: {
          lifecycle: { enabled: true, data_retention: retention },
          settings: {
            index: {
              auto_expand_replicas: "0-1",
              // Applications name their fields as they like.
              mapping: { total_fields: { ignore_dynamic_beyond_limit: true } },
            },
          },
          mappings: { properties: { "@timestamp": { type: "date" } } },
        },
      }),
    ]),
  );
}

/**
 * Tells the store how long it keeps what, and Kibana its views. All of it may be said again: streams that are there already get the new
 * retention, too.
 */
export const settingsScript = `set -eu
umask 077
printf 'user = "%s:%s"\\n' "$(cat /login/${logKeeper.usernameKey})" "$(cat /login/${logKeeper.passwordKey})" > /tmp/login
ask() {
  curl --config /tmp/login --cacert /authority/ca.crt --silent --show-error --fail-with-body --max-time 60 \\
    --retry 90 --retry-delay 10 --retry-all-errors "$@"
  echo
}
for stream in $STREAMS; do
  ask --request PUT --header 'Content-Type: application/json' --data-binary "@${folder}/$stream.json" "$STORE/_index_template/$stream"
  retention=$(sed 's/.*"data_retention":"\\([^"]*\\)".*/\\1/' "${folder}/$stream.json")
  found=$(curl --config /tmp/login --cacert /authority/ca.crt --silent --show-error --max-time 60 \\
    --output /dev/null --write-out '%{http_code}' "$STORE/_data_stream/$stream")
  case "$found" in
    200)
      ask --request PUT --header 'Content-Type: application/json' --data-binary "{\\"data_retention\\":\\"$retention\\"}" \\
        "$STORE/_data_stream/$stream/_lifecycle"
      ;;
    404) ;;
    *) echo "the store answers $found for the data stream $stream" >&2; exit 1 ;;
  esac
done
answer=$(ask --request POST --header 'kbn-xsrf: true' --form "file=@${folder}/saved-objects.ndjson" \\
  "$KIBANA/api/saved_objects/_import?overwrite=true")
echo "$answer"
case "$answer" in
  *'"success":true'*) ;;
  *) echo "Kibana did not take every view" >&2; exit 1 ;;
esac
`;

/** Says all of it whenever it changes, before the collectors send a line. */
export function logSettings(parent: pulumi.Resource, name: string, storage: LogStorage): Preparation {
  return new Preparation(
    name,
    {
      system: "platform",
      component: "log-settings",
      namespace: logStore.namespace,
      image: thirdPartyImages.curl,
      command: ["/bin/sh", `${folder}/apply.sh`],
      env: {
        STORE: `https://${logStore.host}:${logStore.port}`,
        KIBANA: `https://${kibana.host}:${kibana.port}`,
        STREAMS: Object.keys(logRetention).join(" "),
      },
      files: [
        {
          name: "log-settings",
          mountPath: folder,
          files: { "apply.sh": settingsScript, "saved-objects.ndjson": savedObjects(), ...logTemplates() },
        },
      ],
      secretMounts: [
        {
          name: "login",
          secret: logKeeper.name,
          mountPath: "/login",
          keys: [logKeeper.usernameKey, logKeeper.passwordKey],
        },
        { name: "authority", secret: storage.certificate, mountPath: "/authority", keys: ["ca.crt"] },
      ],
      resources: { requests: { cpu: "50m", memory: "32Mi" }, limits: { cpu: "200m", memory: "64Mi" } },
      // A new store takes some minutes until it answers.
      deadlineSeconds: 1800,
    },
    { parent, dependsOn: storage.all },
  );
}

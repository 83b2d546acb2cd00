import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("velero.io/v1:Schedule", "daily", {
    schedule: "0 1 * * *",
    template: { ttl: "720h0m0s", includedNamespaces: ["production"], storageLocation: "default" },
  }),
  object("velero.io/v1:BackupStorageLocation", "default", { accessMode: "ReadWrite" }),
]);
const daily = "expected five fields that name a minute and an hour of every day";
const noLocation = 'daily: spec.template.storageLocation: expected a location that can be written, found "default"';

export default [
  at("every day, for a month", {}),
  at("the default location, unnamed", { daily: { props: { "/spec/template/storageLocation": undefined } } }),
  at("once a week", { daily: { props: { "/spec/schedule": "0 1 * * 0" } } }, [
    `daily: spec.schedule: ${daily}, found "0 1 * * 0"`,
  ]),
  at("six fields", { daily: { props: { "/spec/schedule": "0 0 1 * * *" } } }, [
    `daily: spec.schedule: ${daily}, found "0 0 1 * * *"`,
  ]),
  at("a schedule that waits", { daily: { props: { "/spec/paused": true } } }, [
    "daily: spec.paused: expected false, found true",
  ]),
  at("a day", { daily: { props: { "/spec/template/ttl": "24h" } } }, [
    'daily: spec.template.ttl: expected 720h0m0s or more, found "24h"; write "720h0m0s"',
  ]),
  at("all namespaces", { daily: { props: { "/spec/template/includedNamespaces": undefined } } }, [
    "daily: spec.template.includedNamespaces: expected the namespaces, found nothing",
  ]),
  at("no location", { default: "removed" }, [noLocation]),
  at("a location that is read alone", { default: { props: { "/spec/accessMode": "ReadOnly" } } }, [noLocation]),
];

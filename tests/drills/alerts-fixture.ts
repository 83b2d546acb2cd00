import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { execa } from "execa";
import { stringify } from "yaml";
import { type AlertSpec, alertRules } from "../../components/operations/alerts.ts";
import { ensureDebianTool } from "../../sandbox/lib/debian-tools.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { renderComponents } from "../lib/component.ts";
import { at, type Json, list, record } from "../lib/json.ts";

/** What Prometheus sees, and what has to come of it. */
export interface Case {
  readonly alert: string;
  readonly what: string;
  /** Values by series, one a minute, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** When the alert is looked at, such as `26h10m`: rules are evaluated every 5 minutes. */
  readonly at: string;
  /** Labels of the alerts that are active, besides those that every one has; none, if it has to be silent. */
  readonly active: readonly Readonly<Record<string, string>>[];
}

/** The groups of rules as they are deployed. */
export async function groupsOf(system: string, alerts: readonly AlertSpec[]): Promise<readonly Json[]> {
  const rendered = await renderComponents((opts) => {
    const parent = new pulumi.ComponentResource("test:index:Alerts", "parent", {}, opts);
    alertRules(parent, "alerts", { system, namespace: "test", name: "alerts", groups: { all: alerts } });
  });
  const found = rendered.resources.find(({ type }) => type.endsWith(":PrometheusRule"));
  return list(at(found?.inputs, "spec", "groups")).map(record);
}

/** Runs promtool's own tests of the rules. @returns what it printed, if a case is otherwise than it should be */
export async function failedCases(groups: readonly Json[], cases: readonly Case[]): Promise<string> {
  const { path, env } = await ensureDebianTool("promtool", reportToTerminal);
  const dir = mkdtempSync(join(tmpdir(), "plumbline-alerts-"));
  try {
    writeFileSync(join(dir, "rules.yaml"), stringify({ groups }));
    const check = await execa(path, ["check", "rules", "rules.yaml"], { cwd: dir, env, reject: false, all: true });
    if (check.failed) return check.all;
    const rules = groups.flatMap(({ rules: all }) => list(all).map(record));
    // What an alert says is not looked at: it is text for people.
    const silent = rules.map((rule) => ({ ...rule, annotations: {} }));
    writeFileSync(join(dir, "rules.yaml"), stringify({ groups: [{ name: "all", rules: silent }] }));
    writeFileSync(
      join(dir, "tests.yaml"),
      stringify({
        rule_files: ["rules.yaml"],
        evaluation_interval: "5m",
        tests: cases.map((each) => test(each, rules)),
      }),
    );
    const ended = await execa(path, ["test", "rules", "tests.yaml"], { cwd: dir, env, reject: false, all: true });
    return ended.failed ? ended.all : "";
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function test({ alert, what, series, at: time, active }: Case, rules: readonly Json[]) {
  const own = record(rules.find((rule) => rule["alert"] === alert)?.["labels"]);
  return {
    name: `${alert}: ${what}`,
    interval: "1m",
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      {
        eval_time: time,
        alertname: alert,
        exp_alerts: active.map((labels) => ({ exp_labels: { ...own, ...labels } })),
      },
    ],
  };
}

import Table from "cli-table3";
import { Command } from "commander";
import type { Environment } from "../policy/lib/levels.ts";
import { type Chaos, chaos, type Damage } from "./lib/chaos/chaos.ts";
import { fail } from "./lib/fail.ts";
import { render } from "./lib/render.ts";
import { assertStack } from "./lib/stacks.ts";

const program = new Command("npm run -s chaos --")
  .description(
    "Damages a stack in every way, one at a time, and shows what the policy pack catches: each resource that protects others is dropped, each property that protects something is undone. Nothing is deployed.",
  )
  .argument("<stack>", "dev, staging, prod or prod-azure")
  .option("--json", "every damage with the policies that caught it, as JSON")
  .action(async (name: string, { json = false }: { json?: boolean }) => {
    const stack = (await assertStack(name)) as Environment;
    const found = chaos(stack, await render(stack), (done, of) => {
      if (process.stderr.isTTY) process.stderr.write(`\rdamaged ${done} of ${of} resources${done === of ? "\n" : ""}`);
    });
    console.log(json ? JSON.stringify({ stack, ...share(found.damages), ...found }, undefined, 2) : page(stack, found));
    process.exitCode = found.damages.every(({ caughtBy }) => caughtBy.length > 0) ? 0 : 1;
  });

function share(found: readonly Damage[]): { done: number; caught: number; mandatory: number; share: number } {
  const caught = found.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const mandatory = found.filter((one) => one.mandatory).length;
  return { done: found.length, caught, mandatory, share: found.length === 0 ? 1 : caught / found.length };
}

function page(stack: string, { damages, harmless }: Chaos): string {
  const { done, caught, mandatory } = share(damages);
  const missed = Map.groupBy(
    damages.filter(({ caughtBy }) => caughtBy.length === 0),
    ({ type, kind }) => `${kind} ${type}`,
  );
  const table = new Table({ head: ["not caught", "times", "such as"], style: { head: [], border: [] } });
  for (const [kind, all] of missed) table.push([kind, all.length, all[0]?.name ?? ""]);
  const percent = done === 0 ? 100 : Math.floor((1000 * caught) / done) / 10;
  return [
    `${stack}: ${caught} of ${done} damages are caught (${percent} %), ${mandatory} of them stop an update`,
    ...Object.entries(harmless).map(([reason, times]) => `not counted: ${times}. ${reason}`),
    ...(missed.size === 0 ? [] : [table.toString()]),
  ].join("\n");
}

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}

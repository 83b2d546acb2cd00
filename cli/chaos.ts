import Table from "cli-table3";
import { Command } from "commander";
import type { Environment } from "../policy/lib/levels.ts";
import { chaos, type Damage } from "./lib/chaos/chaos.ts";
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
      if (process.stderr.isTTY) process.stderr.write(`\rdropped ${done} of ${of}${done === of ? "\n" : ""}`);
    });
    console.log(json ? JSON.stringify({ stack, ...share(found), damages: found }, undefined, 2) : page(stack, found));
    process.exitCode = found.every(({ caughtBy }) => caughtBy.length > 0) ? 0 : 1;
  });

function share(found: readonly Damage[]): { damages: number; caught: number; mandatory: number; share: number } {
  const caught = found.filter(({ caughtBy }) => caughtBy.length > 0).length;
  const mandatory = found.filter((one) => one.mandatory).length;
  return { damages: found.length, caught, mandatory, share: found.length === 0 ? 1 : caught / found.length };
}

function page(stack: string, found: readonly Damage[]): string {
  const { damages, caught, mandatory } = share(found);
  const missed = Map.groupBy(
    found.filter(({ caughtBy }) => caughtBy.length === 0),
    ({ type, what }) => `${what.split(".").at(-1) ?? what} ${type}`,
  );
  const table = new Table({ head: ["not caught", "times", "such as"], style: { head: [], border: [] } });
  for (const [kind, all] of missed) table.push([kind, all.length, all[0]?.name ?? ""]);
  const percent = damages === 0 ? 100 : Math.floor((1000 * caught) / damages) / 10;
  const line = `${stack}: ${caught} of ${damages} damages are caught (${percent} %), ${mandatory} of them stop an update`;
  return missed.size === 0 ? line : `${line}\n${table.toString()}`;
}

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}

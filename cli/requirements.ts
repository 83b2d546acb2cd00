import { projectRoot, stateDir } from "../sandbox/lib/paths.ts";
import { requirementsCommand } from "./lib/requirements/command.ts";

const err = (text: string): void => void process.stderr.write(text);
const report = (line: string): void => err(`${line}\n`);

process.exitCode = await requirementsCommand(process.argv.slice(2), {
  root: projectRoot,
  stateDir,
  out: (text) => void process.stdout.write(text),
  err,
  report,
  render: async (stack) => {
    report(`rendering the program of ${stack}`);
    // Loaded only when a proof looks at a stack: it brings the whole program and its SDKs.
    const { render } = await import("./lib/render.ts");
    return (await render(stack)).resources;
  },
});

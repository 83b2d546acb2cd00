// Reads a list of simulations as JSON, and writes the list of their results: what was decided, or why none could be.
import { text } from "node:stream/consumers";
import { runSimulation } from "@cloud-copilot/iam-simulate";

const simulations = JSON.parse(await text(process.stdin));
const results = await Promise.all(
  simulations.map(async (simulation) => {
    const { resultType, overallResult, errors } = await runSimulation(simulation, {});
    return resultType === "error" ? { errors } : { decision: overallResult };
  }),
);
process.stdout.write(JSON.stringify(results));

import { type Rendered, renderProgram } from "../../../cli/lib/render.ts";

let runs = 0;

const configs = {
  prod: {
    "plumbline-state:cloud": "aws",
    "plumbline-state:stage": "prod",
    "plumbline-state:costCentre": "platform",
    "plumbline-state:aws": { account: "444455556666", region: "us-east-1", deployers: ["deployer", "pipeline"] },
  },
  "prod-azure": {
    "plumbline-state:cloud": "azure",
    "plumbline-state:stage": "prod",
    "plumbline-state:costCentre": "platform",
    "plumbline-state:azure": {
      subscription: "11111111-1111-4111-8111-111111111111",
      tenant: "22222222-2222-4222-8222-222222222222",
      location: "eastus",
      deployers: ["33333333-3333-4333-8333-333333333333"],
      backups: ["44444444-4444-4444-8444-444444444444"],
      networks: ["203.0.113.0/24"],
    },
  },
} as const;

/** The small stack that makes where the state of another one is kept. */
export function renderState(stack: keyof typeof configs, change: Record<string, unknown> = {}): Promise<Rendered> {
  runs += 1;
  const query = `../../../backends/index.ts?run=${runs}`;
  return renderProgram(stack, { ...configs[stack], ...change }, async () => ({ ...(await import(query)) }) as unknown);
}

import { inContainer } from "../../lib/cases.ts";

const lists = ["containers", "initContainers"] as const;
const missing = (field: string, found = "nothing"): string =>
  `CONTAINER.resources.${field}: expected a quantity above zero, found ${found}`;

export default [
  ...inContainer("requests and a memory limit", {}),
  ...inContainer("a CPU limit too", { "/resources/limits/cpu": "1" }, [], { lists }),
  ...inContainer("no CPU request", { "/resources/requests/cpu": undefined }, [missing("requests.cpu")], { lists }),
  ...inContainer("no memory request", { "/resources/requests/memory": undefined }, [missing("requests.memory")], {
    lists,
  }),
  ...inContainer("no memory limit", { "/resources/limits": undefined }, [missing("limits.memory")], { lists }),
  ...inContainer("a request of nothing", { "/resources/requests/cpu": "0" }, [missing("requests.cpu", '"0"')], {
    lists,
  }),
  ...inContainer(
    "nothing",
    { "/resources": undefined },
    [missing("requests.cpu"), missing("requests.memory"), missing("limits.memory")],
    { lists },
  ),
];

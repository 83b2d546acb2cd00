import { resource } from "../../lib/cases.ts";

const types = ["random:index/randomPassword:RandomPassword", "random:index/randomBytes:RandomBytes"];

export default types.flatMap((type) => {
  const random = resource(type, { length: 32 });
  return [
    ...random("32", {}),
    ...random("16", { "/length": 16 }, ["length: expected 32 or more, found 16; write 32"]),
    ...random("no length", { "/length": undefined }, ["length: expected 32 or more, found nothing; write 32"]),
    ...random("short for a stricter threshold", {}, ["length: expected 64 or more, found 32; write 64"], {
      config: { minimum: 64 },
    }),
  ];
});

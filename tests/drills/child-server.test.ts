import assert from "node:assert/strict";
import { ChildServer } from "../../cli/lib/drill/child-server.ts";
import { scratchFolder } from "./core-fixture.ts";

const folder = scratchFolder();

/** Of a server that says some lines and ends. */
async function problemOf(...lines: readonly string[]): Promise<string> {
  const args = ["-c", 'printf "%s\\n" "$@"', "sh", ...lines];
  const answers = () => Promise.resolve(false);
  const started = ChildServer.start({ name: "talker", command: "/bin/sh", args, folder, answers });
  return started.then(
    () => "none",
    (error: unknown) => String(error),
  );
}

describe("a server that ends before it answers", () => {
  it("is told of by why it could not go on, whatever it said after that", async () => {
    const early = "FATAL:  the database system is starting up";
    const why = "2026-01-31 FATAL:  recovery ended before configured recovery target was reached";
    assert.equal(
      await problemOf("one", early, why, "two", "three", "four"),
      `Error: talker does not answer: ${why} (${folder}/talker.log)`,
    );
    const [info, fatal] = ['level=info msg="fine"', 'level=fatal msg="no port"'];
    assert.match(await problemOf(info, fatal, info, info, info), /answer: level=fatal msg="no port" \(/);
  });

  it("is told of by its last lines where it does not say why", async () => {
    assert.match(await problemOf("one", "two", "three", "four"), /answer: two; three; four \(/);
    assert.match(await problemOf(), /answer: it said nothing \(/);
  });
});

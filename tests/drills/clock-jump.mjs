// Loaded before a program: its clock goes wrong by so many seconds, at once or when the dump has begun.
import { ChildProcess } from "node:child_process";

const seconds = Number(process.env.CLOCK_JUMP_SECONDS);
const RealDate = Date;
let shift = process.env.CLOCK_JUMP_LATER === undefined ? seconds * 1000 : 0;
const spawn = ChildProcess.prototype.spawn;
ChildProcess.prototype.spawn = function (options) {
  if (options.args.some((arg) => arg.startsWith("--snapshot"))) shift = seconds * 1000;
  return spawn.call(this, options);
};
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shift);
    else super(...args);
  }
  static now() {
    return RealDate.now() + shift;
  }
};

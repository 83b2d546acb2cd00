import { Unsupported } from "./errors.ts";

/** A class of instances. */
export interface InstanceClass {
  readonly name: string;
  /** Unit: GiB. */
  readonly memory: number;
  /** Its cores are lent for a while; it cannot be part of a global database either. */
  readonly burstable: boolean;
}

/** Classes of one generation, from the smallest on; those of Aurora and of DocumentDB have the same sizes. */
const classes = (family: string): readonly InstanceClass[] => [
  { name: "db.t4g.medium", memory: 4, burstable: true },
  { name: `${family}.large`, memory: 16, burstable: false },
  { name: `${family}.xlarge`, memory: 32, burstable: false },
  { name: `${family}.2xlarge`, memory: 64, burstable: false },
  { name: `${family}.4xlarge`, memory: 128, burstable: false },
];

/**
 * The smallest class with so much memory.
 *
 * @param family Generation, such as `db.r8g`.
 * @param mebibytes Least memory.
 * @param steady Leaves out those whose cores are lent.
 * @throws Unsupported where none is large enough.
 */
export function instanceClass(family: string, mebibytes: number, steady: boolean): InstanceClass {
  const found = classes(family).find(({ memory, burstable }) => memory * 1024 >= mebibytes && !(steady && burstable));
  if (!found) throw new Unsupported("aws", `a database with ${mebibytes} Mi of memory`, "ask for at most 128Gi");
  return found;
}

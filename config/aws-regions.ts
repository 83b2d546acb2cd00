/**
 * Regions of AWS and the letters of their availability zones, from "AWS Availability Zones" and "Availability Zones" of the
 * EC2 user guide (August 2026). Zones that AWS gives to old accounts alone are left out, and so is us-west-1, of whose
 * three zones an account gets two.
 */
const zoneLetters = {
  "af-south-1": ["a", "b", "c"],
  "ap-east-1": ["a", "b", "c"],
  "ap-northeast-1": ["a", "c", "d"],
  "ap-northeast-2": ["a", "b", "c", "d"],
  "ap-northeast-3": ["a", "b", "c"],
  "ap-south-1": ["a", "b", "c"],
  "ap-south-2": ["a", "b", "c"],
  "ap-southeast-1": ["a", "b", "c"],
  "ap-southeast-2": ["a", "b", "c"],
  "ap-southeast-3": ["a", "b", "c"],
  "ap-southeast-4": ["a", "b", "c"],
  "ca-central-1": ["a", "b", "d"],
  "ca-west-1": ["a", "b", "c"],
  "eu-central-1": ["a", "b", "c"],
  "eu-central-2": ["a", "b", "c"],
  "eu-north-1": ["a", "b", "c"],
  "eu-south-1": ["a", "b", "c"],
  "eu-south-2": ["a", "b", "c"],
  "eu-west-1": ["a", "b", "c"],
  "eu-west-2": ["a", "b", "c"],
  "eu-west-3": ["a", "b", "c"],
  "il-central-1": ["a", "b", "c"],
  "me-central-1": ["a", "b", "c"],
  "me-south-1": ["a", "b", "c"],
  "sa-east-1": ["a", "b", "c"],
  "us-east-1": ["a", "b", "c", "d", "e", "f"],
  "us-east-2": ["a", "b", "c"],
  "us-west-2": ["a", "b", "c", "d"],
} as const satisfies Record<string, readonly string[]>;

export type AwsRegion = keyof typeof zoneLetters;

/** Regions that a stack may name. */
export const awsRegions: readonly string[] = Object.keys(zoneLetters);

/** Whether a region is one that a stack may name. */
export function isAwsRegion(name: string): name is AwsRegion {
  return Object.hasOwn(zoneLetters, name);
}

/** Names of a region's zones, in order. */
export function zonesOf(region: AwsRegion): string[] {
  return zoneLetters[region].map((letter) => region + letter);
}

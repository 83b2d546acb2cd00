import { type Image, thirdPartyImages } from "../core/images.ts";
import type { PostgresExtension, PostgresSpec } from "./spec.ts";

/** Image of the server, and of jobs with programs of its version. */
export function serverImage({ version, extensions }: Pick<PostgresSpec, "version" | "extensions">): Image {
  if (extensions.includes("postgis")) return thirdPartyImages.postgis18;
  return version === 17 ? thirdPartyImages.postgres17 : thirdPartyImages.postgres18;
}

/** Folder of the programs in it. */
export const programsOf = (image: Image): string => `/usr/lib/postgresql/${Number.parseInt(image.tag, 10)}/bin`;

/** Those that PostgreSQL does not trust owners to make. */
export const administeredOf = ({ extensions }: Pick<PostgresSpec, "extensions">): PostgresExtension[] =>
  extensions.filter((extension) => extension !== "uuid-ossp");

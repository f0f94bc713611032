import { oc } from "@orpc/contract";
import { z } from "zod";
import { Address } from "../lib/ids.ts";
import { PageQuery, pageOf } from "../lib/page.ts";
import { line, words } from "../lib/text.ts";
import { Instant } from "../lib/time.ts";

/** Words that a person may not take for a name, because a page or a lie lives there. */
export const reservedHandles: ReadonlySet<string> = new Set([
  "admin",
  "administrator",
  "api",
  "arbiter",
  "arbiters",
  "client",
  "court",
  "design",
  "developer",
  "escrow",
  "guildhall",
  "help",
  "me",
  "moderator",
  "new",
  "official",
  "root",
  "security",
  "settings",
  "staff",
  "support",
  "system",
]);

export const Handle = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,18}[a-z0-9]$/, "A handle has 3 to 20 letters a to z, digits or hyphens, and begins with a letter.")
  .refine((handle) => !reservedHandles.has(handle), "This handle is reserved; choose another.");

export const Skill = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+#.-]{0,29}$/, "A skill is a short word in lower case, such as typescript.");

export const ProfileInput = z.object({
  handle: Handle,
  name: line(60),
  headline: line(120, 0),
  bio: words(4_096, 0),
  location: line(80, 0),
  timeZone: line(60, 0),
  skills: z.array(Skill).max(20),
  links: z.array(z.url({ protocol: /^https$/, message: "A link begins with https://" }).max(300)).max(6),
  availableHours: z.number().int().min(0).max(80),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

/** On-chain standing, mirrored; all zero for somebody who has none yet. `experience` is in the token-independent points of Reputation.sol. */
export const Standing = z.object({
  experience: z.string(),
  completed: z.number().int(),
  won: z.number().int(),
  lost: z.number().int(),
  lastActivity: Instant.nullable(),
  seats: z.number().int(),
});
export type Standing = z.infer<typeof Standing>;

export const Profile = z.object({
  address: Address,
  handle: z.string(),
  name: z.string(),
  headline: z.string(),
  bio: z.string(),
  location: z.string(),
  timeZone: z.string(),
  skills: z.array(z.string()),
  links: z.array(z.string()),
  availableHours: z.number().int(),
  joinedAt: Instant,
  standing: Standing,
});
export type Profile = z.infer<typeof Profile>;

/** How a person is named wherever somebody else's page mentions them. `handle` is null for an address that never signed in. */
export const Person = z.object({ address: Address, handle: z.string().nullable(), name: z.string().nullable() });
export type Person = z.infer<typeof Person>;

export const profiles = {
  list: oc
    .route({ method: "GET", path: "/v1/profiles", summary: "People, the most experienced first", tags: ["profiles"] })
    .input(PageQuery.extend({ search: z.string().max(100).optional(), skill: Skill.optional() }))
    .output(pageOf(Profile)),
  get: oc
    .route({ method: "GET", path: "/v1/profiles/{who}", summary: "One person, by handle or address", tags: ["profiles"] })
    .input(z.object({ who: z.string().max(42) }))
    .output(Profile),
  update: oc
    .route({ method: "PUT", path: "/v1/profile", summary: "Change my profile", tags: ["profiles"] })
    .input(ProfileInput)
    .output(Profile),
};

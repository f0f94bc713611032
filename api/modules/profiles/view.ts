import type { Profile, Standing } from "#core/features/profiles.ts";
import { Address } from "#core/lib/ids.ts";

export type StandingRow = {
  experience: string;
  completed: number;
  won: number;
  lost: number;
  lastActivity: Date | null;
  seats: number;
};

export const noStanding: Standing = { experience: "0", completed: 0, won: 0, lost: 0, lastActivity: null, seats: 0 };

export const toStanding = (row: StandingRow): Standing => ({ ...row, lastActivity: row.lastActivity?.toISOString() ?? null });

export type ProfileRow = StandingRow & {
  address: string;
  handle: string;
  name: string;
  headline: string;
  bio: string;
  location: string;
  timeZone: string;
  skills: string[];
  links: string[];
  availableHours: number;
  joinedAt: Date;
};

export const toProfile = ({ experience, completed, won, lost, lastActivity, seats, ...person }: ProfileRow): Profile => ({
  ...person,
  address: Address.parse(person.address),
  joinedAt: person.joinedAt.toISOString(),
  standing: toStanding({ experience, completed, won, lost, lastActivity, seats }),
});

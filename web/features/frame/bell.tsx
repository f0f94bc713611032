"use client";

import { forMembers } from "#web/lib/for-members.tsx";

/** What waits and what is new, and the way to all of it. */
export const Bell = forMembers(async () => (await import("./bell-button.tsx")).BellButton);

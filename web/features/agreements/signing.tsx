"use client";

import { forMembers } from "#web/lib/for-members.tsx";

/** Signing the Terms: what waits, and for whom. Shown to the two while nobody's money is locked. */
export const Signing = forMembers<{ id: string }>(async () => (await import("./signing-steps.tsx")).SigningSteps);

"use client";

import { forMembers } from "#web/lib/for-members.tsx";

/** Money that a contract owes whoever looks, each with its way out. */
export const Credits = forMembers(async () => (await import("./credit-list.tsx")).CreditList);

"use client";

import { forMembers } from "#web/lib/for-members.tsx";

/** Pays a ruled milestone out. The call needs the Terms, which are shown to members alone. */
export const ExecuteRuling = forMembers<{ caseId: string }>(async () => (await import("./execute-ruling.tsx")).ExecuteRuling);

"use client";

import { forMembers } from "#web/lib/for-members.tsx";

export const AnswerFromLocked = forMembers<{ caseId: string }>(async () => (await import("./advance.tsx")).Advance);

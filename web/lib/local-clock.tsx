"use client";

import { useChain } from "./chain.tsx";
import { forMembers } from "./for-members.tsx";

const Card = forMembers(async () => (await import("./local-clock-card.tsx")).LocalClockCard);

/** Local chain only, where a member may move the clock. `until` is the deadline that this page waits for. */
export const LocalClock = ({ until }: { until?: string | null }) => (useChain()?.isLocal ? <Card until={until} /> : null);

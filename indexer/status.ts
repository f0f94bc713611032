/** What the process knows of itself, for people, probes and metrics. */
export type Role = "starting" | "standby" | "leader";

export type Status = ReturnType<typeof openStatus>;

/** Older than this, what we know of the chain or of our own database is no longer news. */
const staleMs = 10_000;

export function openStatus(now: () => number = Date.now) {
  const status = {
    role: "starting" as Role,
    /** Why nothing is mirrored, when nothing is: a sentence. */
    trouble: null as string | null,
    block: 0,
    hash: "",
    head: 0,
    final: 0,
    provider: "",
    lookedAt: 0,
    events: 0,
    batches: 0,
    batchSeconds: 0,
    rewinds: 0,
    rebuilds: 0,
    failures: 0,
    /** How often the websocket went silent. */
    silences: 0,
    /** Events a second while catching up; 0 at the head. */
    rate: 0,
    /** Until it is caught up, at the pace of this catch-up; null where nobody can tell. */
    secondsLeft: null as number | null,
    startedAt: now(),
  };

  const lag = () => Math.max(0, status.head - status.block);
  const report = () => {
    const isFresh = now() - status.lookedAt < staleMs;
    const reason =
      status.trouble ??
      (status.role === "starting" ? "Not started yet." : null) ??
      (status.role === "leader" && !isFresh ? "The chain or the database has not answered for ten seconds." : null) ??
      (status.role === "leader" && lag() > 5 ? `Catching up: ${lag()} blocks to go.` : null);
    const { role, block, hash, head, final, provider, events, rewinds, rebuilds, failures, rate, secondsLeft } = status;
    const blocksLeft = lag();
    return {
      // A standby is ready: to take over.
      ready: reason === null,
      reason,
      role,
      cursor: { block, hash },
      head,
      final,
      lag: blocksLeft,
      rate,
      secondsLeft,
      provider,
      events,
      rewinds,
      rebuilds,
      failures,
      uptime: Math.round((now() - status.startedAt) / 1_000),
    };
  };
  return Object.assign(status, { lag, report });
}

const kinds = {
  block: "gauge",
  head: "gauge",
  final: "gauge",
  events: "counter",
  batches: "counter",
  batchSeconds: "counter",
  rewinds: "counter",
  rebuilds: "counter",
  failures: "counter",
  silences: "counter",
} as const;

/** Prometheus' text format. */
export function metricsOf(status: Status, chainId: number): string {
  const lines: string[] = [];
  const line = (name: string, kind: string, value: number) => {
    lines.push(`# TYPE ${name} ${kind}`, `${name}{chain="${chainId}"} ${value}`);
  };
  for (const [name, kind] of Object.entries(kinds)) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const suffix = kind === "counter" ? "_total" : "";
    line(`guildhall_indexer_${snake}${suffix}`, kind, status[name as keyof typeof kinds]);
  }
  line("guildhall_indexer_lag_blocks", "gauge", status.lag());
  line("guildhall_indexer_leads", "gauge", status.role === "leader" ? 1 : 0);
  line("guildhall_indexer_ready", "gauge", status.report().ready ? 1 : 0);
  return `${lines.join("\n")}\n`;
}

/** Hears the bus and writes notifications, each once: a person and an event's key make one row. */
import { z } from "zod";
import type { Payload, Topic } from "#core/events.ts";
import { Address, mintId } from "#core/lib/ids.ts";
import type { Clock } from "#core/lib/time.ts";
import type { Database, Tx } from "#db";
import { follow, type OutboxEvent, publish } from "#outbox";
import type { Log } from "../../lib/log.ts";
import { namePeople } from "../../lib/people.ts";
import { type Known, type Notice, once, soon } from "./rules.ts";

type Options = { database: Database; clock: Clock; log: Log; signal: AbortSignal };

export const followForNotices = (options: Options): Promise<unknown> =>
  Promise.all([listen(options, "notifications", "seen", soon), listen(options, "notifications-final", "final", once)]);

type Rules = { [T in Topic]?: (payload: Payload<T>, known: Known) => Notice[] };

function listen(
  { database, clock, log, signal }: Options,
  consumer: string,
  when: "seen" | "final",
  rules: Rules,
): Promise<void> {
  return follow({
    consumer,
    db: database,
    topics: Object.keys(rules) as Topic[],
    when,
    signal,
    log,
    handler: async (event, tx) => {
      const known = await lookUp(tx, event.payload);
      // The event's topic picks the rule that its payload fits.
      const rule = rules[event.topic] as ((payload: OutboxEvent["payload"], known: Known) => Notice[]) | undefined;
      const notices = rule?.(event.payload, known) ?? [];
      const at = "at" in event.payload ? new Date(event.payload.at) : await clock.now();
      for (const notice of notices) await note(tx, notice, { key: notice.key ?? `${event.topic}:${event.key}`, at });
    },
  });
}

/** Only people who ever signed in have a place to be told in; sent twice, it is one. */
export async function note(tx: Tx, { to, topic, facts, href }: Notice, { key, at }: { key: string; at: Date }): Promise<void> {
  const added = await tx.$executeRaw`
    insert into app.notification (id, address, topic, facts, href, at, source_key)
    select ${mintId(at.getTime())}, address, ${topic}, ${JSON.stringify(facts)}::jsonb, ${href}, ${at}, ${key}
    from app.person where address = ${to}
    on conflict (address, source_key) do nothing`;
  if (added > 0) await publish(tx, "notification.added", { account: Address.parse(to) });
}

const Mentioned = z.object({
  agreement: z.string().optional(),
  caseId: z.string().optional(),
  project: z.string().optional(),
  client: z.string().optional(),
  developer: z.string().optional(),
  claimant: z.string().optional(),
  by: z.string().optional(),
});
const Titles = z.array(z.object({ title: z.string() }));

/** What the words around an event need: a title, a token, people's names. What is not ours keeps its number. */
async function lookUp(tx: Tx, payload: unknown): Promise<Known> {
  const { agreement: named, caseId, project, ...people } = Mentioned.parse(payload);
  const id = named ?? (caseId && (await tx.case.findUnique({ where: { caseId }, select: { agreementId: true } }))?.agreementId);
  // One after the other: a transaction is one connection.
  const drawn = id ? await tx.agreement.findUnique({ where: { id } }) : null;
  const funded = id ? await tx.escrowAgreement.findUnique({ where: { id }, select: { token: true } }) : null;
  const inCase = caseId ? await tx.milestone.count({ where: { caseId } }) : 0;
  const posted = project ? await tx.project.findUnique({ where: { id: project }, select: { title: true } }) : null;
  const milestones = drawn ? Titles.parse(drawn.milestones) : [];
  const who = await namePeople(
    tx,
    Object.values(people).filter((address) => address !== undefined),
  );
  const short = (hex: string) => `${hex.slice(0, 6)}…${hex.slice(-4)}`;
  return {
    title: drawn?.title ?? posted?.title ?? (id ? short(id) : ""),
    token: drawn?.token ?? funded?.token ?? "",
    milestone: (index) => milestones[index]?.title ?? `#${index + 1}`,
    inCase,
    name: (address) => who(address).name ?? short(address),
  };
}

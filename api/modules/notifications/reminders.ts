/**
 * A day before a period ends, whoever loses by its end hears of it; and when the time to appeal has passed, everybody in
 * the case hears of the ruling, which no event tells. Asked again and again; told once.
 */
import type { Clock } from "#core/lib/time.ts";
import type { Database } from "#db";
import { openBell } from "#outbox";
import { note } from "./reactions.ts";
import { type Notice, ruledKey } from "./rules.ts";

type Due = {
  kind: "answer" | "commit" | "reveal" | "appeal" | "match" | "review" | "submit";
  to: string;
  title: string;
  milestone: string;
  until: Date;
  share: number | null;
  id: string;
  key: string;
};

/** Everything whose end lies within a day of `now`; nobody is reminded of what is over. */
const due = `
  with soon as (
    select 'answer' as kind, c.respondent as "to", c.agreement_id as agreement, c.index, c.answer_by as until, c.case_id as id,
      null::int as share
    from chain."case" c where c.period = 'Answer'
    union all
    select case c.period when 'Commit' then 'commit' else 'reveal' end, m.arbiter, c.agreement_id, c.index,
      case c.period when 'Commit' then c.commit_by else c.reveal_by end, c.case_id, null
    from chain."case" c join chain.panel_member m on m.case_id = c.case_id and m.round = c.round and m.slashed_for is null
    where (c.period = 'Commit' and m.commitment is null) or (c.period = 'Reveal' and m.commitment is not null and m.vote is null)
    union all
    select 'appeal', side, c.agreement_id, c.index, c.appeal_by, c.case_id, c.developer_bps
    from chain."case" c join chain.escrow_agreement e on e.id = c.agreement_id
    cross join lateral (values (e.client, c.developer_bps > 0), (e.developer, c.developer_bps < 10000)) as lost (side, has_lost)
    where c.period = 'Appeal' and has_lost
    union all
    select 'match', case r.appellant when 'client' then e.developer else e.client end, c.agreement_id, c.index, r.evidence_by,
      c.case_id, null
    from chain."case" c join chain.escrow_agreement e on e.id = c.agreement_id
    join chain.case_round r on r.case_id = c.case_id and r.round = c.round
    where c.period = 'Evidence' and r.appellant is not null and (r.paid_by_client is null or r.paid_by_developer is null)
    union all
    select 'review', e.client, e.id, m.index, m.clock + make_interval(secs => e.review_period), e.id, null
    from chain.milestone m join chain.escrow_agreement e on e.id = m.agreement_id where m.state = 'Submitted'
    union all
    select 'submit', e.developer, e.id, m.index,
      greatest(m.due, case when m.changes_requested > 0 then m.clock + make_interval(secs => e.review_period) else m.due end), e.id,
      null
    from chain.milestone m join chain.escrow_agreement e on e.id = m.agreement_id where m.state = 'Funded' and e.accepted
  )
  select s.kind, s."to", s.until, s.id, s.share, coalesce(a.title, left(s.agreement, 6) || '…' || right(s.agreement, 4)) as title,
    coalesce(a.milestones -> s.index ->> 'title', '#' || (s.index + 1)) as milestone,
    'reminder.' || s.kind || ':' || s.id || ':' || s.index || ':' || extract(epoch from s.until)::bigint as key
  from soon s
  left join app.agreement a on a.id = s.agreement
  where s.until > $1 and s.until <= $1 + interval '24 hours'
    and not exists (select from app.notification n where n.address = s."to" and n.source_key =
      'reminder.' || s.kind || ':' || s.id || ':' || s.index || ':' || extract(epoch from s.until)::bigint)
  limit 500`;

/** Final by the clock, in a block that cannot be taken back. */
const ruled = `
  select c.case_id as id, c.developer_bps as share, to_,
    coalesce(a.title, left(c.agreement_id, 6) || '…' || right(c.agreement_id, 4)) as title, c.appeal_by as at
  from chain."case" c
  join chain.cursor k on k.chain_id = c.chain_id
  join chain.case_round r on r.case_id = c.case_id and r.round = c.round and r.ended_block <= k.final
  join chain.escrow_agreement e on e.id = c.agreement_id
  cross join lateral (
    select e.client union select e.developer union select m.arbiter from chain.panel_member m where m.case_id = c.case_id
  ) as people (to_)
  left join app.agreement a on a.id = c.agreement_id
  where c.appeal_by < $1 and (c.period = 'Appeal' or (c.reason = 'Median' and c.ruled_at = c.appeal_by))
    and exists (select from app.person p where p.address = to_)
    and not exists (select from app.notification n where n.address = to_ and n.source_key = 'court.ruled:' || c.case_id)
  limit 500`;
type Ruled = { id: string; share: number; to_: string; title: string; at: Date };

export async function remind({ database, clock }: { database: Database; clock: Clock }): Promise<number> {
  const now = await clock.now();
  const { rows } = await database.pool.query<Due>(due, [now]);
  for (const row of rows) await database.prisma.$transaction((tx) => note(tx, noticeOf(row), { key: row.key, at: now }));
  const final = await database.pool.query<Ruled>(ruled, [now]);
  for (const row of final.rows) await database.prisma.$transaction((tx) => noteRuled(tx, row));
  const told = rows.length + final.rows.length;
  if (told > 0) openBell(database.pool).ring();
  return told;
}

const noteRuled = (tx: Parameters<typeof note>[0], { id, share, to_: to, title, at }: Ruled): Promise<void> =>
  note(tx, { to, topic: "court.ruled", facts: { title, share: `${share}` }, href: `/cases/${id}` }, { key: ruledKey(id), at });

function noticeOf({ kind, to, title, milestone, until, share, id }: Due): Notice {
  const facts = { title, until: until.toISOString() };
  switch (kind) {
    case "answer":
    case "commit":
    case "reveal":
    case "match":
      return { to, topic: `reminder.${kind}`, facts, href: `/cases/${id}` };
    case "appeal":
      return { to, topic: `reminder.${kind}`, facts: { ...facts, share: `${share}` }, href: `/cases/${id}` };
    case "review":
    case "submit":
      return { to, topic: `reminder.${kind}`, facts: { ...facts, milestone }, href: `/agreements/${id}` };
    default:
      return kind satisfies never;
  }
}

/** A day before a period ends, whoever loses by its end hears of it. Asked again and again; told once. */
import type { Clock } from "#core/lib/time.ts";
import type { Database } from "#db";
import { openBell } from "#outbox";
import { note } from "./reactions.ts";
import type { Notice } from "./rules.ts";

type Due = {
  kind: "answer" | "commit" | "reveal" | "review" | "submit";
  to: string;
  title: string;
  milestone: string;
  until: Date;
  id: string;
  key: string;
};

/** Everything whose end lies within a day of `now`; nobody is reminded of what is over. */
const due = `
  with soon as (
    select 'answer' as kind, c.respondent as "to", c.agreement_id as agreement, c.index, c.answer_by as until, c.case_id as id
    from chain."case" c where c.period = 'Answer'
    union all
    select case c.period when 'Commit' then 'commit' else 'reveal' end, m.arbiter, c.agreement_id, c.index,
      case c.period when 'Commit' then c.commit_by else c.reveal_by end, c.case_id
    from chain."case" c join chain.panel_member m on m.case_id = c.case_id and m.round = c.round and m.slashed = 0
    where (c.period = 'Commit' and m.commitment is null) or (c.period = 'Reveal' and m.commitment is not null and m.vote is null)
    union all
    select 'review', e.client, e.id, m.index, m.clock + make_interval(secs => e.review_period), e.id
    from chain.milestone m join chain.escrow_agreement e on e.id = m.agreement_id where m.state = 'Submitted'
    union all
    select 'submit', e.developer, e.id, m.index,
      greatest(m.due, case when m.changes_requested > 0 then m.clock + make_interval(secs => e.review_period) else m.due end), e.id
    from chain.milestone m join chain.escrow_agreement e on e.id = m.agreement_id where m.state = 'Funded' and e.accepted
  )
  select s.kind, s."to", s.until, s.id, coalesce(a.title, left(s.agreement, 6) || '…' || right(s.agreement, 4)) as title,
    coalesce(a.milestones -> s.index ->> 'title', '#' || (s.index + 1)) as milestone,
    'reminder.' || s.kind || ':' || s.id || ':' || s.index || ':' || extract(epoch from s.until)::bigint as key
  from soon s
  left join app.agreement a on a.id = s.agreement
  where s.until > $1 and s.until <= $1 + interval '24 hours'
    and not exists (select from app.notification n where n.address = s."to" and n.source_key =
      'reminder.' || s.kind || ':' || s.id || ':' || s.index || ':' || extract(epoch from s.until)::bigint)
  limit 500`;

export async function remind({ database, clock }: { database: Database; clock: Clock }): Promise<number> {
  const now = await clock.now();
  const { rows } = await database.pool.query<Due>(due, [now]);
  for (const row of rows) await database.prisma.$transaction((tx) => note(tx, noticeOf(row), { key: row.key, at: now }));
  if (rows.length > 0) openBell(database.pool).ring();
  return rows.length;
}

function noticeOf({ kind, to, title, milestone, until, id }: Due): Notice {
  const facts = { title, until: until.toISOString() };
  switch (kind) {
    case "answer":
    case "commit":
    case "reveal":
      return { to, topic: `reminder.${kind}`, facts, href: `/cases/${id}` };
    case "review":
    case "submit":
      return { to, topic: `reminder.${kind}`, facts: { ...facts, milestone }, href: `/agreements/${id}` };
    default:
      return kind satisfies never;
  }
}

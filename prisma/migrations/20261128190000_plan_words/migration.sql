-- An agreement holds the words of its own plan: one that amends another has a plan that no proposal ever had.
UPDATE "app"."agreement" a SET milestones = (
  SELECT jsonb_agg(t.milestone || jsonb_build_object('title', p.milestones -> (t.at - 1)::int ->> 'title', 'deliverable', p.milestones -> (t.at - 1)::int ->> 'deliverable') ORDER BY t.at)
  FROM jsonb_array_elements(a.milestones) WITH ORDINALITY AS t (milestone, at))
FROM "app"."proposal" p WHERE p.id = a.proposal_id;
